import type { FaceFinding, FaceRegion, FaceRegionColour } from '../../src/domain/finding.ts';
import type { Box } from '../../src/domain/picture.ts';
import type { VisitPictures } from '../../src/domain/picture-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { WORDS } from '../shared/words.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { type ColourRow, ColourTable } from './colour-table.tsx';
import { type CaptureAddress, KeptPicture } from './kept-picture.tsx';
import { Nothing, Panel } from './panel.tsx';
import { QualityLine } from './part-quality.tsx';
import { PictureButton } from './picture-button.tsx';
import { VISIT_TEXT } from './visit-text.ts';

/** The face with the area that was found, and the colours of its regions. */
export function FacePanel({
  visit,
  address,
  earlier,
}: {
  readonly visit: Visit;
  readonly address: CaptureAddress;
  readonly earlier?: VisitPictures | undefined;
}) {
  const { face } = visit.findings;
  if (face === null) {
    const reason = skipReasonOf(visit, 'face');
    return (
      <Panel title={VISIT_TEXT.face.title}>
        <Nothing words={reason === null ? VISIT_TEXT.face.nothing : WORDS.skipped[reason]} />
      </Panel>
    );
  }
  const rows = faceColours(face);
  return (
    <Panel
      title={VISIT_TEXT.face.title}
      aside={
        <>
          <CalibrationBadge calibrated={face.calibrated} />
          <PictureButton visit={visit} part="face" address={address} earlier={earlier} />
        </>
      }
    >
      <div class="looked-at">
        <figure class="looked-at-pictures">
          <KeptPicture
            captureId={face.captureId}
            address={address}
            description={VISIT_TEXT.picture.face}
            outline={face.face === null ? null : corners(face.face.bbox)}
          />
        </figure>
        <div class="looked-at-values">
          {rows.length === 0 ? (
            <p class="remark">{VISIT_TEXT.face.noRegions}</p>
          ) : (
            <ColourTable rows={rows} caption={VISIT_TEXT.face.title} />
          )}
          <QualityLine quality={face.quality} />
        </div>
      </div>
    </Panel>
  );
}

function faceColours({ skin, regions }: FaceFinding): readonly ColourRow[] {
  const whole = skin === null ? [] : [{ name: VISIT_TEXT.face.skin, lab: skin.lab, reading: null }];
  const parts = (Object.keys(WORDS.region) as FaceRegion[]).flatMap((region) => {
    const found = regions[region];
    return found === undefined ? [] : [{ name: WORDS.region[region], lab: found.lab, reading: readingOf(found) }];
  });
  return [...whole, ...parts];
}

function readingOf({ fromSkin, gloss }: FaceRegionColour): string | null {
  if (fromSkin === undefined) return null;
  return VISIT_TEXT.face.reading(signed(fromSkin.a), signed(fromSkin.b), `${Math.round((gloss ?? 0) * 100)}%`);
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return value < 0 ? `−${text}` : `+${text}`;
}

function corners({ x, y, width, height }: Box): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

import type { Box } from '../../src/domain/picture.ts';
import type { VisitPictures } from '../../src/domain/picture-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { WORDS } from '../shared/words.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { FaceTable } from './face-table.tsx';
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
          <FaceTable face={face} />
          <p class="remark">{VISIT_TEXT.face.complexion}</p>
          <QualityLine quality={face.quality} />
        </div>
      </div>
    </Panel>
  );
}

function corners({ x, y, width, height }: Box): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

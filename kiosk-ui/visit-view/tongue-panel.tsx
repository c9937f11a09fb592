import type { NamedColour, TongueFinding } from '../../src/domain/finding.ts';
import type { VisitPictures } from '../../src/domain/picture-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { WORDS } from '../shared/words.ts';
import { colourWords } from './attribute-rows.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { type ColourRow, ColourTable } from './colour-table.tsx';
import { type CaptureAddress, KeptPicture } from './kept-picture.tsx';
import { Nothing, Panel } from './panel.tsx';
import { QualityLine } from './part-quality.tsx';
import { PictureButton } from './picture-button.tsx';
import { VISIT_TEXT } from './visit-text.ts';

/** Both tongue pictures with outline, and the measured colours of body, coating and zones. */
export function TonguePanel({
  visit,
  address,
  earlier,
}: {
  readonly visit: Visit;
  readonly address: CaptureAddress;
  readonly earlier?: VisitPictures | undefined;
}) {
  const { tongue, underside } = visit.findings;
  const main = tongue ?? underside;
  if (main === null) {
    const reason = skipReasonOf(visit, 'tongue-top');
    return (
      <Panel title={VISIT_TEXT.tongue.title}>
        <Nothing words={reason === null ? VISIT_TEXT.tongue.nothing : WORDS.skipped[reason]} />
      </Panel>
    );
  }
  return (
    <Panel
      title={VISIT_TEXT.tongue.title}
      aside={
        <>
          <CalibrationBadge calibrated={main.calibrated} />
          <PictureButton visit={visit} part="tongue" address={address} earlier={earlier} />
        </>
      }
    >
      <div class="looked-at">
        <div class="looked-at-pictures">
          {tongue === null ? null : (
            <Picture finding={tongue} address={address} name="tongue-top" description={VISIT_TEXT.picture.tongue} />
          )}
          {underside === null ? null : (
            <Picture
              finding={underside}
              address={address}
              name="tongue-underside"
              description={VISIT_TEXT.picture.underside}
            />
          )}
        </div>
        <div class="looked-at-values">
          <ColourTable rows={tongueColours(main)} caption={VISIT_TEXT.tongue.title} />
          <p class="remark">{[...shapeWords(main), ...namedByWords(main)].join(VISIT_TEXT.dot)}</p>
          <QualityLine quality={main.quality} />
        </div>
      </div>
    </Panel>
  );
}

function Picture(props: {
  readonly finding: TongueFinding & { readonly captureId: string };
  readonly address: CaptureAddress;
  readonly name: 'tongue-top' | 'tongue-underside';
  readonly description: string;
}) {
  const { finding } = props;
  return (
    <figure>
      <KeptPicture
        captureId={finding.captureId}
        address={props.address}
        description={props.description}
        outline={finding.tongue?.outline ?? null}
      />
      <figcaption>{WORDS.capture[props.name]}</figcaption>
    </figure>
  );
}

/** Body, coating, then the zones that were large enough. A label may be read only from calibrated colours. */
export function tongueColours(finding: TongueFinding): readonly ColourRow[] {
  const { body, coating, zones, calibrated } = finding;
  const reading = (part: 'body' | 'coating', colour: NamedColour) => (calibrated ? colourWords(part, colour) : null);
  const names = VISIT_TEXT.tongue.zone;
  return [
    ...(body === null ? [] : [{ name: VISIT_TEXT.tongue.body, lab: body.lab, reading: reading('body', body.colour) }]),
    ...(coating === null
      ? []
      : [{ name: VISIT_TEXT.tongue.coating, lab: coating.lab, reading: reading('coating', coating.colour) }]),
    ...(Object.keys(names) as (keyof typeof names)[]).flatMap((zone) => {
      const found = zones[zone];
      return found === undefined ? [] : [{ name: names[zone], lab: found.lab, reading: null }];
    }),
  ];
}

/** Which model named the colours; nothing where none did or names are withheld. */
export function namedByWords({ calibrated, namedBy }: TongueFinding): readonly string[] {
  return calibrated && namedBy !== undefined ? [VISIT_TEXT.tongue.namedBy(namedBy)] : [];
}

/** How much coating, how thick, what shape: only what was measured. */
export function shapeWords(finding: TongueFinding): readonly string[] {
  const { coating, shape } = finding;
  const { coverage, thickness, aspect } = VISIT_TEXT.tongue;
  return [
    ...(coating === null ? [] : [coverage(Math.round(coating.areaFraction * 100))]),
    ...(coating === null || coating.thickness === null ? [] : [thickness(coating.thickness)]),
    ...(shape === null ? [] : [aspect(shape.aspect)]),
  ];
}

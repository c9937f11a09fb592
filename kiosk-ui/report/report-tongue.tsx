import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { WORDS } from '../shared/words.ts';
import { ColourTable } from '../visit-view/colour-table.tsx';
import { type CaptureAddress, KeptPicture } from '../visit-view/kept-picture.tsx';
import { namedByWords, shapeWords, tongueColours } from '../visit-view/tongue-panel.tsx';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { TEXT } from './text.ts';

/** The tongue with its outline beside the measured values. No reference value stands beside them: none is claimed. */
export function ReportTongue({ visit, picture }: { readonly visit: Visit; readonly picture: CaptureAddress }) {
  const { tongue } = visit.findings;
  const reason = skipReasonOf(visit, 'tongue-top');
  return (
    <section class="sheet-part" aria-label={TEXT.tongue}>
      <h2>{TEXT.tongue}</h2>
      {tongue === null ? (
        <p>{reason === null ? TEXT.notDone : TEXT.skipped(WORDS.capture['tongue-top'], WORDS.skipped[reason])}</p>
      ) : (
        <div class="sheet-tongue">
          <KeptPicture
            captureId={tongue.captureId}
            address={picture}
            description={VISIT_TEXT.picture.tongue}
            outline={tongue.tongue?.outline ?? null}
          />
          <div>
            <ColourTable rows={tongueColours(tongue)} caption={TEXT.tongue} />
            <p class="small-print">
              {[
                ...shapeWords(tongue),
                ...namedByWords(tongue),
                ...(tongue.calibrated ? [] : [VISIT_TEXT.tongue.uncalibrated]),
              ].join(VISIT_TEXT.dot)}
            </p>
          </div>
        </div>
      )}
    </section>
  );
}

import type { TongueFinding } from '../../src/domain/finding.ts';
import type { Lab } from '../../src/domain/picture.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { Card } from '../shared/card.tsx';
import { namedColour } from '../shared/named-colour.ts';
import { OutlinedPicture } from '../shared/outlined-picture.tsx';
import { Swatch } from '../shared/swatch.tsx';
import { TEXT } from './text.ts';

/** The tongue picture with its outline and the measured colours; no colour is named without calibration. */
export function TongueCard({ visit }: { readonly visit: Visit }) {
  const { tongue } = visit.findings;
  if (tongue === null) {
    const reason = skipReasonOf(visit, 'tongue-top');
    return (
      <Card title={TEXT.result.tongue} class="result-tongue">
        <p class="result-nothing">{reason === null ? TEXT.result.noTongue : TEXT.skippedSentence[reason]}</p>
      </Card>
    );
  }
  const { body, coating } = tongue;
  return (
    <Card title={TEXT.result.tongue} class="result-tongue">
      <div class="result-tongue-row">
        <OutlinedPicture
          source={`/api/visit/captures/${tongue.captureId}/picture`}
          description={TEXT.result.tonguePicture}
          outline={tongue.tongue?.outline ?? null}
        />
        <div class="result-colours">
          {body === null ? null : <Colour name={TEXT.result.body} lab={body.lab} label={nameOf('body', tongue)} />}
          {coating === null ? null : (
            <Colour name={TEXT.result.coating} lab={coating.lab} label={nameOf('coating', tongue)} />
          )}
          {coating === null ? null : <p>{TEXT.result.coatingArea(Math.round(coating.areaFraction * 100))}</p>}
        </div>
      </div>
      {tongue.calibrated ? null : <p class="result-remark">{TEXT.result.colourUncalibrated}</p>}
    </Card>
  );
}

/** Only a calibrated colour has a name. */
function nameOf(part: 'body' | 'coating', tongue: TongueFinding): string | null {
  const label = tongue[part]?.colour.label ?? null;
  return tongue.calibrated && label !== null ? namedColour(part, label) : null;
}

function Colour(props: { readonly name: string; readonly lab: Lab; readonly label: string | null }) {
  return (
    <p class="result-colour">
      <Swatch lab={props.lab} />
      <span>
        {props.name}
        <strong>{props.label ?? TEXT.result.colourUnlabelled}</strong>
      </span>
    </p>
  );
}

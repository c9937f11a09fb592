import type { PulseFinding } from '../../src/domain/finding.ts';
import { PRESSURE_STEPS, PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** The deepest tint; text on it keeps its contrast (ink on 45 % green over paper is above 7:1). */
const DEEPEST = 0.45;

/** h1 at 寸关尺 under 浮中沉: the larger, the greener; the number always stands in the cell. */
export function AmplitudeMatrix({ finding }: { readonly finding: PulseFinding }) {
  const { amplitudesPa, best } = finding;
  const values = PULSE_POSITIONS.flatMap((position) => PRESSURE_STEPS.map((step) => amplitudesPa[position][step] ?? 0));
  const highest = Math.max(1, ...values);
  return (
    <table class="amplitudes">
      <caption>{VISIT_TEXT.pulse.amplitudeShort}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{VISIT_TEXT.pulse.position}</span>
          </th>
          {PRESSURE_STEPS.map((step) => (
            <th key={step} scope="col">
              {WORDS.step[step]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PULSE_POSITIONS.map((position) => (
          <tr key={position}>
            <th scope="row">{WORDS.position[position]}</th>
            {PRESSURE_STEPS.map((step) => {
              const pascal = amplitudesPa[position][step];
              const share = pascal === null ? 0 : (Math.max(0, pascal) / highest) * DEEPEST;
              return (
                <td
                  key={step}
                  data-best={best?.position === position && best.step === step}
                  style={{ background: `rgb(27 107 74 / ${Math.round(share * 100)}%)` }}
                >
                  {pascal === null ? VISIT_TEXT.none : Math.round(pascal)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

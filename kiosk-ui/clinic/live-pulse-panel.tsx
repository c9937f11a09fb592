import type { PulseGuidance } from '../../src/domain/pulse-guidance.ts';
import { PRESSURE_STEPS, PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import { AdvicePictogram } from '../shared/advice-pictogram.tsx';
import { WORDS } from '../shared/words.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { LivePulse } from './live-pulse.ts';
import { TEXT } from './text.ts';

/** While a pulse is taken: what to do now, how strongly each position beats at each pressure, the best pressure. */
export function LivePulsePanel({ live }: { readonly live: LivePulse }) {
  const { wrist, step, reasons, guidance, advice } = live;
  const where = step === null ? WORDS.wrist[wrist] : `${WORDS.wrist[wrist]}${VISIT_TEXT.dot}${WORDS.step[step]}`;
  return (
    <section class="live-pulse" aria-label={TEXT.live.title(where)}>
      <div class="live-pulse-now" data-tone={advice.shown === 'hold' ? 'good' : 'warning'} role="status">
        <AdvicePictogram advice={advice.shown} wrist={wrist} />
        <div>
          <h3>{TEXT.live.title(where)}</h3>
          <p>{guidance === null ? TEXT.live.waiting : TEXT.live.advice[advice.shown]}</p>
          <p class="live-pulse-why">
            {advice.shown === 'hold'
              ? ''
              : reasons.map((reason) => VISIT_TEXT.quality.reason[reason]).join(VISIT_TEXT.list)}
          </p>
        </div>
      </div>
      {guidance === null ? null : <Amplitudes guidance={guidance} />}
      <p class="live-pulse-pressure">{pressureWords(guidance)}</p>
    </section>
  );
}

function pressureWords(guidance: PulseGuidance | null): string {
  if (guidance === null || guidance.optimalPressurePa === null) return TEXT.live.noOptimum;
  return TEXT.live.optimum(guidance.optimalPressurePa);
}

/** Usual range of the wave so far; what is being measured now fills in as it comes. */
function Amplitudes({ guidance }: { readonly guidance: PulseGuidance }) {
  const words = (pascal: number | null) => (pascal === null ? VISIT_TEXT.none : String(Math.round(pascal)));
  return (
    <table class="live-pulse-table">
      <caption>{TEXT.live.amplitude}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{VISIT_TEXT.pulse.position}</span>
          </th>
          <th scope="col">{TEXT.live.now}</th>
          {PRESSURE_STEPS.map((step) => (
            <th key={step} scope="col">
              {WORDS.step[step]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PULSE_POSITIONS.map((position) => (
          <tr key={position} data-strongest={guidance.strongest === position}>
            <th scope="row">{WORDS.position[position]}</th>
            <td>{`${words(guidance.amplitudePa[position])}${guidance.strongest === position ? ` ${TEXT.live.strongest}` : ''}`}</td>
            {PRESSURE_STEPS.map((step) => (
              <td key={step}>{words(guidance.byStepPa[step][position])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

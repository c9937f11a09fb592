import { PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';
import type { CaptureView } from './capture-view.ts';
import { pressurePercent } from './pressure-scale.ts';
import { TEXT } from './text.ts';

/** Contact pressure of the three places against the commanded one. */
export function PressureBars({ view }: { readonly view: CaptureView }) {
  const targetPa = view.targetPressurePa;
  return (
    <section class="pressure card" aria-label={TEXT.capture.pulse.pressure}>
      <h2>{TEXT.capture.pulse.pressure}</h2>
      <div class="pressure-bars">
        {PULSE_POSITIONS.map((position) => (
          <div key={position} class="pressure-column">
            <span class="pressure-track" aria-hidden="true">
              <span
                class="pressure-fill"
                style={{ height: `${pressurePercent(view.pulse?.contactPressurePa[position] ?? 0)}%` }}
              />
              {targetPa === null ? null : (
                <span class="pressure-target" style={{ bottom: `${pressurePercent(targetPa)}%` }} />
              )}
            </span>
            <span>{WORDS.position[position]}</span>
          </div>
        ))}
      </div>
      <p class="pressure-words">
        {targetPa === null ? '' : `${TEXT.capture.pulse.target} ${TEXT.capture.pulse.kilopascal(targetPa)}`}
      </p>
    </section>
  );
}

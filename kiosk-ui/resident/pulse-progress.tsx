import { PRESSURE_STEPS } from '../../src/domain/waveform.ts';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { WORDS } from '../shared/words.ts';
import type { CaptureView } from './capture-view.ts';
import { TEXT } from './text.ts';

/** Which of the three pressures runs, how many beats are in, how many seconds it still takes. */
export function PulseProgress({ view }: { readonly view: CaptureView }) {
  const { phase, step } = view;
  const at = step === null ? -1 : PRESSURE_STEPS.indexOf(step);
  const sampling = phase.phase === 'sampling' ? phase : null;
  const remainingS = sampling === null ? null : Math.max(0, Math.ceil((sampling.holdMs - sampling.elapsedMs) / 1000));
  return (
    <section class="pulse-progress card" aria-label={TEXT.capture.pulse.steps}>
      <ol class="pulse-steps">
        {PRESSURE_STEPS.map((name, index) => (
          <li
            key={name}
            data-state={index < at ? 'done' : index === at ? 'here' : 'ahead'}
            aria-current={index === at ? 'step' : undefined}
          >
            {WORDS.step[name]}
          </li>
        ))}
      </ol>
      <p class="pulse-words" role="status">
        {phaseWords(view)}
      </p>
      <ProgressBar value={sampling?.elapsedMs ?? 0} max={sampling?.holdMs ?? 1} label={TEXT.capture.pulse.remaining} />
      <dl class="pulse-counts">
        <div>
          <dt>{TEXT.capture.pulse.beats}</dt>
          <dd>
            <b>{sampling?.beats ?? '–'}</b> {TEXT.capture.pulse.beatsUnit}
          </dd>
        </div>
        <div>
          <dt>{TEXT.capture.pulse.remaining}</dt>
          <dd>
            <b>{remainingS ?? '–'}</b> {TEXT.capture.pulse.seconds}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function phaseWords(view: CaptureView): string {
  switch (view.phase.phase) {
    case 'connecting':
    case 'settling':
    case 'sampling':
    case 'releasing':
    case 'analysing':
      return TEXT.capture.phase[view.phase.phase];
    default:
      return '';
  }
}

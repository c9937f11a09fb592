import type { Wrist } from '../../src/domain/waveform.ts';
import { AdvicePictogram } from '../shared/advice-pictogram.tsx';
import type { CaptureView } from './capture-view.ts';
import { TEXT } from './text.ts';

/** One thing to do at a time, as picture, words and colour; it changes only when it has been true for a while. */
export function PulseInstruction({ view }: { readonly view: CaptureView }) {
  const wrist: Wrist = view.kind === 'pulse-right' ? 'right' : 'left';
  const advice = view.phase.phase === 'sampling' ? view.advice.shown : null;
  if (advice === null) return <p class="pulse-instruction measuring-quiet">{TEXT.capture.pulse.quiet}</p>;
  return (
    <p class="pulse-instruction" data-tone={advice === 'hold' ? 'good' : 'warning'} role="status">
      <AdvicePictogram advice={advice} wrist={wrist} />
      {TEXT.capture.advice[advice]}
    </p>
  );
}

import type { PulseAdvice } from '../../src/domain/pulse-guidance.ts';
import type { Wrist } from '../../src/domain/waveform.ts';

/** A forearm seen from the side, resting on its pad, the hand to the right; below it what has to change. */
const ARM = 'M4 26h26c6 0 9-5 15-5h9c5 0 5 7 0 7h-8l12 2c4 1 3 6-1 6l-15-1c-5 5-11 5-18 5H4z';
const PAD = 'M8 52h40';
const DOWN = 'M28 4v13M22 12l6 6 6-6';
const UP = 'M28 18V5M22 11l6-6 6 6';
const TO_HAND = 'M14 46h30M37 41l7 5-7 5';
const TO_ELBOW = 'M44 46H14M21 41l-7 5 7 5';

const STROKES: Readonly<Record<PulseAdvice, readonly string[]>> = {
  hold: ['M8 34l13 13 27-30'],
  'place-wrist': [ARM, PAD, DOWN],
  'keep-still': [ARM, PAD, 'M16 14l4-5M28 13V7M40 14l-4-5', 'M12 5l32 14'],
  relax: [ARM, 'M6 48c6-6 10 6 16 0s10 6 16 0 8 4 12 1'],
  search: [ARM, TO_HAND, 'M21 41l-7 5 7 5'],
  'press-harder': [ARM, PAD, DOWN],
  'press-lighter': [ARM, PAD, UP],
  // The sensor has to come nearer to the hand, so the arm is drawn back; and the other way round.
  'shift-towards-cun': [ARM, TO_ELBOW],
  'shift-towards-chi': [ARM, TO_HAND],
};

/** Decoration beside the words; the right arm is mirrored. */
export function AdvicePictogram({ advice, wrist }: { readonly advice: PulseAdvice; readonly wrist: Wrist }) {
  const mirrored = wrist === 'right' && advice !== 'hold';
  return (
    <svg class="advice-pictogram" viewBox="0 0 60 58" aria-hidden="true">
      <g transform={mirrored ? 'matrix(-1 0 0 1 60 0)' : undefined}>
        {STROKES[advice].map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
    </svg>
  );
}

import type { PulseAdvice } from '../../src/domain/pulse-guidance.ts';

/** The one instruction on the screen, and the one that may follow it. Times in seconds of measured pulse. */
export interface SteadyAdvice {
  readonly shown: PulseAdvice;
  readonly shownS: number;
  readonly next: PulseAdvice;
  readonly nextS: number;
}

/** Something to do is shown once it has been true this long: with the second of the judgement, well within two. */
const BEFORE_ASKING_S = 0.3;
/** All is well is said only after it has been well this long. */
const BEFORE_PRAISE_S = 0.8;
/** Long enough to be read before anything else is said. */
const LEAST_SHOWN_S = 2;

export const NO_ADVICE_YET: SteadyAdvice = { shown: 'hold', shownS: LEAST_SHOWN_S, next: 'hold', nextS: 0 };

/** What to show after `elapsedS` more of the pulse, so that the words never flicker. Pure. */
export function steadied(before: SteadyAdvice, advice: PulseAdvice, elapsedS: number): SteadyAdvice {
  const shownS = before.shownS + elapsedS;
  const nextS = advice === before.next ? before.nextS + elapsedS : elapsedS;
  const patienceS = advice === 'hold' ? BEFORE_PRAISE_S : BEFORE_ASKING_S;
  const readS = before.shown === 'hold' ? 0 : LEAST_SHOWN_S;
  if (advice !== before.shown && nextS >= patienceS && shownS >= readS) {
    return { shown: advice, shownS: 0, next: advice, nextS: 0 };
  }
  return { shown: before.shown, shownS, next: advice, nextS };
}

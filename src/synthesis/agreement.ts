import type { Verdict } from '../domain/constitution.ts';
import type { Agreement } from '../domain/synthesis.ts';

/**
 * Least |ln LR| that is called agreement or disagreement: LR 1.5, below which an even chance moves by less than ten points
 * of a hundred. One sign of which a source gives only the direction stays below it.
 */
export const SPEAKING_LN_LR = Math.log(1.5);

/** The sum of table weights is exact to about 1e−15; without room a sum of 0.2 + 0.2 + … could miss the limit by it. */
const ROUNDING = 1e-9;

/**
 * What a modality's sum says to the standard's verdict. Signs for a type agree with 是, 基本是 and 倾向是 and disagree with
 * 否; signs against it the other way round.
 */
export function agreementOf(verdict: Verdict, lnLr: number): Agreement {
  if (Math.abs(lnLr) < SPEAKING_LN_LR - ROUNDING) return 'neutral';
  return lnLr > 0 === (verdict !== 'no') ? 'agree' : 'disagree';
}

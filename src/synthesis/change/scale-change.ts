import type { ChangeVerdict, ReliableLimit, ScaleChange, ScaleChanges } from '../../domain/change.ts';
import type { Constitution, ConstitutionResult, ConstitutionScale, Verdict } from '../../domain/constitution.ts';
import { isComparable } from '../../inquiry/comparable.ts';
import { RELIABLE_RCI, type Retest, ROUNDING, reliableChangeIndex, reliableLimit } from './reliable-change.ts';

/** Reliability of a scale of a questionnaire; null while none is known. */
export type RetestOfScale = (constitution: Constitution) => Retest | null;

/**
 * Least change in points that is called change while no reliability is known: three answers of a three-item scale, each of
 * them 8.33 points. Illustrations with SD 15–20 and r 0.75 give 21–28 points.
 */
export const FALLBACK_POINTS = 25;
/** Or from 否 to 是 and back: two classes of three. */
const FALLBACK_CLASSES = 2;

const FALLBACK_LIMIT: ReliableLimit = { value: FALLBACK_POINTS, origin: 'fallback', pairs: null };

/** 否, then 倾向是 or for 平和质 基本是, then 是. */
const CLASS: Readonly<Record<Verdict, number>> = { no: 0, tendency: 1, basically: 1, yes: 2 };

/** Each scale at two visits. Scores of different questionnaires, editions or counting rules are never compared. */
export function scaleChanges(
  before: ConstitutionResult | null,
  after: ConstitutionResult | null,
  retestOf: RetestOfScale,
): ScaleChanges {
  if (before === null || after === null) return { kind: 'not-compared', why: 'not-scored' };
  if (!isComparable(before, after)) return { kind: 'not-compared', why: 'other-questionnaire' };
  const scales = after.scales.flatMap((scale) => {
    const then = before.scales.find(({ id }) => id === scale.id);
    return then === undefined ? [] : [scaleChange(then, scale, retestOf(scale.id))];
  });
  return { kind: 'compared', scales };
}

export function scaleChange(before: ConstitutionScale, after: ConstitutionScale, retest: Retest | null): ScaleChange {
  const change = after.score - before.score;
  const rci = retest === null ? null : reliableChangeIndex(before.score, after.score, retest);
  const real = rci === null ? isFallbackChange(before, after) : Math.abs(rci) > RELIABLE_RCI;
  return {
    constitution: after.id,
    before: { score: before.score, verdict: before.verdict },
    after: { score: after.score, verdict: after.verdict },
    change,
    limit: retest === null ? FALLBACK_LIMIT : reliableLimit(retest),
    rci,
    verdict: real ? directionOf(change) : 'within-error',
  };
}

function isFallbackChange(before: ConstitutionScale, after: ConstitutionScale): boolean {
  const points = Math.abs(after.score - before.score);
  const classes = Math.abs(CLASS[after.verdict] - CLASS[before.verdict]);
  return points >= FALLBACK_POINTS - ROUNDING || classes >= FALLBACK_CLASSES;
}

/** The verdict of 平和质 also hangs on the other scales: two classes may lie between equal scores. */
export function directionOf(change: number): ChangeVerdict {
  if (Math.abs(change) < ROUNDING) return 'differs';
  return change > 0 ? 'higher' : 'lower';
}

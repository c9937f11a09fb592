import type { Quality, QualityReason } from '../../domain/quality.ts';

/** What each reason takes from the score; those that alone make a picture unusable are `FATAL`. */
const COST: Partial<Record<QualityReason, number>> = {
  'tongue-cut-off': 0.6,
  'partly-out': 0.6,
  'too-small': 0.6,
  'too-dark': 0.6,
  'too-bright': 0.6,
  blurred: 0.6,
  'colour-cast': 0.6,
  shine: 0.2,
  'uneven-light': 0.2,
  'food-stained': 0.2,
};
const FATAL: ReadonlySet<QualityReason> = new Set<QualityReason>([
  'no-tongue',
  'upside-down',
  'tongue-cut-off',
  'partly-out',
  'too-small',
  'too-dark',
  'too-bright',
  'blurred',
  'colour-cast',
  'face-turned',
  'model-missing',
]);

/** Quality from its reasons: `uncalibrated`, `shine`, `uneven-light` and `food-stained` are notes, every other one makes it unusable. */
export function qualityOf(reasons: readonly QualityReason[], calibrated: boolean): Quality {
  const usable = !reasons.some((reason) => FATAL.has(reason) || reason.startsWith('no-') || reason === 'face-cut-off');
  const score =
    reasons.includes('no-tongue') || reasons.includes('no-face')
      ? 0
      : Math.max(0, 1 - reasons.reduce((sum, reason) => sum + (COST[reason] ?? 0.6), 0));
  return { score, usable, reasons: calibrated ? reasons : [...reasons, 'uncalibrated'] };
}

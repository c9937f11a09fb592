import type { BeatFiducials, PulseParameters } from '../../domain/finding.ts';
import { valueAt } from './extremum.ts';
import { crossing } from './level-crossing.ts';

/** The drawing scale at which published angles are stated: 25 mm a second and 3.7 mm a gram-force (Chu 2012). */
export const PAPER_MM_PER_S = 25;
export const PAPER_MM_PER_GRAM = 3.7;

/** The limbs of the main wave are drawn from its crest to the level of w1, above any tidal wave of two thirds' height. */
const LIMB_LEVEL = 2 / 3;
const DEGREES = 180 / Math.PI;

/**
 * α is the angle of the ascent against the time axis (P0 to P1), θ the angle between both limbs at the main crest, in
 * degrees on paper. Null without a scale to gram-force: a photoplethysmogram has none.
 */
export function waveAngles(
  beat: Float64Array,
  points: BeatFiducials,
  rateHz: number,
  gramForcePerUnit: number | null,
): NonNullable<PulseParameters['angles']> {
  const { onset, systolicPeak } = points;
  const height = valueAt(beat, systolicPeak) - valueAt(beat, onset);
  if (gramForcePerUnit === null || !(height > 0) || systolicPeak <= onset) return { alphaDeg: null, thetaDeg: null };
  const riseMm = height * gramForcePerUnit * PAPER_MM_PER_GRAM;
  const runMm = (samples: number) => (samples / rateHz) * PAPER_MM_PER_S;
  const level = valueAt(beat, onset) + LIMB_LEVEL * height;
  const left = crossing(beat, Math.round(systolicPeak), -1, level);
  const right = crossing(beat, Math.round(systolicPeak), 1, level);
  const limbMm = (1 - LIMB_LEVEL) * riseMm;
  return {
    alphaDeg: DEGREES * Math.atan2(riseMm, runMm(systolicPeak - onset)),
    thetaDeg:
      left === null || right === null
        ? null
        : DEGREES * (Math.atan2(runMm(systolicPeak - left), limbMm) + Math.atan2(runMm(right - systolicPeak), limbMm)),
  };
}

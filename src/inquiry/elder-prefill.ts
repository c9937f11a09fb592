import { MEASUREMENT_BOUNDS } from '../domain/measurement-bounds.ts';
import type { ProposedAnswer } from '../domain/questionnaire.ts';

/** What the clinic measured; null where it did not. */
export interface BodyMeasurements {
  readonly heightCm: number | null;
  readonly weightKg: number | null;
  readonly waistCm: number | null;
}

/** The two items that a measurement can speak for; the resident or doctor confirms what is proposed. */
export interface ElderProposal extends ProposedAnswer {
  readonly item: '9' | '28';
}

/** Item 9: BMI <24 / 24–<25 / 25–<26 / 26–<28 / ≥28. */
const BMI_LIMITS = [24, 25, 26, 28];

/** Item 28: 腹围 <80 / 80–85 / 86–90 / 91–105 / >105 cm; its gaps are closed as <80, <86, <91, ≤105. */
const WAIST_LIMITS_CM = [80, 86, 91];
const WIDEST_WAIST_OF_FOUR_CM = 105;

/**
 * Proposes items 9 and 28 of the elder form (老年人中医药健康管理服务记录表), decided on the unrounded measurement. An item
 * without a plausible measurement is left out. Never an answer by itself: it is shown for confirmation.
 */
export function proposeElderAnswers(measured: BodyMeasurements): readonly ElderProposal[] {
  const heightCm = plausible('heightCm', measured);
  const weightKg = plausible('weightKg', measured);
  const waistCm = plausible('waistCm', measured);
  const proposals: ElderProposal[] = [];
  if (heightCm !== null && weightKg !== null) proposals.push(fromBodyMass(heightCm, weightKg));
  if (waistCm !== null) proposals.push(fromWaist(waistCm));
  return proposals;
}

/** BMI ≥ limit as whole grams and millimetres: 1000 g ≥ limit · mm², so that 24 exactly is never 23.999…. */
function fromBodyMass(heightCm: number, weightKg: number): ElderProposal {
  const grams = Math.round(weightKg * 1000);
  const millimetres = Math.round(heightCm * 10);
  const reached = BMI_LIMITS.filter((limit) => 1000 * grams >= limit * millimetres ** 2);
  // Cut, not rounded: 23.96 must not read as 24.0 beside the option below 24.
  const bmi = Math.floor((10_000 * grams) / millimetres ** 2) / 10;
  return {
    item: '9',
    value: 1 + reached.length,
    reason: `身高 ${heightCm} 厘米、体重 ${weightKg} 千克，体重指数（BMI）${bmi.toFixed(1)}`,
  };
}

function fromWaist(waistCm: number): ElderProposal {
  const reached = WAIST_LIMITS_CM.filter((limit) => waistCm >= limit).length;
  const value = waistCm > WIDEST_WAIST_OF_FOUR_CM ? 5 : 1 + reached;
  return { item: '28', value, reason: `腹围 ${waistCm} 厘米` };
}

/** Outside the table of plausible values a number was typed in another unit (metres, 尺), and nothing is proposed. */
function plausible(name: keyof BodyMeasurements, measured: BodyMeasurements): number | null {
  const value = measured[name];
  const [lowest, highest] = MEASUREMENT_BOUNDS[name].hard;
  return value !== null && value >= lowest && value <= highest ? value : null;
}

import type { PulseStepPlan } from '../../device-drivers/contract/instrument-driver.ts';
import type { PressureStep } from '../domain/waveform.ts';

/**
 * Contact pressures of a real three-channel instrument (80, 120 and 160 mmHg) and its settling time, as published in its
 * control program (NUTN pulse monitor): floating 10,665 Pa, middle 15,998 Pa, deep 21,331 Pa, 4 s to settle.
 */
const TARGET_PRESSURE_PA: Readonly<Record<PressureStep, number>> = { floating: 10_665, middle: 15_998, deep: 21_331 };

export const DEFAULT_SETTLE_MS = 4_000;

/** Ten beats at 50 per minute; the analysis asks for at least eight good ones. */
export const DEFAULT_HOLD_MS = 12_000;

/** The three steps of one wrist, in order of pressure. */
export function pulsePlan(settleMs = DEFAULT_SETTLE_MS, holdMs = DEFAULT_HOLD_MS): readonly PulseStepPlan[] {
  const steps: readonly PressureStep[] = ['floating', 'middle', 'deep'];
  return steps.map((step) => ({ step, targetPressurePa: TARGET_PRESSURE_PA[step], settleMs, holdMs }));
}

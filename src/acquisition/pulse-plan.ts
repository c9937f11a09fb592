import { DEFAULT_PRESSURE_PA } from '../../device-drivers/contract/contact-pressure.ts';
import type { PulseStepPlan } from '../../device-drivers/contract/instrument-driver.ts';
import type { PressureStep } from '../domain/waveform.ts';

/** Settling time of a real three-channel instrument, as published in its control program (NUTN pulse monitor). */
export const DEFAULT_SETTLE_MS = 4_000;

/** Ten beats at 50 per minute; the analysis asks for at least eight good ones. */
export const DEFAULT_HOLD_MS = 12_000;

/** The three steps of one wrist, in order of pressure. */
export function pulsePlan(settleMs = DEFAULT_SETTLE_MS, holdMs = DEFAULT_HOLD_MS): readonly PulseStepPlan[] {
  const steps: readonly PressureStep[] = ['floating', 'middle', 'deep'];
  return steps.map((step) => ({ step, targetPressurePa: DEFAULT_PRESSURE_PA[step], settleMs, holdMs }));
}

import type { PressureStep } from '../../src/domain/waveform.ts';

/**
 * Contact pressure of each step when nobody asks for another: 80, 120 and 160 mmHg, the levels of a published
 * three-channel pulse instrument (control program of the NUTN pulse monitor, maplenight1235/tcm-pulse-Database).
 */
export const DEFAULT_PRESSURE_PA: Readonly<Record<PressureStep, number>> = {
  floating: 10_665,
  middle: 15_998,
  deep: 21_331,
};

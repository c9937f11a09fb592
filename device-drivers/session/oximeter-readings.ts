import type { OximeterCondition, PeripheralReading } from '../contract/peripheral-driver.ts';

/** What one frame of an oximeter says; null where the device marks a value invalid. */
export interface OximeterFrame {
  /** Height of the wave, a step of the device's converter. */
  readonly wave: number;
  readonly pulseRateBpm: number | null;
  readonly spo2Percent: number | null;
  readonly perfusionIndexPercent: number | null;
  /** 0–1. */
  readonly signalStrength: number | null;
  readonly condition: OximeterCondition;
}

/** Ten pieces of wave a second are smooth on a screen and cost a tenth of a message a sample. */
const BATCHES_PER_S = 10;

/**
 * Frames in, readings out: the wave in pieces of 100 ms, the numbers when they change and once a second. Counts frames
 * and knows no clock.
 */
export function createOximeterReadings(
  sampleRateHz: number,
  onReading: (reading: PeripheralReading) => void,
): (frame: OximeterFrame) => void {
  const batch = Math.max(1, Math.round(sampleRateHz / BATCHES_PER_S));
  let samples = new Float32Array(batch);
  let count = 0;
  let told: OximeterFrame | null = null;
  let sinceTold = 0;

  const addToWave = (wave: number): void => {
    samples[count] = wave;
    count += 1;
    if (count < batch) return;
    const channels = [{ name: 'pleth', unit: 'level' as const, samples }];
    onReading({ kind: 'wave', sampleRateHz, channels, deviceTimeUs: null });
    samples = new Float32Array(batch);
    count = 0;
  };
  return (frame) => {
    addToWave(frame.wave);
    sinceTold += 1;
    if (told !== null && sinceTold < sampleRateHz && saysTheSame(told, frame)) return;
    told = frame;
    sinceTold = 0;
    const { pulseRateBpm, spo2Percent, perfusionIndexPercent, signalStrength, condition } = frame;
    onReading({ kind: 'oximetry', pulseRateBpm, spo2Percent, perfusionIndexPercent, signalStrength, condition });
  };
}

function saysTheSame(a: OximeterFrame, b: OximeterFrame): boolean {
  return (
    a.pulseRateBpm === b.pulseRateBpm &&
    a.spo2Percent === b.spo2Percent &&
    a.perfusionIndexPercent === b.perfusionIndexPercent &&
    a.signalStrength === b.signalStrength &&
    a.condition === b.condition
  );
}

import { required } from './elements.ts';
import type { SampledData } from './schema.ts';
import { SYSTEMS } from './systems.ts';

/** At most 0.005 Pa is rounded away. The excerpt is for drawing; the whole recording travels untouched as a Binary. */
const STEP_PA = 0.01;
const STEPS_PER_PA = 100;

/** A wave in Pa as R4 SampledData, rounded to 0.01 Pa. `periodMs` is the distance of two samples. */
export function sampledDataFrom(samplesPa: readonly number[], sampleRateHz: number): SampledData {
  return {
    origin: { value: 0, unit: 'Pa', system: SYSTEMS.ucum, code: 'Pa' },
    period: 1000 / sampleRateHz,
    factor: STEP_PA,
    dimensions: 1,
    data: samplesPa.map((sample) => String(Math.round(sample * STEPS_PER_PA))).join(' '),
  };
}

/** The samples in Pa. Throws `exchange/bundle-unreadable` where a sample is not a number. */
export function samplesOf({ data, factor, origin }: SampledData): readonly number[] {
  const stepsPerUnit = Math.round(1 / factor);
  return data.split(' ').map((text) => {
    const steps = Number(text);
    return origin.value + required(Number.isFinite(steps) ? steps : null, 'numeric samples') / stepsPerUnit;
  });
}

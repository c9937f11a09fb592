/**
 * Collects the samples of one pressure step into a segment. The device's clock orders them, says how fast they came and
 * where some are missing; nothing is interpolated. Samples may come twice or late.
 */
import { PULSE_POSITIONS, type PulsePosition, type PulseSegment } from '../../src/domain/waveform.ts';
import type { PulseStepPlan } from '../contract/instrument-driver.ts';
import type { BpsSample } from './messages.ts';
import { CONTACT_SHARE } from './protocol.ts';

export type SampleVerdict = 'in-order' | 'late' | 'repeated' | 'clock-went-back' | 'hold-over';

export interface SampleAssembly {
  add(sample: BpsSample): SampleVerdict;
  readonly sampleCount: number;
  finish(): PulseSegment;
}

/** Frames that overtook each other are milliseconds apart; more than this is a clock that was set back. */
const LATE_LIMIT_US = 1_000_000;
/** An interval of more than one and a half periods has lost samples in it. */
const GAP_PERIODS = 1.5;

export function createSampleAssembly(plan: PulseStepPlan): SampleAssembly {
  const samples: BpsSample[] = [];
  const times = new Set<number>();
  let lastUs = Number.NEGATIVE_INFINITY;
  let firstUs = 0;

  return {
    add(sample) {
      const { deviceTimeUs } = sample;
      if (samples.length === 0) firstUs = deviceTimeUs;
      if (deviceTimeUs < lastUs - LATE_LIMIT_US) return 'clock-went-back';
      if (times.has(deviceTimeUs)) return 'repeated';
      if (deviceTimeUs - firstUs >= plan.holdMs * 1000) return 'hold-over';
      times.add(deviceTimeUs);
      samples.push(sample);
      if (deviceTimeUs < lastUs) return 'late';
      lastUs = deviceTimeUs;
      return 'in-order';
    },
    get sampleCount() {
      return samples.length;
    },
    finish: () =>
      toSegment(
        plan,
        samples.toSorted((a, b) => a.deviceTimeUs - b.deviceTimeUs),
      ),
  };
}

function toSegment(plan: PulseStepPlan, samples: readonly BpsSample[]): PulseSegment {
  const periodUs = medianPeriodUs(samples);
  const split = splitPressure(samples);
  return {
    step: plan.step,
    targetPressurePa: plan.targetPressurePa,
    startedAtDeviceUs: samples[0]?.deviceTimeUs ?? 0,
    sampleRateHz: periodUs > 0 ? 1_000_000 / periodUs : 0,
    samplesPa: split.samplesPa,
    contactPressurePa: byPosition((position) =>
      new Float32Array(samples.length).fill(split.contactPressurePa[position]),
    ),
    gaps: findGaps(samples, periodUs),
    disturbed: findLostContact(samples, plan.targetPressurePa),
  };
}

/**
 * The device gives the whole pressure. Its mean over the samples is taken for the static part and the rest for the pulse,
 * so that their sum is what was measured and the shape of the wave is untouched.
 */
export function splitPressure(samples: readonly BpsSample[]) {
  const contactPressurePa = byPosition(
    (position) => samples.reduce((sum, sample) => sum + sample.pressurePa[position], 0) / Math.max(1, samples.length),
  );
  const samplesPa = byPosition((position) =>
    Float32Array.from(samples, (sample) => sample.pressurePa[position] - contactPressurePa[position]),
  );
  return { contactPressurePa, samplesPa };
}

/** 0 for fewer than two samples. */
export function medianPeriodUs(samples: readonly BpsSample[]): number {
  const intervals = samples.slice(1).map((sample, at) => sample.deviceTimeUs - (samples[at]?.deviceTimeUs ?? 0));
  return intervals.sort((a, b) => a - b)[Math.floor(intervals.length / 2)] ?? 0;
}

function findGaps(samples: readonly BpsSample[], periodUs: number): PulseSegment['gaps'] {
  return samples.flatMap((sample, beforeIndex) => {
    const previous = samples[beforeIndex - 1];
    const intervalUs = previous === undefined ? 0 : sample.deviceTimeUs - previous.deviceTimeUs;
    if (intervalUs <= GAP_PERIODS * periodUs) return [];
    return [{ beforeIndex, missingSamples: Math.round(intervalUs / periodUs) - 1 }];
  });
}

/** The device says nothing of contact; a controlled channel far under its target presses on nothing. */
export function inContact(
  { pressurePa }: BpsSample,
  targetPressurePa: number,
): Readonly<Record<PulsePosition, boolean>> {
  return byPosition((position) => pressurePa[position] >= CONTACT_SHARE * targetPressurePa);
}

function findLostContact(samples: readonly BpsSample[], targetPressurePa: number): PulseSegment['disturbed'] {
  const ranges: { fromIndex: number; toIndex: number; kind: 'no-contact' }[] = [];
  samples.forEach((sample, at) => {
    if (PULSE_POSITIONS.every((position) => inContact(sample, targetPressurePa)[position])) return;
    const last = ranges.at(-1);
    if (last?.toIndex === at) last.toIndex = at + 1;
    else ranges.push({ fromIndex: at, toIndex: at + 1, kind: 'no-contact' });
  });
  return ranges;
}

export function byPosition<T>(value: (position: PulsePosition) => T): Readonly<Record<PulsePosition, T>> {
  return { cun: value('cun'), guan: value('guan'), chi: value('chi') };
}

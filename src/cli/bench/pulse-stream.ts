import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { analyzePulse } from '../../analysis/pulse/analyze-pulse.ts';
import { createPulseStream } from '../../analysis/pulse/pulse-stream.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../../domain/waveform.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const RATE_HZ = 1000;
const DURATION_S = 60;
/** The batch of a line instrument: 50 ms. */
const BATCH = 50;
const ROUNDS = 7;
const TOUCHING = { cun: true, guan: true, chi: true };
type Samples = Readonly<Record<PulsePosition, Float32Array>>;

const part = (samples: Samples, from: number): Samples => ({
  cun: samples.cun.subarray(from, from + BATCH),
  guan: samples.guan.subarray(from, from + BATCH),
  chi: samples.chi.subarray(from, from + BATCH),
});

function milliseconds(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** What judging live adds for each second of three channels, beside analysing the whole of it once at the end. */
async function run(): Promise<readonly Figure[]> {
  const source = createSyntheticPulseSource({ kind: 'normal', seed: 1, sampleRateHz: RATE_HZ });
  const context = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 } as const;
  const samples = source.read(context, 0, DURATION_S * RATE_HZ);
  const streamedMs: number[] = [];
  const wholeMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const stream = createPulseStream(RATE_HZ);
    const ms = milliseconds(() => {
      for (let from = 0; from < DURATION_S * RATE_HZ; from += BATCH) stream.push(part(samples, from), TOUCHING, false);
    });
    streamedMs.push(ms / DURATION_S);
    wholeMs.push(
      milliseconds(() => {
        for (const position of PULSE_POSITIONS) analyzePulse(samples[position], RATE_HZ, { leastRange: 50 });
      }) / DURATION_S,
    );
  }
  const value = Math.min(...streamedMs);
  const baseline = Math.min(...wholeMs);
  return [
    {
      name: 'live judgement of one second of three channels at 1000 Hz',
      value,
      unit: 'ms',
      baseline: { name: 'analysing the same minute as a whole, ms a second', value: baseline },
      ratio: value / baseline,
      aim: '≤ 2 ms',
      met: value <= 2,
    },
  ];
}

export const pulseStream: Benchmark = { name: 'pulse-stream', run };

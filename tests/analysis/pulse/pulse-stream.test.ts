import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import type { PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';
import type { LivePulseState } from '../../../src/analysis/pulse/live-quality.ts';
import { createPulseStream } from '../../../src/analysis/pulse/pulse-stream.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../../../src/domain/waveform.ts';

const CONTEXT: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const TOUCHING = { cun: true, guan: true, chi: true };
type Samples = Readonly<Record<PulsePosition, Float32Array>>;

function samplesOf(sampleRateHz: number, seed: number, rhythm: PulseRhythm, durationS: number): Samples {
  const disturbances = {
    spans: [
      { kind: 'motion', fromS: 4, toS: 5.3 },
      { kind: 'no-contact', fromS: 9, toS: 9.7 },
    ],
  } as const;
  const source = createSyntheticPulseSource({ kind: 'normal', rhythm, seed, sampleRateHz, disturbances });
  return source.read(CONTEXT, 0, durationS * sampleRateHz);
}

const part = (samples: Samples, from: number, to: number): Samples => ({
  cun: samples.cun.subarray(from, to),
  guan: samples.guan.subarray(from, to),
  chi: samples.chi.subarray(from, to),
});

/** Every state by the number of samples behind it, and the whole analysis, when the stream is cut at `cuts`. */
function streamed(samples: Samples, sampleRateHz: number, cuts: readonly number[]) {
  const stream = createPulseStream(sampleRateHz);
  const states = new Map<number, LivePulseState>();
  const length = samples.guan.length;
  const edges = [0, ...cuts.map((share) => Math.round(share * length)).toSorted((a, b) => a - b), length];
  edges.slice(1).forEach((to, i) => {
    const state = stream.push(part(samples, edges[i] as number, to), TOUCHING, false);
    states.set(state.samples, state);
  });
  return { states, analyses: stream.analyses() };
}

const chunkings = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  sampleRateHz: fc.constantFrom(25, 60, 100, 137, 200, 500),
  rhythm: fc.constantFrom<PulseRhythm>('regular', 'constantly-irregular', 'knotted', 'bigeminy', 'missed-beats'),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
});

describe('a streamed pulse', () => {
  it('gives the result of the whole, however it is cut', () => {
    fc.assert(
      fc.property(chunkings, ({ seed, sampleRateHz, rhythm, cuts }) => {
        const samples = samplesOf(sampleRateHz, seed, rhythm, 14);
        const everySample = streamed(samples, sampleRateHz, steps(samples.guan.length));
        const cut = streamed(samples, sampleRateHz, cuts);
        for (const [at, state] of cut.states) expect(state).toEqual(everySample.states.get(at));
        for (const position of PULSE_POSITIONS) {
          expect(cut.analyses[position]).toEqual(analyzePulse(samples[position], sampleRateHz, { leastRange: 50 }));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('can be asked at any moment for what it has heard so far', () => {
    const samples = samplesOf(200, 3, 'regular', 20);
    const stream = createPulseStream(200);
    stream.push(part(samples, 0, 1200), TOUCHING, false);
    stream.push(part(samples, 1200, 2000), TOUCHING, false);
    expect(stream.length).toBe(2000);
    expect(stream.analyses().guan).toEqual(analyzePulse(samples.guan.subarray(0, 2000), 200, { leastRange: 50 }));
    stream.push(part(samples, 2000, 4000), TOUCHING, false);
    expect(stream.analyses().guan).toEqual(analyzePulse(samples.guan, 200, { leastRange: 50 }));
  });
});

/** Cuts before every sample of the first 200 and then before every ninth. */
function steps(length: number): number[] {
  return Array.from({ length }, (_, i) => i)
    .filter((i) => i < 200 || i % 9 === 0)
    .map((i) => i / length);
}

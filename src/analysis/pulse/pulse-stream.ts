import type { PulseAnalysis } from '../../domain/finding.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../../domain/waveform.ts';
import { analyzePulse } from './analyze-pulse.ts';
import { LEAST_RANGE_PA } from './analyze-recording.ts';
import { createLivePulseMonitor, type LivePulseMonitor } from './live-quality.ts';

/** A pulse that is still being sampled: a live judgement all along, the whole analysis at any moment. */
export interface PulseStream extends LivePulseMonitor {
  /** Samples taken so far. */
  readonly length: number;
  /** What `analyzePulse` says of all samples so far, to the last bit, however they were cut. Throws what it throws. */
  analyses(): Readonly<Record<PulsePosition, PulseAnalysis>>;
}

const FIRST_CAPACITY = 4096;

/** Three channels in Pa. Time for one sample does not depend on how many came before; memory grows with them. */
export function createPulseStream(sampleRateHz: number): PulseStream {
  const monitor = createLivePulseMonitor(sampleRateHz);
  const kept: Record<PulsePosition, Float32Array> = {
    cun: new Float32Array(FIRST_CAPACITY),
    guan: new Float32Array(FIRST_CAPACITY),
    chi: new Float32Array(FIRST_CAPACITY),
  };
  let length = 0;
  const analysisOf = (position: PulsePosition) =>
    analyzePulse(kept[position].subarray(0, length), sampleRateHz, { leastRange: LEAST_RANGE_PA });
  return {
    get length() {
      return length;
    },
    push(samplesPa, inContact, motion) {
      const added = samplesPa.guan.length;
      for (const position of PULSE_POSITIONS) {
        kept[position] = withRoom(kept[position], length + added);
        kept[position].set(samplesPa[position], length);
      }
      length += added;
      return monitor.push(samplesPa, inContact, motion);
    },
    analyses: () => ({ cun: analysisOf('cun'), guan: analysisOf('guan'), chi: analysisOf('chi') }),
  };
}

/** Doubled when full, so that growing costs a constant for each sample. */
function withRoom(samples: Float32Array, needed: number): Float32Array {
  if (needed <= samples.length) return samples;
  const larger = new Float32Array(Math.max(needed, 2 * samples.length));
  larger.set(samples);
  return larger;
}

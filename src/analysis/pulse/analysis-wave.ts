import { smoothWave } from './filter.ts';

/**
 * One channel on the grid on which it is analysed: 200 to 400 Hz whatever the instrument's rate, so that every rate sees
 * the same smoothing and the same derivatives, and fast recordings cost no more than they hold (nothing above 12 Hz is
 * used). `samples` is the plain wave, `wave` the smoothed one; both upright.
 */
export interface AnalysisWave {
  readonly samples: Float64Array;
  readonly wave: Float64Array;
  readonly rateHz: number;
  /** Input samples per sample here, and the input position of sample 0. */
  readonly step: number;
  readonly start: number;
}

/** Least rate of the grid: at 200 Hz the parabola through three samples finds an extremum below 12 Hz within 0.2 ms. */
const LEAST_RATE_HZ = 200;

/** Brings samples of 25–2000 Hz onto the grid: means of whole groups, or cubic interpolation. O(n). */
export function analysisGrid(samples: Float64Array, rateHz: number): Omit<AnalysisWave, 'wave'> {
  if (rateHz >= 2 * LEAST_RATE_HZ) {
    const group = Math.floor(rateHz / LEAST_RATE_HZ);
    if (samples.length >= 2 * group)
      return { samples: groupMeans(samples, group), rateHz: rateHz / group, step: group, start: (group - 1) / 2 };
  }
  const factor = Math.max(1, Math.ceil(LEAST_RATE_HZ / rateHz));
  return { samples: interpolated(samples, factor), rateHz: rateHz * factor, step: 1 / factor, start: 0 };
}

export function analysisWave(grid: Omit<AnalysisWave, 'wave'>): AnalysisWave {
  return { ...grid, wave: smoothWave(grid.samples, grid.rateHz) };
}

/** Position on the grid as a sample index of the input, to a hundredth of a sample. */
export function inputPosition({ step, start }: Pick<AnalysisWave, 'step' | 'start'>, index: number): number {
  return Math.round(100 * (start + index * step)) / 100;
}

function groupMeans(samples: Float64Array, group: number): Float64Array {
  const means = new Float64Array(Math.floor(samples.length / group));
  for (let i = 0; i < means.length; i += 1) {
    let sum = 0;
    for (let k = i * group; k < (i + 1) * group; k += 1) sum += samples[k] as number;
    means[i] = sum / group;
  }
  return means;
}

/** `factor` - 1 values between neighbours on the cubic through the two nearest on each side (Lagrange). */
function interpolated(samples: Float64Array, factor: number): Float64Array {
  if (factor === 1) return samples;
  const last = samples.length - 1;
  const dense = new Float64Array(last * factor + 1);
  const weights = Array.from({ length: factor }, (_, k) => cubicWeights(k / factor));
  for (let i = 0; i < last; i += 1) {
    const p = samples[i] as number;
    const q = samples[i + 1] as number;
    const before = i > 0 ? (samples[i - 1] as number) : 2 * p - q;
    const after = i + 2 <= last ? (samples[i + 2] as number) : 2 * q - p;
    for (let k = 0; k < factor; k += 1) {
      const [w0, w1, w2, w3] = weights[k] as CubicWeights;
      dense[i * factor + k] = w0 * before + w1 * p + w2 * q + w3 * after;
    }
  }
  dense[last * factor] = samples[last] as number;
  return dense;
}

type CubicWeights = readonly [number, number, number, number];

function cubicWeights(x: number): CubicWeights {
  return [
    (-x * (x - 1) * (x - 2)) / 6,
    ((x + 1) * (x - 1) * (x - 2)) / 2,
    (-(x + 1) * x * (x - 2)) / 2,
    ((x + 1) * x * (x - 1)) / 6,
  ];
}

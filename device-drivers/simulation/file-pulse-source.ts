import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PressureStep, PulsePosition } from '../../src/domain/waveform.ts';
import { readSampleColumn } from './sample-column.ts';
import { SimulationError } from './simulation-error.ts';
import type { PulseSource } from './sources.ts';

/**
 * Recordings come in volts, counts or nothing stated, so the middle 90 % of the wave is scaled to this many pascals,
 * a little above 10 mmHg: visible on the instrument's scale and far from its limits. Amplitudes are therefore not
 * measured values, which the description says.
 */
const TARGET_SPREAD_PA = 1500;
/** The recording has one channel; guan is given the full wave because it is the position felt strongest by convention. */
const POSITION_GAINS: Readonly<Record<PulsePosition, number>> = { cun: 0.8, guan: 1, chi: 0.65 };
/** A middle pulse: strongest at the middle pressure. Chosen, not measured. */
const STEP_GAINS: Readonly<Record<PressureStep, number>> = { floating: 0.7, middle: 1, deep: 0.6 };
const SHORTEST_S = 2;

export interface FilePulseSourceOptions {
  readonly file: string;
  readonly rateHz: number;
  readonly column?: string;
}

/**
 * A wave for the simulator out of a recording, one sample a line. The mean is removed and the recording loops without
 * smoothing the seam. Throws `SimulationError`: `bad-rate`, `file-missing`, `not-a-number`, `no-such-column`,
 * `too-short`, `flat-recording`.
 */
export async function createFilePulseSource(options: FilePulseSourceOptions): Promise<PulseSource> {
  const { file, rateHz, column } = options;
  if (!(rateHz >= 10 && rateHz <= 10_000)) throw new SimulationError('simulation/bad-rate', { file, rateHz });
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SimulationError('simulation/file-missing', { file }, cause);
  });
  const samples = readSampleColumn(text, file, column);
  if (samples.length < SHORTEST_S * rateHz) {
    throw new SimulationError('simulation/too-short', { file, samples: samples.length, rateHz });
  }
  const wavePa = scaleToPa(samples, file);
  return {
    description: describe(options, samples.length),
    synthetic: false,
    sampleRateHz: rateHz,
    read: (context, fromIndex, count) => {
      const at = (position: PulsePosition): Float32Array =>
        repeat(wavePa, fromIndex, count, POSITION_GAINS[position] * STEP_GAINS[context.step]);
      return { cun: at('cun'), guan: at('guan'), chi: at('chi') };
    },
  };
}

function scaleToPa(samples: Float64Array, file: string): Float64Array {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const sorted = samples.toSorted();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? mean;
  // A pulse is flat for long stretches, so a spread of zero between the percentiles still needs the extremes.
  const spread = at(0.95) - at(0.05) || at(1) - at(0);
  if (spread === 0) throw new SimulationError('simulation/flat-recording', { file });
  return samples.map((value) => ((value - mean) * TARGET_SPREAD_PA) / spread);
}

function repeat(wavePa: Float64Array, fromIndex: number, count: number, gain: number): Float32Array {
  return Float32Array.from({ length: count }, (_, offset) => {
    const index = (fromIndex + offset) % wavePa.length;
    return (wavePa[index] ?? 0) * gain;
  });
}

function describe({ file, rateHz, column }: FilePulseSourceOptions, length: number): string {
  const named = column === undefined ? '' : ` column ${column}`;
  const gains = Object.values(POSITION_GAINS).join('/');
  const steps = Object.values(STEP_GAINS).join('/');
  return (
    `file ${basename(file)}${named}, ${rateHz} Hz, ${(length / rateHz).toFixed(1)} s looped; one recorded channel scaled to ` +
    `${TARGET_SPREAD_PA} Pa, shown at cun/guan/chi x ${gains} and floating/middle/deep x ${steps}`
  );
}

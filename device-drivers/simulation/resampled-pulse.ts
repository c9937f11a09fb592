import type { PulsePosition } from '../../src/domain/waveform.ts';
import type { PulseContext, PulseSource } from './sources.ts';

/**
 * Reads a pulse source at the device rate. Between two source samples the value is linear: enough for a simulator,
 * whose sources are as fast as the device or faster; no filter stands before it.
 */
export function readResampled(
  source: PulseSource,
  context: PulseContext,
  rateHz: number,
  fromIndex: number,
  count: number,
): Readonly<Record<PulsePosition, Float32Array>> {
  if (source.sampleRateHz === rateHz) return source.read(context, fromIndex, count);
  const ratio = source.sampleRateHz / rateHz;
  const base = Math.floor(fromIndex * ratio);
  const end = Math.ceil((fromIndex + count - 1) * ratio);
  const wave = source.read(context, base, end - base + 1);
  const resample = (samples: Float32Array): Float32Array =>
    Float32Array.from({ length: count }, (_, at) => interpolate(samples, (fromIndex + at) * ratio - base));
  return { cun: resample(wave.cun), guan: resample(wave.guan), chi: resample(wave.chi) };
}

function interpolate(samples: Float32Array, at: number): number {
  const before = Math.floor(at);
  const left = samples[before] ?? 0;
  const right = samples[before + 1] ?? left;
  return left + (right - left) * (at - before);
}

import type { PulsePosition } from '../../src/domain/waveform.ts';
import { BREATHS_PER_S } from './beat-timeline.ts';
import { hashedNormal, hashedUnit } from './seeded-random.ts';

/** What goes wrong between a wrist and its samples, in seconds from the first sample. */
export interface DisturbedSpan {
  readonly kind: 'motion' | 'no-contact';
  readonly fromS: number;
  readonly toS: number;
  /** All positions when absent. */
  readonly positions?: readonly PulsePosition[];
}

export interface PulseDisturbances {
  /** Standard deviation of the sensor's noise, Pa. */
  readonly noisePa?: number;
  /** Slow drift as of a settling cuff, Pa. */
  readonly driftPa?: number;
  /** The sensor reads no further than this in either direction, Pa. */
  readonly saturatesAtPa?: number;
  readonly spans?: readonly DisturbedSpan[];
}

const NOISE_PA = 6;
const SLOW_DRIFT_PA = 60;
const SLOW_DRIFT_HZ = 0.031;
/** Breathing moves the baseline and changes the height of the wave by 4 %. */
const BREATHING_DRIFT_PA = 40;
const BREATHING_SHARE = 0.04;
/** A hand that turns: swings of several pulse heights, changing three times a second. Chosen for the simulation. */
const MOTION_PA = 20_000;
const MOTION_HZ = 3;
const MOTION_STREAM = 60;

/** One sample as the sensor gives it: `pulsePa` is the undisturbed wave. Depends on its arguments alone. */
export function disturbedSample(
  { noisePa = NOISE_PA, driftPa = SLOW_DRIFT_PA, saturatesAtPa = Number.POSITIVE_INFINITY, spans }: PulseDisturbances,
  pulsePa: number,
  at: {
    readonly timeS: number;
    readonly position: PulsePosition;
    readonly seed: number;
    readonly stream: number;
    readonly channel: number;
    readonly index: number;
  },
): number {
  const { timeS, seed, stream, channel, index } = at;
  const noise = noisePa * hashedNormal(seed, stream + 20 + channel, index);
  const active = spans?.filter((span) => timeS >= span.fromS && timeS < span.toS && concerns(span, at.position)) ?? [];
  if (active.some(({ kind }) => kind === 'no-contact')) return noise;
  const moved = active.length > 0 ? MOTION_PA * swing(seed, stream, timeS) : 0;
  const breathing = Math.sin(2 * Math.PI * BREATHS_PER_S * timeS);
  const slow = driftPa * Math.sin(2 * Math.PI * SLOW_DRIFT_HZ * timeS + stream);
  const height = 1 + BREATHING_SHARE * Math.sin(2 * Math.PI * BREATHS_PER_S * timeS + 1);
  const sum = pulsePa * height + slow + BREATHING_DRIFT_PA * breathing + noise + moved;
  return Math.max(-saturatesAtPa, Math.min(saturatesAtPa, sum));
}

function concerns({ positions }: DisturbedSpan, position: PulsePosition): boolean {
  return positions === undefined || positions.includes(position);
}

/** Smooth, −1…1, without a period. */
function swing(seed: number, stream: number, timeS: number): number {
  const cell = Math.floor(timeS * MOTION_HZ);
  const part = timeS * MOTION_HZ - cell;
  const ease = part * part * (3 - 2 * part);
  const level = (at: number) => 2 * hashedUnit(seed, stream + MOTION_STREAM, at) - 1;
  return level(cell) * (1 - ease) + level(cell + 1) * ease;
}

import type { PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { LiveMessage } from '../domain/station-api.ts';

type WaveReading = Extract<PeripheralReading, { kind: 'wave' }>;
type WaveMessage = Extract<LiveMessage, { type: 'device-wave' }>;

/** Enough points a second for a smooth line; a faster device is thinned out. */
const DRAWN_RATE_HZ = 100;

/** Ten messages a second for each device, however small its readings are. */
const FLUSH_MS = 100;

/** A burst after a pause is cut to what a screen shows; nothing is ever held for longer. */
const MOST_POINTS = 400;

export interface LiveWave {
  push(reading: WaveReading): void;
  stop(): void;
}

/** Gathers the small batches of a device into few messages for drawing. Every n-th sample is taken, across batches. */
export function createLiveWave(deviceId: string, clock: Clock, send: (message: WaveMessage) => void): LiveWave {
  let pending: { name: string; unit: 'level' | 'Pa'; points: number[] }[] = [];
  let stride = 1;
  let seen = 0;
  let rateHz = DRAWN_RATE_HZ;
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel = null;
    const channels = pending.map(({ name, unit, points }) => ({ name, unit, samples: points.slice(-MOST_POINTS) }));
    pending = [];
    if (channels.some(({ samples }) => samples.length > 0)) {
      send({ type: 'device-wave', deviceId, sampleRateHz: rateHz, channels });
    }
  };

  return {
    push(reading) {
      stride = Math.max(1, Math.round(reading.sampleRateHz / DRAWN_RATE_HZ));
      rateHz = reading.sampleRateHz / stride;
      if (pending.length !== reading.channels.length) {
        pending = reading.channels.map(({ name, unit }) => ({ name, unit, points: [] }));
      }
      reading.channels.forEach(({ samples }, index) => {
        const points = pending[index]?.points;
        for (let at = (stride - (seen % stride)) % stride; at < samples.length; at += stride) {
          points?.push(Math.round((samples[at] ?? 0) * 10) / 10);
        }
        if (points !== undefined && points.length > 2 * MOST_POINTS) points.splice(0, points.length - MOST_POINTS);
      });
      seen += reading.channels[0]?.samples.length ?? 0;
      cancel ??= clock.after(FLUSH_MS, flush);
    },
    stop() {
      cancel?.();
      cancel = null;
      pending = [];
    },
  };
}

/** The last seconds of a device's channels, for drawing only. */
export interface WaveBuffer {
  push(sampleRateHz: number, channels: readonly (readonly number[])[]): void;
  /** The pen moves on at the sample rate, so that batches look like a steady stream. */
  advance(elapsedMs: number): void;
  /** What the pen has written of each channel, oldest first. */
  windows(): readonly (readonly number[])[];
  /** Samples that fill the width of the figure. */
  readonly capacity: number;
  /** True when nothing new has come for a second: a flat end is no signal. */
  readonly stale: boolean;
}

/** The drawing may lag this far behind what has come before it catches up: four messages. */
const MAX_LAG_MS = 400;
const STALE_MS = 1_000;

/** Keeps `seconds` of any number of channels; a batch that comes late or early does not make the pen jump. */
export function createWaveBuffer(seconds: number): WaveBuffer {
  let rateHz = 1;
  let channels: number[][] = [];
  let written = 0;
  let waitedMs = STALE_MS;
  const capacity = () => Math.max(2, Math.ceil(seconds * rateHz));
  return {
    push(sampleRateHz, batch) {
      // What comes after a silence is another wave: joined to the old one it would show a jump that no pulse has.
      if (waitedMs >= STALE_MS || sampleRateHz !== rateHz || batch.length !== channels.length) {
        rateHz = sampleRateHz;
        channels = batch.map(() => []);
        written = 0;
      }
      batch.forEach((samples, index) => {
        channels[index]?.push(...samples);
      });
      waitedMs = 0;
      // A hidden page draws nothing and would gather for ever.
      const surplus = (channels[0]?.length ?? 0) - 3 * capacity();
      if (surplus > 0) {
        for (const channel of channels) channel.splice(0, surplus);
        written = Math.max(0, written - surplus);
      }
    },
    advance(elapsedMs) {
      waitedMs += elapsedMs;
      const received = channels[0]?.length ?? 0;
      const least = received - (MAX_LAG_MS / 1000) * rateHz;
      written = Math.min(received, Math.max(least, written + (elapsedMs / 1000) * rateHz));
      const surplus = Math.floor(written) - capacity();
      if (surplus <= 0) return;
      for (const channel of channels) channel.splice(0, surplus);
      written -= surplus;
    },
    windows: () => channels.map((channel) => channel.slice(0, Math.floor(written))),
    get capacity() {
      return capacity();
    },
    get stale() {
      return waitedMs >= STALE_MS;
    },
  };
}

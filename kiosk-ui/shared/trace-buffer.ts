import { PULSE_POSITIONS, type PulsePosition } from '../../src/domain/waveform.ts';

/** The last seconds of a live pulse, for drawing only. */
export interface TraceBuffer {
  push(sampleRateHz: number, samplesPa: Readonly<Record<PulsePosition, readonly number[]>>): void;
  /** Samples drawn so far move on at the sample rate, so that batches look like a steady stream. */
  advance(elapsedMs: number): void;
  /** What the pen has written of one channel, oldest first. */
  window(position: PulsePosition): readonly number[];
  /** Samples that fill the width of the figure. */
  readonly capacity: number;
  clear(): void;
}

/** Delay that the drawing may lag behind before it catches up: three batches of 100 ms. */
const MAX_LAG_MS = 300;

/** Keeps `seconds` of three channels; a batch that comes late or early does not make the pen jump. */
export function createTraceBuffer(seconds: number): TraceBuffer {
  let rateHz = 100;
  let written = 0;
  const channels: Record<PulsePosition, number[]> = { cun: [], guan: [], chi: [] };
  const capacityNow = () => Math.ceil(seconds * rateHz);
  const trim = () => {
    const surplus = Math.floor(written) - capacityNow();
    if (surplus <= 0) return;
    for (const position of PULSE_POSITIONS) channels[position].splice(0, surplus);
    written -= surplus;
  };
  const clear = () => {
    written = 0;
    for (const position of PULSE_POSITIONS) channels[position].length = 0;
  };
  return {
    push: (sampleRateHz, samplesPa) => {
      if (sampleRateHz !== rateHz) clear();
      rateHz = sampleRateHz;
      for (const position of PULSE_POSITIONS) channels[position].push(...samplesPa[position]);
    },
    advance: (elapsedMs) => {
      const received = channels.guan.length;
      const leastWritten = received - (MAX_LAG_MS / 1000) * rateHz;
      written = Math.min(received, Math.max(leastWritten, written + (elapsedMs / 1000) * rateHz));
      trim();
    },
    window: (position) => channels[position].slice(0, Math.floor(Math.max(0, written))),
    get capacity() {
      return capacityNow();
    },
    clear,
  };
}

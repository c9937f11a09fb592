/**
 * Lines in, readings out: pieces of wave of 100 ms per sensor, and beats. A jump of the device's clock or a missing
 * sequence number ends a piece, so that every piece is whole and its time is that of its first sample.
 */
import type { PeripheralReading } from '../contract/peripheral-driver.ts';
import type { LetterLine, PulseSample, PulseSensorMessage } from './messages.ts';
import { MAX_INTERVAL_MS, MAX_SENSORS, SAMPLE_RATE_HZ } from './protocol.ts';

const BATCH = SAMPLE_RATE_HZ / 10;
const FIRST_SAMPLE_LETTER = 0x61;
const FIRST_RATE_LETTER = 0x41;
const FIRST_INTERVAL_LETTER = 0x4d;
/** From here on S is the interval of the seventh sensor. */
const SENSORS_WITH_S = 0x53 - FIRST_INTERVAL_LETTER + 1;
/** Two samples late is a jump; one may be the sender's own rounding. */
const JUMP_MS = (3 * 1000) / SAMPLE_RATE_HZ;

export function createSampleBatch(
  onReading: (reading: PeripheralReading) => void,
): (message: PulseSensorMessage) => void {
  /** Samples per sensor; with one sensor only the first is used. */
  let waiting: number[][] = [];
  let batchStartMs: number | null = null;
  let last: PulseSample | null = null;
  const rates = new Map<number, number>();
  /** 0 with one sensor, whose letters are S, B and Q. */
  let sensors = 0;

  const flush = (): void => {
    const channels = waiting.flatMap((samples, sensor) =>
      samples.length === 0
        ? []
        : [{ name: `sensor ${sensor + 1}`, unit: 'level' as const, samples: Float32Array.from(samples) }],
    );
    const deviceTimeUs = batchStartMs === null ? null : batchStartMs * 1000;
    waiting = [];
    batchStartMs = null;
    if (channels.length > 0) onReading({ kind: 'wave', sampleRateHz: SAMPLE_RATE_HZ, channels, deviceTimeUs });
  };
  const add = (sensor: number, signal: number): void => {
    // All sensors of a piece have the same length: the last sensor's sample completes a row.
    if (sensor === 0 && (waiting[0]?.length ?? 0) >= BATCH) flush();
    while (waiting.length <= sensor) waiting.push([]);
    if ((waiting[sensor]?.length ?? 0) < (waiting[0]?.length ?? 0) || sensor === 0) waiting[sensor]?.push(signal);
  };
  const onSample = (sample: PulseSample): void => {
    if (last !== null && jumped(last, sample)) flush();
    if ((waiting[0]?.length ?? 0) === 0) batchStartMs = sample.deviceMs;
    add(0, sample.signal);
    const changed = sample.intervalMs !== null && sample.intervalMs !== last?.intervalMs;
    if (sample.beat === true || (sample.beat === null && changed)) beat(sample.beatsPerMinute, sample.intervalMs);
    last = sample;
    if ((waiting[0]?.length ?? 0) >= BATCH) flush();
  };
  const beat = (beatsPerMinute: number | null, intervalMs: number | null): void =>
    onReading({ kind: 'beat', beatsPerMinute, intervalMs });

  const onLetter = ({ letter, value }: LetterLine): void => {
    const code = letter.charCodeAt(0);
    const isOnlySample = letter === 'S' && sensors < SENSORS_WITH_S;
    if (isOnlySample) sensors = 0;
    if (code >= FIRST_SAMPLE_LETTER) sensors = Math.max(sensors, code - FIRST_SAMPLE_LETTER + 1);
    if (isOnlySample || code >= FIRST_SAMPLE_LETTER) {
      add(isOnlySample ? 0 : code - FIRST_SAMPLE_LETTER, value);
      if (sensors === 0 && (waiting[0]?.length ?? 0) >= BATCH) flush();
    } else if (sensors === 0) {
      if (letter === 'B') rates.set(0, value);
      if (letter === 'Q') beat(rates.get(0) ?? null, value || null);
    } else if (code < FIRST_RATE_LETTER + MAX_SENSORS) {
      rates.set(code - FIRST_RATE_LETTER, value);
    } else if (value <= MAX_INTERVAL_MS) {
      beat(rates.get(code - FIRST_INTERVAL_LETTER) ?? null, value || null);
    }
  };
  return (message) => (message.kind === 'sample' ? onSample(message) : onLetter(message));
}

function jumped(before: PulseSample, now: PulseSample): boolean {
  if (before.sequence !== null && now.sequence !== null && now.sequence !== before.sequence + 1) return true;
  if (before.deviceMs === null || now.deviceMs === null) return false;
  const stepMs = now.deviceMs - before.deviceMs;
  return stepMs < 0 || stepMs > JUMP_MS;
}

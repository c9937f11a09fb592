/** CONTEC's earlier oximeters: they stream as soon as they are on, and give what they stored on request. */
import { DriverError } from '../contract/driver-error.ts';
import type { PeripheralDriver } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import type { Conversation } from '../session/conversation.ts';
import { createPeripheralSession } from '../session/create-peripheral.ts';
import { createOximeterReadings } from '../session/oximeter-readings.ts';
import type { PeripheralDefinition } from '../session/peripheral-definition.ts';
import { createContecOldParser } from './frame-parser.ts';
import type { ContecOldMessage } from './messages.ts';
import { RECORD_INTERVAL_S, REQUEST_STORED, SAMPLE_RATE_HZ, STORED_RECEIVED } from './protocol.ts';

export const CONTEC_OLD_DRIVER_ID = 'contec-old';

/** What the device recorded by itself; null where it had no value. */
export interface StoredOximetry {
  readonly intervalS: number;
  readonly pulseRateBpm: readonly (number | null)[];
  readonly spo2Percent: readonly (number | null)[];
}

export interface ContecOldDriver extends PeripheralDriver {
  /**
   * Rejects with `driver/silent` when the device stops half-way, `driver/task-timed-out` when it streams again before the end,
   * `driver/aborted` on the signal.
   */
  downloadStored(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<StoredOximetry>;
}

const FIRST_FRAME_MS = 2000;
/** As with V7.0: sixty frames are missing by then. */
const SILENCE_LIMIT_MS = 1000;
const HEADER_TIMEOUT_MS = 1500;
const HEADER_TRIES = 3;
/** At 19200 baud a record takes 2 ms. */
const RECORD_TIMEOUT_MS = 2000;

const DEFINITION: PeripheralDefinition<ContecOldMessage> = {
  id: CONTEC_OLD_DRIVER_ID,
  role: 'oximeter',
  createParser: createContecOldParser,
  silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
  async greet(talk) {
    await talk.until(FIRST_FRAME_MS, 'driver/silent', (message) => (message.kind === 'live' ? true : undefined));
    return {
      maker: 'CONTEC',
      model: 'CMS50D+/CMS50E (earlier protocol)',
      serialNumber: '',
      firmwareVersion: '',
      protocolVersion: '5.0',
      calibratedOn: null,
    };
  },
  run(talk, onReading) {
    const read = createOximeterReadings(SAMPLE_RATE_HZ, onReading);
    talk.listen((message) => message.kind === 'live' && read(message));
    return talk.ended;
  },
};

export function createContecOldDriver(link: DriverLink): ContecOldDriver {
  const { driver, perform } = createPeripheralSession(DEFINITION, link);
  return Object.assign(driver, {
    downloadStored: (onProgress: (done: number, total: number) => void, signal: AbortSignal) =>
      perform((talk) => download(talk, onProgress), signal),
  });
}

async function download(
  talk: Conversation<ContecOldMessage>,
  onProgress: (done: number, total: number) => void,
): Promise<StoredOximetry> {
  const pulseRateBpm: (number | null)[] = [];
  const spo2Percent: (number | null)[] = [];
  const complete = Promise.withResolvers<void>();
  let total = Number.POSITIVE_INFINITY;
  talk.listen((message) => {
    if (message.kind === 'stored-header') total = message.records;
    if (message.kind !== 'stored-record' || pulseRateBpm.length >= total) return;
    pulseRateBpm.push(message.pulseRateBpm);
    spo2Percent.push(message.spo2Percent);
    onProgress(pulseRateBpm.length, total);
    if (pulseRateBpm.length === total) complete.resolve();
  });
  await talk.ask({
    name: 'stored data',
    bytes: REQUEST_STORED,
    timeoutMs: HEADER_TIMEOUT_MS,
    tries: HEADER_TRIES,
    answer: (message) => (message.kind === 'stored-header' ? true : undefined),
  });
  await Promise.race([complete.promise, untilStalled(talk, () => pulseRateBpm.length)]);
  talk.send(STORED_RECEIVED);
  return { intervalS: RECORD_INTERVAL_S, pulseRateBpm, spo2Percent };
}

/** Rejects when no further record came for a while. */
async function untilStalled(talk: Conversation<ContecOldMessage>, count: () => number): Promise<never> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await talk.pause(RECORD_TIMEOUT_MS);
  }
  throw new DriverError('driver/task-timed-out', { records: count() });
}

/** One measurement: start, cuff pressure while it lasts, the result; and a cuff that is let go whatever happens. */
import { DriverError } from '../contract/driver-error.ts';
import type { PeripheralDriver, PeripheralReading } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import type { Conversation } from '../session/conversation.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import type { DeviceGreeting } from '../session/peripheral-definition.ts';
import { createNibpParser } from './frame-parser.ts';
import { encodeCommand, type NibpMessage } from './messages.ts';
import {
  ANSWER_LIMIT_MS,
  BUSY_PAUSE_MS,
  BUSY_TRIES,
  CANCEL_LIMIT_MS,
  MEASUREMENT_LIMIT_MS,
  MEASURING_CUFF_MMHG,
  type NibpReply,
  RESULT_LIMIT_MS,
  SILENCE_LIMIT_MS,
  TRIES,
} from './protocol.ts';
import { decodeResult, RESULT_LAYOUT } from './result-layout.ts';

export const OEM_BLOOD_PRESSURE_DRIVER_ID = 'oem-blood-pressure';

type Talk = Conversation<NibpMessage>;

export function createOemBloodPressureDriver(link: DriverLink): PeripheralDriver {
  /** From just before the start command until the module says that it is done. */
  let cuffMayBeInflated = false;
  return createPeripheral<NibpMessage>(
    {
      id: OEM_BLOOD_PRESSURE_DRIVER_ID,
      role: 'blood-pressure',
      createParser: createNibpParser,
      silence: { limitMs: SILENCE_LIMIT_MS, from: 'running' },
      greet,
      async run(talk, onReading) {
        cuffMayBeInflated = true;
        const watch = createMeasurementWatch(onReading);
        // Listening starts before the command is sent: pressure may follow its answer in the same chunk.
        const streamed = talk.until(MEASUREMENT_LIMIT_MS, 'driver/task-timed-out', watch.endOf);
        streamed.catch(() => undefined);
        await start(talk, watch.begin);
        const data = await streamed;
        cuffMayBeInflated = false;
        onReading(readingOf(data === 'done' ? await askForResult(talk) : data));
      },
      async quieten(talk) {
        if (!cuffMayBeInflated) return;
        await cancel(talk);
        cuffMayBeInflated = false;
      },
      farewell: () => (cuffMayBeInflated ? encodeCommand('cancel') : null),
    },
    link,
  );
}

/** Asks for the cuff pressure, which changes nothing; the protocol has no word for who the module is. */
async function greet(talk: Talk): Promise<DeviceGreeting> {
  await talk.ask({
    name: 'cuff-pressure',
    bytes: encodeCommand('cuff-pressure'),
    timeoutMs: ANSWER_LIMIT_MS,
    tries: TRIES,
    answer: (message) => message,
  });
  return {
    maker: 'unknown',
    model: 'OEM blood-pressure module',
    serialNumber: 'unknown',
    firmwareVersion: 'unknown',
    protocolVersion: RESULT_LAYOUT.confirmed ? '3A/3E' : '3A/3E, layout of the result unconfirmed',
    calibratedOn: null,
  };
}

/** A busy module is asked again; a pressure that streams is an answer, too, when the word itself was lost. */
async function start(talk: Talk, onStarted: () => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await talk.ask({
      name: 'start-with-cuff',
      bytes: encodeCommand('start-with-cuff'),
      timeoutMs: ANSWER_LIMIT_MS,
      tries: TRIES,
      answer: (message) => {
        const answered = startAnswer(message);
        if (answered === 'received') onStarted();
        return answered;
      },
    });
    if (reply === 'received') return;
    if (reply !== 'busy' || attempt === BUSY_TRIES) {
      throw new DriverError('driver/command-refused', { command: 'start-with-cuff', reason: reply });
    }
    await talk.pause(BUSY_PAUSE_MS);
  }
}

/** "Done" and "aborted" are late words about an earlier measurement. */
function startAnswer(message: NibpMessage): NibpReply | undefined {
  if (message.kind === 'cuff') return message.pressureMmHg > 0 ? 'received' : undefined;
  if (message.kind === 'result' || message.reply === 'done' || message.reply === 'aborted') return undefined;
  return message.reply;
}

/**
 * Tells the cuff pressure and recognises the end. Only a cuff that was seen inflated can have measured: a late word or
 * result of an earlier measurement must never become the value of this one.
 */
function createMeasurementWatch(onReading: (reading: PeripheralReading) => void) {
  let begun = false;
  let highestMmHg = 0;
  const inflated = (): boolean => highestMmHg >= MEASURING_CUFF_MMHG;
  return {
    begin: (): void => {
      begun = true;
    },
    endOf(message: NibpMessage): 'done' | Uint8Array | undefined {
      if (message.kind === 'cuff') {
        highestMmHg = Math.max(highestMmHg, message.pressureMmHg);
        onReading({ kind: 'cuff-pressure', pressureMmHg: message.pressureMmHg });
        return undefined;
      }
      if (!begun) return undefined;
      // The result may overtake a lost "done".
      if (message.kind === 'result') return inflated() ? message.data : undefined;
      if (message.reply === 'done' && inflated()) return 'done';
      if (ENDS_WITHOUT_VALUE.has(message.reply)) {
        throw new DriverError('driver/measurement-failed', { reason: message.reply });
      }
      return undefined;
    },
  };
}

const ENDS_WITHOUT_VALUE: ReadonlySet<NibpReply> = new Set(['done', 'aborted', 'error', 'timed-out']);

/** The streamed result follows "done" at once; otherwise the last result is asked for. */
async function askForResult(talk: Talk): Promise<Uint8Array> {
  const data = (message: NibpMessage): Uint8Array | undefined => (message.kind === 'result' ? message.data : undefined);
  try {
    return await talk.until(RESULT_LIMIT_MS, 'driver/no-acknowledgement', data);
  } catch (error) {
    if (!(error instanceof DriverError && error.code === 'driver/no-acknowledgement')) throw error;
  }
  return talk.ask({
    name: 'result',
    bytes: encodeCommand('result'),
    timeoutMs: ANSWER_LIMIT_MS,
    tries: TRIES,
    answer: data,
  });
}

function readingOf(data: Uint8Array): PeripheralReading {
  const verdict = decodeResult(data);
  switch (verdict.kind) {
    case 'value':
      return { kind: 'blood-pressure', ...verdict.value };
    case 'error':
      throw new DriverError('driver/measurement-failed', { reason: verdict.reason });
    case 'implausible':
      throw new DriverError('driver/implausible-result', { why: verdict.why });
    default:
      return verdict satisfies never;
  }
}

/** Until the module says that it lets go, or is done already. */
async function cancel(talk: Talk): Promise<void> {
  await talk.ask({
    name: 'cancel',
    bytes: encodeCommand('cancel'),
    timeoutMs: CANCEL_LIMIT_MS,
    tries: TRIES,
    answer: (message) =>
      message.kind === 'reply' && (message.reply === 'aborted' || message.reply === 'done') ? true : undefined,
  });
}

/** Looks for a card, selects and reads it, waits until it is lifted; contents go to the listener and nowhere else. */
import { DriverError } from '../contract/driver-error.ts';
import type { CardRefusal, IdentityCard, PeripheralDriver, PeripheralReading } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import type { Conversation } from '../session/conversation.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import type { DeviceGreeting } from '../session/peripheral-definition.ts';
import { decodeCardText } from './card-text.ts';
import { createSamParser } from './frame-parser.ts';
import { decodeAnswer, decodeCardContent, encodeCommand, type SamAnswer } from './messages.ts';
import {
  ANSWER_LIMIT_MS,
  FIND_EVERY_MS,
  GREETING_TRIES,
  PRESENCE_EVERY_MS,
  READ_LIMIT_MS,
  RUNNING_TRIES,
  type SamCommand,
  type SamStatus,
  SILENCE_LIMIT_MS,
  SPOILT_READINGS,
  UNSEEN_CARD_MS,
} from './protocol.ts';

export const SAM_ID_CARD_DRIVER_ID = 'sam-id-card';

type Talk = Conversation<SamAnswer>;

export function createSamIdCardDriver(link: DriverLink): PeripheralDriver {
  const today = (): string => chinaDate(link.clock.wallMs());
  return createPeripheral<SamAnswer>(
    {
      id: SAM_ID_CARD_DRIVER_ID,
      role: 'id-card',
      createParser: (emit) => createSamParser(decodeAnswer, emit),
      silence: { limitMs: SILENCE_LIMIT_MS, from: 'running' },
      greet,
      run: (talk, onReading) => readCards(talk, onReading, today),
    },
    link,
  );
}

async function greet(talk: Talk): Promise<DeviceGreeting> {
  await ask(talk, 'status', ['ok'], { tries: GREETING_TRIES });
  const { data } = await ask(talk, 'sam-id', ['ok'], { tries: GREETING_TRIES });
  return {
    maker: 'unknown',
    model: 'SAM identity card reader',
    serialNumber: Buffer.from(data).toString('hex'),
    firmwareVersion: 'unknown',
    protocolVersion: 'SAM',
    calibratedOn: null,
  };
}

async function readCards(talk: Talk, onReading: (reading: PeripheralReading) => void, today: () => string) {
  let spoilt = 0;
  /** When a card was last known to lie there, on a reader that cannot say whether it still does. */
  let unseenFromMs: number | null = null;
  for (;;) {
    if ((await ask(talk, 'find', ['found', 'no-card'])).status === 'no-card') {
      spoilt = 0;
      if (unseenFromMs !== null && talk.clock.nowMs() - unseenFromMs >= UNSEEN_CARD_MS) {
        unseenFromMs = null;
        onReading({ kind: 'card-removed' });
      }
      await talk.pause(FIND_EVERY_MS);
      continue;
    }
    const outcome = await readCard(talk, today());
    if (outcome === 'driver/card-unreadable') {
      spoilt += 1;
      if (spoilt === SPOILT_READINGS) onReading({ kind: 'card-refused', code: outcome });
      continue;
    }
    spoilt = 0;
    onReading(
      typeof outcome === 'string' ? { kind: 'card-refused', code: outcome } : { kind: 'identity-card', card: outcome },
    );
    const isLifted = await untilLifted(talk);
    unseenFromMs = isLifted ? null : talk.clock.nowMs();
    if (isLifted) onReading({ kind: 'card-removed' });
  }
}

/** The card, or the code of why not. */
async function readCard(talk: Talk, today: string): Promise<IdentityCard | CardRefusal> {
  // Select must follow a find: the chip forgets that it was found as soon as anything else is asked.
  const selected = await ask(talk, 'select', ['ok', 'select-failed']);
  if (selected.status !== 'ok') return 'driver/card-unreadable';
  const answer = await ask(talk, 'read', ['ok', 'read-failed'], { timeoutMs: READ_LIMIT_MS });
  const content = answer.status === 'ok' ? decodeCardContent(answer.data) : undefined;
  if (content === undefined) return 'driver/card-unreadable';
  const text = decodeCardText(content.text, today);
  if (text.kind === 'card') return text.card;
  return text.kind === 'other-card' ? 'driver/card-unsupported' : 'driver/card-invalid';
}

/**
 * A card that was read answers "find" with "none" until it is lifted, so it is asked for its newest address instead.
 * False: this reader cannot say whether a card still lies there.
 */
async function untilLifted(talk: Talk): Promise<boolean> {
  for (;;) {
    await talk.pause(PRESENCE_EVERY_MS);
    const { status } = await ask(talk, 'read-new-address', PRESENCE_ANSWERS, { timeoutMs: READ_LIMIT_MS });
    if (status === 'read-failed') return true;
    if (status === 'command-error') return false;
  }
}

const PRESENCE_ANSWERS: readonly SamStatus[] = ['ok', 'no-content', 'read-failed', 'command-error'];

/** Answers do not name their command, so only a status that fits it is taken; any other is waited out and asked again. */
function ask(
  talk: Talk,
  command: SamCommand,
  fitting: readonly SamStatus[],
  { timeoutMs = ANSWER_LIMIT_MS, tries = RUNNING_TRIES }: { timeoutMs?: number; tries?: number } = {},
): Promise<SamAnswer> {
  return talk.ask({
    name: command,
    bytes: encodeCommand(command),
    timeoutMs,
    tries,
    answer: (message) => {
      if (message.status === 'unauthorised') {
        throw new DriverError('driver/command-refused', { command, status: message.statusHex });
      }
      return fitting.includes(message.status) ? message : undefined;
    },
  });
}

/** China has one time zone, eight hours ahead of UTC and without daylight saving time. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

function chinaDate(wallMs: number): string {
  return new Date(wallMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

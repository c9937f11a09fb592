/**
 * A reader on which the card of an invented person is laid and lifted again and again. It keeps the order of the real
 * one: selected only after it was found, read only after it was selected, and from then on not found until it was lifted.
 */
import type { IdentityCard } from '../contract/peripheral-driver.ts';
import type { SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { encodeCardText } from './card-text.ts';
import { createSamParser } from './frame-parser.ts';
import { decodeCommand, encodeAnswer, encodeCardContent, PORTRAIT_BYTES } from './messages.ts';
import type { SamCommand } from './protocol.ts';
import { isSamIdCardFault, type SamIdCardFault } from './simulator-faults.ts';

/** The card is laid down half a second after the reader is plugged in, for four seconds, then every twenty. */
const FIRST_LAID_MS = 500;
const LIES_MS = 4000;
const LAID_EVERY_MS = 20_000;
/** The air takes this long for the 1,280 bytes of a card. */
const READING_MS = 300;
/** Sixteen bytes of a made-up security module; real ones carry a date and a serial number. */
const SAM_ID = Uint8Array.from(Buffer.from('SIMULATED-READER'));
const SELECT_DATA = new Uint8Array(8);
const FOUND_DATA = new Uint8Array(4);
/** Where the kind of the card stands in its text. */
const CARD_KIND_OFFSET = 248;

type CardState = 'absent' | 'laid' | 'found' | 'selected';

export function createSamIdCardSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write } = request;
  const faults = new Set((request.faults ?? []).filter(isSamIdCardFault));
  const has = (fault: SamIdCardFault): boolean => faults.has(fault);
  const text = simulatedText(request.person.card, has);
  let state: CardState = 'absent';
  let readings = 0;
  let silent = false;
  let cancelCard = (): void => undefined;
  let cancelReading = (): void => undefined;

  const lay = (): void => {
    state = 'laid';
    readings = 0;
    if (!has('card-stays')) cancelCard = clock.after(LIES_MS, lift);
  };
  const lift = (): void => {
    state = 'absent';
    cancelCard = clock.after(LAID_EVERY_MS - LIES_MS, lay);
  };
  if (!has('no-card')) cancelCard = clock.after(FIRST_LAID_MS, lay);

  const send = (bytes: Uint8Array): void => {
    if (!silent) write(bytes);
  };
  const read = (): Uint8Array => {
    readings += 1;
    const fails = has('unreadable-card') || (has('moving-card') && readings === 1);
    if (fails && state === 'selected') state = 'laid';
    if (state !== 'selected') return encodeAnswer('read-failed');
    // Random bytes would look like a portrait that could be decoded; zeros do not.
    return encodeAnswer('ok', encodeCardContent({ text, portrait: new Uint8Array(PORTRAIT_BYTES) }));
  };
  const moveCard = (from: readonly CardState[], to: CardState): boolean => {
    const moves = from.includes(state);
    if (moves) state = to;
    return moves;
  };

  /** Null: the answer comes later. */
  const answerTo = (command: SamCommand): Uint8Array | null => {
    if (has('unauthorised') && command !== 'status') return encodeAnswer('unauthorised');
    switch (command) {
      case 'status':
        return encodeAnswer('ok');
      case 'sam-id':
        return encodeAnswer('ok', SAM_ID);
      case 'find':
        return moveCard(['laid', 'found'], 'found') ? encodeAnswer('found', FOUND_DATA) : encodeAnswer('no-card');
      case 'select':
        return moveCard(['found', 'selected'], 'selected')
          ? encodeAnswer('ok', SELECT_DATA)
          : encodeAnswer('select-failed');
      case 'read':
        if (has('silent-while-reading')) silent = true;
        cancelReading = clock.after(READING_MS, () => send(read()));
        return null;
      case 'read-new-address':
        if (has('no-presence')) return encodeAnswer('command-error');
        return encodeAnswer(state === 'selected' ? 'no-content' : 'read-failed');
      default:
        return command satisfies never;
    }
  };
  const answer = (command: SamCommand): void => {
    const bytes = answerTo(command);
    if (bytes !== null) send(bytes);
  };
  const parser = createSamParser<SamCommand>(decodeCommand, (item) => {
    if (item.kind === 'message') answer(item.message);
  });

  return {
    receive: (bytes) => parser.push(bytes),
    stop: () => {
      cancelCard();
      cancelReading();
    },
  };
}

function simulatedText(card: IdentityCard, has: (fault: SamIdCardFault) => boolean): Uint8Array {
  const text = encodeCardText({
    ...card,
    idNumber: has('wrong-number') ? withOtherCheckDigit(card.idNumber) : card.idNumber,
    validUntil: has('wrong-date') ? '1990-01-01' : card.validUntil,
  });
  if (has('foreign-card')) text.set(Buffer.from('I', 'utf16le'), CARD_KIND_OFFSET);
  return text;
}

function withOtherCheckDigit(number: string): string {
  return `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`;
}

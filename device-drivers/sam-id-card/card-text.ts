/** The 256 bytes of text on a card ⇄ its fields, and what is wrong with them by the name of the field alone. */
import { checkResidentNumber, isCalendarDate } from '../../src/domain/resident-number.ts';
import type { IdentityCard } from '../contract/peripheral-driver.ts';
import { TEXT_BYTES } from './messages.ts';

/** Field → [offset, length] in bytes, UTF-16LE, padded with spaces. */
const LAYOUT = {
  name: [0, 30],
  sex: [30, 2],
  ethnicGroup: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  idNumber: [122, 36],
  issuer: [158, 30],
  from: [188, 16],
  until: [204, 16],
  /** Blank on a resident's card; `I`, `Y`, `J` on cards with another layout (Johann356/readinfo, PCSCGetData.h). */
  kind: [248, 2],
} as const;
type Field = keyof typeof LAYOUT;

export type CardText =
  | { readonly kind: 'card'; readonly card: IdentityCard }
  /** A permit for foreigners or for residents of Hong Kong, Macao and Taiwan: its fields lie elsewhere. */
  | { readonly kind: 'other-card' }
  | { readonly kind: 'invalid'; readonly fields: readonly (keyof IdentityCard)[] };

const LONG_TERM_TEXT = '长期';
/** GB/T 2261.1: 1 male, 2 female; 0 unknown and 9 not stated. */
const SEX_OF_CODE: Readonly<Record<string, IdentityCard['sex']>> = {
  1: 'male',
  2: 'female',
  0: 'unknown',
  9: 'unknown',
};

/** `today` is an ISO date: nobody is born, and no card issued, later. */
export function decodeCardText(text: Uint8Array, today: string): CardText {
  const read = (field: Field): string => readField(text, field);
  if (text.length !== TEXT_BYTES) return { kind: 'invalid', fields: ['name'] };
  if (read('kind') !== '') return { kind: 'other-card' };
  const card: IdentityCard = {
    name: read('name'),
    sex: SEX_OF_CODE[read('sex')] ?? 'unknown',
    ethnicGroupCode: read('ethnicGroup'),
    birthDate: isoDate(read('birth')),
    address: read('address'),
    idNumber: read('idNumber').toUpperCase(),
    issuer: read('issuer'),
    validFrom: isoDate(read('from')),
    validUntil: read('until') === LONG_TERM_TEXT ? 'long-term' : isoDate(read('until')),
  };
  const fields = findFaults(card, read('sex'), today);
  return fields.length === 0 ? { kind: 'card', card } : { kind: 'invalid', fields };
}

/** The names of fields that cannot be right, each alone or against the number. */
function findFaults(card: IdentityCard, sexCode: string, today: string): (keyof IdentityCard)[] {
  const number = checkResidentNumber(card.idNumber, today);
  const sexAgrees = !number.ok || card.sex === 'unknown' || card.sex === number.sex;
  const rights: Partial<Record<keyof IdentityCard, boolean>> = {
    name: isPlainText(card.name),
    sex: sexCode in SEX_OF_CODE && sexAgrees,
    ethnicGroupCode: /^\d{2}$/.test(card.ethnicGroupCode),
    birthDate: isCalendarDate(card.birthDate) && (!number.ok || card.birthDate === number.birthDate),
    address: isPlainText(card.address),
    // A chip holds the 18-character number; a valid one of 15 digits would have been upgraded.
    idNumber: number.ok && number.number === card.idNumber,
    issuer: isPlainText(card.issuer),
    validFrom: isCalendarDate(card.validFrom) && card.validFrom <= today,
    validUntil:
      card.validUntil === 'long-term' || (isCalendarDate(card.validUntil) && card.validUntil > card.validFrom),
  };
  return Object.entries(rights).flatMap(([field, right]) => (right ? [] : [field as keyof IdentityCard]));
}

/** Something to read, without control characters and halves of characters. */
function isPlainText(text: string): boolean {
  return text !== '' && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

function readField(text: Uint8Array, field: Field): string {
  const [offset, length] = LAYOUT[field];
  return Buffer.from(text.subarray(offset, offset + length))
    .toString('utf16le')
    .replace(/[\s\0]+$/u, '');
}

function isoDate(compact: string): string {
  return /^\d{8}$/.test(compact) ? `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}` : '';
}

/** For the simulator. Throws a `RangeError` that names the field when a text is too long for it. */
export function encodeCardText(card: IdentityCard): Uint8Array {
  const text = Buffer.alloc(TEXT_BYTES, Buffer.from(' ', 'utf16le'));
  const write = (field: Field, value: string): void => {
    const [offset, length] = LAYOUT[field];
    const bytes = Buffer.from(value, 'utf16le');
    if (bytes.length > length) throw new RangeError(`${field} is longer than ${length} bytes`);
    bytes.copy(text, offset);
  };
  const compact = (date: string): string => date.replaceAll('-', '');
  write('name', card.name);
  write('sex', { male: '1', female: '2', unknown: '0' }[card.sex]);
  write('ethnicGroup', card.ethnicGroupCode);
  write('birth', compact(card.birthDate));
  write('address', card.address);
  write('idNumber', card.idNumber);
  write('issuer', card.issuer);
  write('from', compact(card.validFrom));
  write('until', card.validUntil === 'long-term' ? LONG_TERM_TEXT : compact(card.validUntil));
  return new Uint8Array(text);
}

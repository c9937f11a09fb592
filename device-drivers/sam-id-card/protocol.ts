/**
 * Numbers of the protocol between a host and the security module (SAM) in a reader of resident identity cards.
 * Sources: write-up at yzsam.com; YinanSoft SerialReader.java; speedata HuaXuID. Marked where only one of them says so.
 */

/** First bytes of every frame; then two bytes with the length of what follows, high byte first. */
export const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
export const LENGTH_BYTES = 2;
/** An answer with fingerprints, the longest there is, is 2,321 bytes with its preamble. */
export const MAX_FRAME_BYTES = 2321;
/** What the length counts at least: command or status bytes, and the checksum. */
export const MIN_COUNTED_BYTES = 3;

export const COMMANDS = {
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  /** Text and portrait. */
  read: [0x30, 0x01],
  /** The newest address, written when a person has moved. */
  'read-new-address': [0x30, 0x03],
  'sam-id': [0x12, 0xff],
  status: [0x11, 0xff],
} as const;
export type SamCommand = keyof typeof COMMANDS;

/** Third status byte of an answer; the first two are zero. */
export const STATUS_WORDS = {
  144: 'ok',
  159: 'found',
  128: 'no-card',
  129: 'select-failed',
  65: 'read-failed',
  16: 'checksum-error',
  17: 'length-error',
  33: 'command-error',
  102: 'unauthorised',
  145: 'no-content',
} as const;
export type SamStatus = (typeof STATUS_WORDS)[keyof typeof STATUS_WORDS] | 'unknown';

/** Answer to a command that needs no card; a reader answers within tens of milliseconds. Chosen, with a wide margin. */
export const ANSWER_LIMIT_MS = 500;
/** Reading asks the chip for 1,280 bytes over the air, about a second, and sends them in 0.11 s at 115,200 baud. */
export const READ_LIMIT_MS = 2000;
/** A reader that has not answered for so long, though asked again, is dead: longer than two readings. */
export const SILENCE_LIMIT_MS = 3500;
export const GREETING_TRIES = 3;
/** While cards are awaited the silence limit ends the asking first. */
export const RUNNING_TRIES = 10;
/** Vendors' samples look for a card about three times a second. */
export const FIND_EVERY_MS = 300;
/** How often a card that was read is asked whether it still lies there. */
export const PRESENCE_EVERY_MS = 500;
/**
 * On a reader that cannot say whether a card still lies there it counts as lifted after this time: long enough to be
 * recognised by, too short to stand for the next person. Chosen.
 */
export const UNSEEN_CARD_MS = 20_000;
/** A moving hand spoils one reading; so many in a row are a card that must be laid down anew. */
export const SPOILT_READINGS = 2;

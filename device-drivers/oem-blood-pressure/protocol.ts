/**
 * Numbers of the 3A/3E protocol of OEM blood-pressure modules.
 * Source, unless another is named: hwy0606/STM32F103, HARDWARE/Usart2_Protocol (comments and code of a host).
 */

/** `3A command [data] checksum`; the sum of all bytes is 0 modulo 256. */
export const HOST_START = 0x3a;
/** `3E length type [data] checksum`; the length counts all bytes. */
export const MODULE_START = 0x3e;

/** Without start and checksum. */
export const COMMANDS = {
  /** Measure an adult, saying nothing meanwhile. */
  start: [0x20],
  /** Measure an adult; cuff pressure streams, then the result comes by itself. */
  'start-with-cuff': [0x56],
  cancel: [0x79, 0x01, 0x00],
  result: [0x79, 0x03, 0x00],
  'cuff-pressure': [0x79, 0x05, 0x00],
} as const;
export type NibpCommand = keyof typeof COMMANDS;

/** Third byte of a frame of four bytes: a letter. E, N, D and T stand in a published host of the same protocol only. */
export const REPLIES = {
  79: 'received',
  75: 'done',
  66: 'busy',
  65: 'aborted',
  83: 'asleep',
  69: 'error',
  78: 'undefined',
  68: 'unrecognised',
  84: 'timed-out',
} as const;
export type NibpReply = (typeof REPLIES)[keyof typeof REPLIES];

/** Lengths of the frames that are known; the length is the frame's kind where it has no type byte. */
export const REPLY_BYTES = 4;
/** Cuff pressure that was asked for: two bytes, low byte first (published host of the same protocol). */
export const POLLED_CUFF_BYTES = 5;
/** Cuff pressure that streams: type 01 and three bytes, low byte first. */
export const STREAMED_CUFF_BYTES = 7;
export const STREAMED_CUFF_TYPE = 0x01;
/** A result that was asked for: 21 bytes of data (published host of the same protocol). */
export const POLLED_RESULT_BYTES = 0x18;
/** A result that follows the stream, the longest frame: type 03 and 21 bytes of data. */
export const STREAMED_RESULT_BYTES = 0x19;
export const STREAMED_RESULT_TYPE = 0x03;
export const RESULT_DATA_BYTES = 21;

/** IEC 80601-2-30 allows the cuff of an adult 300 mmHg, and 330 mmHg in a single fault. */
export const MAX_CUFF_MMHG = 330;

/** A module answers within tens of milliseconds at 9,600 baud. Chosen, with a wide margin. */
export const ANSWER_LIMIT_MS = 500;
export const TRIES = 3;
/** A module that was just used may be busy deflating. */
export const BUSY_PAUSE_MS = 1000;
export const BUSY_TRIES = 5;
/** The pressure streams several times a second; so long without a word while a cuff is inflated is too long. */
export const SILENCE_LIMIT_MS = 3000;
/** The lowest systolic pressure such modules give: a cuff below it has measured nobody. */
export const MEASURING_CUFF_MMHG = 40;
/** IEC 80601-2-30 allows a cuff to stay inflated for 180 s. A module that takes longer is broken. */
export const MEASUREMENT_LIMIT_MS = 190_000;
/** The result follows the word "done" at once; otherwise it is asked for. */
export const RESULT_LIMIT_MS = 500;
/** Within the 900 ms that letting go may take. */
export const CANCEL_LIMIT_MS = 250;

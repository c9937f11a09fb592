/** Typed commands and answers ⇄ frames. Contents of a card pass through and are never put into an error or a text. */
import { encodeSamFrame } from './frame-parser.ts';
import { COMMANDS, type SamCommand, type SamStatus, STATUS_WORDS } from './protocol.ts';

export interface SamAnswer {
  readonly status: SamStatus;
  /** The three status bytes, `00009f`, for a status that has no name here. */
  readonly statusHex: string;
  readonly data: Uint8Array;
}

/** What a read brings: text in UTF-16LE, and the portrait as the chip holds it. */
export interface CardContent {
  readonly text: Uint8Array;
  /** WLT, a proprietary codec that is not decoded here. */
  readonly portrait: Uint8Array;
}

const STATUS_BYTES = 3;
/** Two lengths before text and portrait; a third, of the fingerprints, only in the answer to another command. */
const CONTENT_HEAD_BYTES = 4;
export const TEXT_BYTES = 256;
export const PORTRAIT_BYTES = 1024;

export function encodeCommand(command: SamCommand): Uint8Array {
  return encodeSamFrame(Uint8Array.from(COMMANDS[command]));
}

/** For the simulator: which command the content of a frame is. */
export function decodeCommand(content: Uint8Array): SamCommand | undefined {
  const names = Object.keys(COMMANDS) as SamCommand[];
  return content.length === 2
    ? names.find((name) => COMMANDS[name][0] === content[0] && COMMANDS[name][1] === content[1])
    : undefined;
}

/** Undefined: the frame is whole but too short to be an answer. */
export function decodeAnswer(content: Uint8Array): SamAnswer | undefined {
  if (content.length < STATUS_BYTES) return undefined;
  const [first = 0, second = 0, third = 0] = content;
  const known = first === 0 && second === 0 ? STATUS_WORDS[third as keyof typeof STATUS_WORDS] : undefined;
  return {
    status: known ?? 'unknown',
    statusHex: Buffer.from(content.subarray(0, STATUS_BYTES)).toString('hex'),
    data: content.subarray(STATUS_BYTES),
  };
}

export function encodeAnswer(status: Exclude<SamStatus, 'unknown'>, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const [code = '0'] = Object.entries(STATUS_WORDS).find(([, name]) => name === status) ?? [];
  return encodeSamFrame(Uint8Array.of(0, 0, Number(code), ...data));
}

/** Undefined when lengths and bytes disagree. */
export function decodeCardContent(data: Uint8Array): CardContent | undefined {
  if (data.length < CONTENT_HEAD_BYTES) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const textEnd = CONTENT_HEAD_BYTES + view.getUint16(0);
  const portraitEnd = textEnd + view.getUint16(2);
  if (view.getUint16(0) !== TEXT_BYTES || portraitEnd !== data.length) return undefined;
  return { text: data.subarray(CONTENT_HEAD_BYTES, textEnd), portrait: data.subarray(textEnd, portraitEnd) };
}

export function encodeCardContent({ text, portrait }: CardContent): Uint8Array {
  const data = new Uint8Array(CONTENT_HEAD_BYTES + text.length + portrait.length);
  const view = new DataView(data.buffer);
  view.setUint16(0, text.length);
  view.setUint16(2, portrait.length);
  data.set(text, CONTENT_HEAD_BYTES);
  data.set(portrait, CONTENT_HEAD_BYTES + text.length);
  return data;
}

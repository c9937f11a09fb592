import { describe, expect, it } from 'vitest';
import { createSamParser } from '../../../device-drivers/sam-id-card/frame-parser.ts';
import {
  decodeAnswer,
  decodeCardContent,
  decodeCommand,
  encodeAnswer,
  encodeCardContent,
  encodeCommand,
  type SamAnswer,
} from '../../../device-drivers/sam-id-card/messages.ts';
import { parsePieces } from '../support/cut-bytes.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const answerOf = (frame: string): SamAnswer | undefined => {
  const [item] = parsePieces<SamAnswer>((emit) => createSamParser(decodeAnswer, emit), [bytes(frame)]);
  return item?.kind === 'message' ? item.message : undefined;
};

describe('commands to a card reader, byte for byte as published', () => {
  it.each([
    ['find', 'aaaaaa96690003200122'],
    ['select', 'aaaaaa96690003200221'],
    ['read', 'aaaaaa96690003300132'],
    ['read-new-address', 'aaaaaa96690003300330'],
    ['sam-id', 'aaaaaa9669000312ffee'],
    ['status', 'aaaaaa9669000311ffed'],
  ] as const)('%s', (command, frame) => {
    expect(hex(encodeCommand(command))).toBe(frame);
    const [item] = parsePieces((emit) => createSamParser(decodeCommand, emit), [bytes(frame)]);
    expect(item).toMatchObject({ kind: 'message', message: command });
  });

  it('the command for fingerprints has a right checksum and is none that this driver uses', () => {
    const [item] = parsePieces((emit) => createSamParser(decodeCommand, emit), [bytes('aaaaaa96690003301023')]);
    expect(item).toMatchObject({ kind: 'discarded', reason: 'malformed', byteCount: 10 });
  });
});

describe('answers of a card reader, byte for byte as published', () => {
  it.each([
    ['find ok', 'aaaaaa9669000800009f0000000097', 'found', '00000000'],
    ['find none', 'aaaaaa9669000400008084', 'no-card', ''],
    ['select ok', 'aaaaaa9669000c00009000000000000000009c', 'ok', '0000000000000000'],
    ['select none', 'aaaaaa9669000400008185', 'select-failed', ''],
    ['status ok', 'aaaaaa9669000400009094', 'ok', ''],
    ['read none', 'aaaaaa9669000400004145', 'read-failed', ''],
  ] as const)('%s', (_name, frame, status, data) => {
    const answer = answerOf(frame);
    expect(answer?.status).toBe(status);
    expect(hex(answer?.data ?? new Uint8Array(1))).toBe(data);
    expect(hex(encodeAnswer(status, bytes(data)))).toBe(frame);
  });

  it('a status without a name is kept as hex', () => {
    expect(decodeAnswer(bytes('000077'))).toMatchObject({ status: 'unknown', statusHex: '000077' });
    expect(decodeAnswer(bytes('010090'))).toMatchObject({ status: 'unknown', statusHex: '010090' });
  });
});

describe('the content of a card', () => {
  it('fills an answer of 1,295 bytes and is taken apart again', () => {
    const content = { text: new Uint8Array(256).fill(7), portrait: new Uint8Array(1024).fill(9) };
    const frame = encodeAnswer('ok', encodeCardContent(content));
    expect(frame).toHaveLength(1295);
    expect(decodeCardContent(answerOf(hex(frame))?.data ?? new Uint8Array(0))).toEqual(content);
  });

  it('is refused when its lengths and its bytes disagree', () => {
    const data = encodeCardContent({ text: new Uint8Array(256), portrait: new Uint8Array(1024) });
    expect(decodeCardContent(data.subarray(1))).toBeUndefined();
    expect(decodeCardContent(data.subarray(0, -1))).toBeUndefined();
    expect(decodeCardContent(new Uint8Array(3))).toBeUndefined();
  });
});

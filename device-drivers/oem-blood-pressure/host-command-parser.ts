/** For the simulator: bytes → commands `3A command [data] checksum` of the host. */
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
import { encodeCommand } from './messages.ts';
import { COMMANDS, HOST_START, type NibpCommand } from './protocol.ts';

const KNOWN = (Object.keys(COMMANDS) as NibpCommand[]).map((command) => ({ command, bytes: encodeCommand(command) }));
const LONGEST_BYTES = Math.max(...KNOWN.map(({ bytes }) => bytes.length));

export function createHostCommandParser(emit: (item: Framed<NibpCommand>) => void): ByteParser {
  return createFrameScanner({ maxFrameBytes: LONGEST_BYTES, judge, emit });
}

function judge(bytes: Uint8Array, from: number): Judgement<NibpCommand> {
  const rest = bytes.subarray(from, from + LONGEST_BYTES);
  if (rest[0] !== HOST_START) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  const fitting = KNOWN.filter((known) => agree(known.bytes, rest));
  const whole = fitting.find((known) => known.bytes.length <= rest.length);
  if (whole !== undefined) return { kind: 'message', message: whole.command, byteCount: whole.bytes.length };
  return fitting.length > 0 ? MORE : { kind: 'skip', byteCount: 1, reason: 'malformed' };
}

/** As far as both go. */
function agree(a: Uint8Array, b: Uint8Array): boolean {
  return a.subarray(0, b.length).every((byte, at) => byte === b[at]);
}

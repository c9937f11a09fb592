import { crc32 } from 'node:zlib';
import type { ReplayAdapter, ReplayCommand } from './replay-adapter.ts';

/** `>NAME,sequence[,fields]*CRC` from the host, `<NAME,sequence,answers[,fields]*CRC` from the device (PROTOCOL.md). */
const HOST_LINE = /^>([A-Z]+),(\d+)(?:,([^*]*))?\*[0-9A-F]{8}$/;
const ANSWER_LINE = /^<(ACK|NAK|IDENT),(\d+),(\d+)([^*]*)\*([0-9A-F]{8})$/;
const LINE_FEED = 0x0a;

/**
 * Answers of the open line protocol name the host's sequence number, which heartbeats advance at the host's own pace,
 * so the numbers of a replayed session differ from the recorded ones and are written into the answers anew.
 */
export function createSizhenLineReplayAdapter(): ReplayAdapter {
  const host = createLineSplitter();
  const device = createLineSplitter();
  return {
    readCommands: (txBytes) => host.push(txBytes).flatMap(readCommand),
    rewrite: (rxBytes, sequenceOf) => Buffer.concat(device.push(rxBytes).map((line) => renumber(line, sequenceOf))),
    rest: () => device.take(),
  };
}

function readCommand(line: Buffer): ReplayCommand[] {
  const match = HOST_LINE.exec(line.toString('latin1').trimEnd());
  const [, name, sequence, fields = ''] = match ?? [];
  if (name === undefined || name === 'BEAT') return [];
  return [{ kind: name, content: `${name},${fields}`, sequence: Number(sequence) }];
}

/** A damaged line passes as it is: bad bytes are part of the recording. */
function renumber(line: Buffer, sequenceOf: (recorded: number) => number): Buffer {
  const whole = line.toString('latin1');
  const match = ANSWER_LINE.exec(whole.trimEnd());
  const [, name, own, answers, fields, crc] = match ?? [];
  if (crc === undefined) return line;
  const body = (answered: number): string => `<${name},${own},${answered}${fields}`;
  if (checksum(body(Number(answers))) !== crc) return line;
  const live = body(sequenceOf(Number(answers)));
  return Buffer.from(`${live}*${checksum(live)}${whole.slice(whole.trimEnd().length)}`, 'latin1');
}

function checksum(body: string): string {
  return crc32(Buffer.from(body, 'latin1')).toString(16).toUpperCase().padStart(8, '0');
}

interface LineSplitter {
  push(bytes: Uint8Array): Buffer[];
  take(): Buffer;
}

function createLineSplitter(): LineSplitter {
  let held: Uint8Array[] = [];
  const take = (): Buffer => {
    const all = Buffer.concat(held);
    held = [];
    return all;
  };
  return {
    push: (bytes) => {
      const lines: Buffer[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
        held.push(bytes.subarray(from, end + 1));
        lines.push(take());
        from = end + 1;
      }
      if (from < bytes.length) held.push(bytes.subarray(from));
      return lines;
    },
    take,
  };
}

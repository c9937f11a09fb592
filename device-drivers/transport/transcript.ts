/** A transcript: every chunk that crossed a link, one JSON object a line: `{"tMs":12.5,"dir":"rx","hex":"3c41"}`. */
import { readFile } from 'node:fs/promises';
import { TransportError } from './transport-error.ts';

export interface TranscriptEntry {
  /** Milliseconds since the link was opened; never decreasing. */
  readonly tMs: number;
  /** Seen from the host: `tx` went to the instrument, `rx` came from it. */
  readonly dir: 'tx' | 'rx';
  readonly bytes: Uint8Array;
}

export function formatTranscriptLine(entry: TranscriptEntry): string {
  const tMs = Math.round(entry.tMs * 1000) / 1000;
  return `${JSON.stringify({ tMs, dir: entry.dir, hex: Buffer.from(entry.bytes).toString('hex') })}\n`;
}

/** Throws `transport/transcript-missing`, `-corrupted` or `-truncated` (both name the line, counted from 1). */
export async function readTranscript(file: string): Promise<TranscriptEntry[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TransportError('transport/transcript-missing', { file }, cause);
  });
  return parseTranscript(text, file);
}

export function parseTranscript(text: string, file: string): TranscriptEntry[] {
  const lines = text.split('\n');
  const unfinished = lines.pop();
  if (unfinished !== '' || lines.length === 0) {
    throw new TransportError('transport/transcript-truncated', { file, line: lines.length + 1 });
  }
  const entries: TranscriptEntry[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry === undefined || entry.tMs < lastMs) {
      throw new TransportError('transport/transcript-corrupted', { file, line: index + 1 });
    }
    lastMs = entry.tMs;
    entries.push(entry);
  }
  return entries;
}

function parseLine(line: string): TranscriptEntry | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null) return undefined;
  const { tMs, dir, hex } = value as Record<string, unknown>;
  if (typeof tMs !== 'number' || !Number.isFinite(tMs)) return undefined;
  if (dir !== 'tx' && dir !== 'rx') return undefined;
  if (typeof hex !== 'string' || !/^(?:[0-9a-f]{2})+$/i.test(hex)) return undefined;
  return { tMs, dir, bytes: Buffer.from(hex, 'hex') };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

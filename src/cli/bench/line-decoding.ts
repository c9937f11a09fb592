import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFrameParser } from '../../../device-drivers/sizhen-line/frame-parser.ts';
import { decodeDeviceLine } from '../../../device-drivers/sizhen-line/messages.ts';
import { parseTranscript } from '../../../device-drivers/transport/transcript.ts';
import { COMPLETE_VISIT_FIXTURE } from '../project-paths.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';
import { timeToRead } from './terminal-reading.ts';

/** Two writers: the terminal host that simulators use, and one that spins so that only the reader sets the pace. */
const WRITERS = [
  { name: 'line decoding, written by the simulator host', program: './hosted-writer.ts' },
  { name: 'line decoding, written as fast as the kernel takes it', program: './spinning-writer.ts' },
] as const;

type Writer = (typeof WRITERS)[number];
const TOTAL_BYTES = 32 * 1024 * 1024;
const ROUNDS = 5;

/** Everything the instrument said in one complete visit: identity, pictures as chunks, six pressure steps. */
async function visitBytes(): Promise<Buffer> {
  const file = join(COMPLETE_VISIT_FIXTURE, 'transcript.jsonl');
  const entries = parseTranscript(await readFile(file, 'utf8'), file);
  return Buffer.concat(entries.filter((entry) => entry.dir === 'rx').map((entry) => entry.bytes));
}

async function measure(writer: Writer, file: string, repeats: number, total: number): Promise<Figure> {
  const raw: number[] = [];
  const decoded: number[] = [];
  let lines = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(total / (await timeToRead(writer.program, file, repeats, total, () => undefined)).seconds / 1e6);
    const parser = createFrameParser('device', (frame) => {
      if (frame.kind === 'line' && decodeDeviceLine(frame) !== undefined) lines += 1;
    });
    decoded.push(
      total / (await timeToRead(writer.program, file, repeats, total, (chunk) => parser.push(chunk))).seconds / 1e6,
    );
  }
  if (lines === 0) throw new Error('nothing was decoded');
  const baseline = { name: 'reading the same bytes from the same kind of terminal, MB/s', value: median(raw) };
  const ratio = median(decoded.map((value, round) => value / (raw[round] ?? Number.NaN)));
  return {
    name: writer.name,
    value: median(decoded),
    unit: 'MB/s',
    baseline,
    ratio,
    aim: 'ratio ≥ 0.7',
    met: ratio >= 0.7,
  };
}

async function run(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-bench-'));
  const file = join(folder, 'visit.bin');
  const bytes = await visitBytes();
  await writeFile(file, bytes);
  const repeats = Math.ceil(TOTAL_BYTES / bytes.length);
  const figures: Figure[] = [];
  for (const writer of WRITERS) figures.push(await measure(writer, file, repeats, repeats * bytes.length));
  await rm(folder, { recursive: true, force: true });
  return figures;
}

export const lineDecoding: Benchmark = { name: 'line-decoding', run };

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisteredParser } from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';
import { secondsToRead } from './terminal-reading.ts';

const TOTAL_BYTES = 4 * 1024 * 1024;
const ROUNDS = 3;

/** Megabytes a second through one parser, against merely reading the same bytes from the same kind of terminal. */
async function measure(name: string, parser: RegisteredParser, folder: string): Promise<Figure> {
  const bytes = Buffer.concat(parser.sampleFrames());
  const file = join(folder, 'frames.bin');
  await writeFile(file, bytes);
  const repeats = Math.ceil(TOTAL_BYTES / bytes.length);
  const total = repeats * bytes.length;
  const raw: number[] = [];
  const decoded: number[] = [];
  let messages = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(total / (await secondsToRead('./hosted-writer.ts', file, repeats, total, () => undefined)) / 1e6);
    const own = parser.create((item) => {
      if (item.kind === 'message') messages += 1;
    });
    const seconds = await secondsToRead('./hosted-writer.ts', file, repeats, total, (chunk) => own.push(chunk));
    decoded.push(total / seconds / 1e6);
  }
  if (messages === 0) throw new Error(`${name}: nothing was decoded`);
  const ratio = median(decoded.map((value, round) => value / (raw[round] ?? Number.NaN)));
  return {
    name: `decoding, ${name}`,
    value: median(decoded),
    unit: 'MB/s',
    baseline: { name: 'reading the same bytes from the same kind of terminal, MB/s', value: median(raw) },
    ratio,
    aim: 'ratio ≥ 0.7',
    met: ratio >= 0.7,
  };
}

async function run(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-bench-'));
  const figures: Figure[] = [];
  for (const device of REGISTERED_DRIVERS) {
    for (const parser of device.parsers) figures.push(await measure(`${device.id}, ${parser.name}`, parser, folder));
  }
  await rm(folder, { recursive: true, force: true });
  return figures;
}

export const deviceDecoding: Benchmark = { name: 'device-decoding', run };

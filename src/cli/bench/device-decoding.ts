import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisteredParser } from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { timeToRead } from './terminal-reading.ts';

const TOTAL_BYTES = 4 * 1024 * 1024;
const ROUNDS = 3;
/** At the 11.5 kB/s of the fastest line here this is 0.3 % of a core for a device. */
const MOST_NS_PER_BYTE = 250;

/** Work of this process to read and decode, against merely reading the same bytes from the same kind of terminal. */
async function measure(name: string, parser: RegisteredParser, folder: string): Promise<Figure> {
  const bytes = Buffer.concat(parser.sampleFrames());
  const file = join(folder, 'frames.bin');
  await writeFile(file, bytes);
  const repeats = Math.ceil(TOTAL_BYTES / bytes.length);
  const total = repeats * bytes.length;
  const cpuFor = async (take: (chunk: Buffer) => void): Promise<number> =>
    (await timeToRead('./hosted-writer.ts', file, repeats, total, take)).cpuSeconds;
  const raw: number[] = [];
  const decoded: number[] = [];
  let messages = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(await cpuFor(() => undefined));
    const own = parser.create((item) => {
      if (item.kind === 'message') messages += 1;
    });
    decoded.push(await cpuFor((chunk) => own.push(chunk)));
  }
  if (messages === 0) throw new Error(`${name}: nothing was decoded`);
  const nsPerByte = (1e9 * (Math.min(...decoded) - Math.min(...raw))) / total;
  const ratio = Math.min(...raw) / Math.min(...decoded);
  return {
    name: `decoding, ${name}`,
    value: nsPerByte,
    unit: 'ns of one core a byte',
    baseline: { name: 'reading the same bytes, ns of one core a byte', value: (1e9 * Math.min(...raw)) / total },
    ratio,
    aim: `≤ ${MOST_NS_PER_BYTE} ns a byte`,
    met: nsPerByte <= MOST_NS_PER_BYTE,
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

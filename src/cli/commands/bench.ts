import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Benchmark, type Figure, figuresOf } from '../bench/benchmark.ts';
import { deviceDecoding } from '../bench/device-decoding.ts';
import { deviceLoad } from '../bench/device-load.ts';
import { deviceMemory } from '../bench/device-memory.ts';
import { faceAnalysis } from '../bench/face-analysis.ts';
import { lastSample } from '../bench/last-sample.ts';
import { lineDecoding } from '../bench/line-decoding.ts';
import { preview } from '../bench/preview.ts';
import { pulseAnalysis } from '../bench/pulse-analysis.ts';
import { pulseStream } from '../bench/pulse-stream.ts';
import { scoring } from '../bench/scoring.ts';
import { stationStart } from '../bench/station-start.ts';
import { tongueAnalysis } from '../bench/tongue-analysis.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { wholeNumber } from '../number-option.ts';

const BENCHMARKS: readonly Benchmark[] = [
  lineDecoding,
  deviceDecoding,
  deviceLoad,
  stationStart,
  lastSample,
  pulseAnalysis,
  pulseStream,
  scoring,
  tongueAnalysis,
  faceAnalysis,
  preview,
];

function line({ name, value, unit, baseline, ratio, aim, met }: Figure): string {
  const against =
    baseline === null ? '' : ` (baseline ${baseline.value.toFixed(2)}: ${baseline.name}; ratio ${ratio?.toFixed(2)})`;
  return `${met ? '✓' : '✗'} ${name}: ${value.toFixed(2)} ${unit}${against}, aim ${aim}`;
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, minutes: { type: 'string' } },
    allowPositionals: true,
  });
  const minutes = wholeNumber('minutes', values.minutes);
  const known = minutes === undefined ? BENCHMARKS : [...BENCHMARKS, deviceMemory(minutes)];
  const chosen = positionals.length === 0 ? known : known.filter(({ name }) => positionals.includes(name));
  if (chosen.length < positionals.length) {
    const names = BENCHMARKS.map(({ name }) => name).join(', ');
    throw new UsageError(`known: ${names}, and device-memory with --minutes N`);
  }
  const figures: Figure[] = [];
  for (const benchmark of chosen) {
    for await (const figure of figuresOf(benchmark)) {
      figures.push(figure);
      if (values.json !== true) io.out(line(figure));
    }
  }
  if (values.json === true) {
    io.out(JSON.stringify({ machine: { cores: cpus().length, node: process.version }, figures }));
  }
  return EXIT.ok;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadyMessage } from '../parent-messages.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const ROUNDS = 5;
const IDLE_MS = 5_000;

interface Started {
  readonly station: ChildProcess;
  readonly seconds: number;
}

async function start(dataDir: string): Promise<Started> {
  const args = ['station', '--port', '0', '--data', dataDir, '--instrument', 'none', '--demonstration'];
  const startedMs = performance.now();
  const station = fork(MAIN, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [message] = (await once(station, 'message')) as [ReadyMessage];
  if (message.part !== 'station') throw new Error('another part answered');
  const { status } = await fetch(`${message.url}/api/station`);
  if (status !== 200) throw new Error(`the station answered ${status}`);
  return { station, seconds: (performance.now() - startedMs) / 1000 };
}

async function stop(station: ChildProcess): Promise<void> {
  station.kill('SIGTERM');
  await once(station, 'exit');
}

async function residentMb(station: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${station.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** An empty Node process, so that the figure can be read on a slower or a faster machine. */
async function emptyNodeSeconds(): Promise<number> {
  const startedMs = performance.now();
  const child = fork(fileURLToPath(new URL('./nothing.ts', import.meta.url)), { execArgv: [] });
  await once(child, 'exit');
  return (performance.now() - startedMs) / 1000;
}

async function run(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sizhen-bench-'));
  await stop((await start(dataDir)).station);
  const seconds: number[] = [];
  const empty: number[] = [];
  let idleMb = Number.NaN;
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await emptyNodeSeconds());
    const started = await start(dataDir);
    seconds.push(started.seconds);
    if (round === ROUNDS - 1) {
      await new Promise((done) => setTimeout(done, IDLE_MS));
      idleMb = await residentMb(started.station);
    }
    await stop(started.station);
  }
  await rm(dataDir, { recursive: true, force: true });
  const coldS = median(seconds);
  const baseline = { name: 'start and end of an empty Node process, s', value: median(empty) };
  return [
    {
      name: 'cold start to first answer',
      value: coldS,
      unit: 's',
      baseline,
      ratio: coldS / baseline.value,
      aim: '≤ 2 s',
      met: coldS <= 2,
    },
    {
      name: 'resident memory of the idle station',
      value: idleMb,
      unit: 'MB',
      baseline: null,
      ratio: null,
      aim: '≤ 250 MB',
      met: idleMb <= 250,
    },
  ];
}

export const stationStart: Benchmark = { name: 'station-start', run };

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { firstFreePort } from '../free-port.ts';
import type { Credentials, EnrolMessage, ReadyMessage } from '../parent-messages.ts';
import { PROJECT_DIR } from '../project-paths.ts';
import { simulatedDevices } from '../simulated-devices.ts';
import { SOURCE_OPTIONS, sourceArguments } from '../source-options.ts';
import { untilStopped } from '../until-stopped.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

const OPTIONS = {
  port: { type: 'string' },
  'county-port': { type: 'string' },
  data: { type: 'string' },
  'no-open': { type: 'boolean' },
  ...SOURCE_OPTIONS,
  'quick-pulse': { type: 'boolean' },
  simulate: { type: 'string', multiple: true },
} as const;

/** One process of the demonstration; its lines are printed with its name in front. */
function startPart(name: string, args: readonly string[], io: CommandIo): ChildProcess {
  const child = fork(MAIN, [...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Ctrl-C reaches this process alone, which then stops its parts in order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) if (line !== '') io.err(`${name}: ${line}`);
    });
  }
  return child;
}

function ready<P extends ReadyMessage['part']>(
  part: P,
  child: ChildProcess,
): Promise<Extract<ReadyMessage, { part: P }>> {
  return new Promise((done, fail) => {
    child.on('message', (message: ReadyMessage) => {
      if (message.type === 'ready' && message.part === part) done(message as Extract<ReadyMessage, { part: P }>);
    });
    child.once('exit', (code) =>
      fail(new CliError('cli/server-failed', `the ${part} ended with status ${code} while starting`)),
    );
  });
}

async function stopParts(children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
      return gone.finally(() => clearTimeout(force));
    }),
  );
}

function printCredentials(io: CommandIo, who: string, credentials: Credentials | null): void {
  if (credentials === null) return;
  io.out(`  ${who}  账号 ${credentials.account}  初始密码 ${credentials.password}（仅显示这一次）`);
}

function openBrowser(url: string): void {
  const opener = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const dataDir = resolve(values.data ?? join(PROJECT_DIR, 'data'));
  await mkdir(dataDir, { recursive: true });
  const port = values.port ?? String(await firstFreePort(4780));
  const countyPort = values['county-port'] ?? String(await firstFreePort(4790));
  const link = join(dataDir, 'instrument');
  const quick = values['quick-pulse'] === true ? ['--pulse-settle-ms', '500', '--pulse-hold-ms', '8000'] : [];
  const countyUrl = `http://127.0.0.1:${countyPort}`;

  const devices = simulatedDevices(values.simulate ?? [], dataDir);
  const deviceParts = devices.map(({ id, path }) => startPart(id, ['simulate', id, '--link', path], io));
  const children = {
    instrument: startPart('四诊仪', ['simulate', 'sizhen-line', '--link', link, ...sourceArguments(values)], io),
    county: startPart(
      '县级平台',
      ['county', '--demonstration', '--port', countyPort, '--data', join(dataDir, 'county')],
      io,
    ),
    station: startPart(
      '一体机',
      [
        'station',
        '--demonstration',
        '--port',
        port,
        '--data',
        join(dataDir, 'station'),
        '--county',
        countyUrl,
        '--instrument',
        `simulated:${link}`,
        ...devices.flatMap(({ id, path }) => ['--device', `simulated:${id}:${path}`]),
        ...quick,
      ],
      io,
    ),
  };
  const all = [...Object.values(children), ...deviceParts];
  const stopped = untilStopped();
  try {
    const [instrument, county, station] = await Promise.all([
      ready('instrument', children.instrument),
      ready('county', children.county),
      ready('station', children.station),
      ...deviceParts.map((part) => ready('instrument', part)),
    ]);
    if (county.enrolmentCode !== null) {
      children.station.send({ type: 'enrol', code: county.enrolmentCode } satisfies EnrolMessage);
    }
    io.out('\n四诊 Sizhen · 演示（模拟四诊仪，数据均为模拟）\n');
    io.out(`  居民自助  ${station.url}/`);
    io.out(`  诊室工作台 ${station.url}/clinic`);
    io.out(`  县级平台  ${county.url}/`);
    for (const { id, title } of devices) io.out(`  模拟设备  ${id}（${title}）`);
    io.out(`  模拟四诊仪 ${instrument.address}${instrument.note === null ? '' : `（${instrument.note}）`}\n`);
    printCredentials(io, '村医  ', station.credentials);
    printCredentials(io, '县级审核', county.credentials);
    for (const note of station.notes) io.out(`  ${note}`);
    io.out('\n按 Ctrl-C 结束。');
    if (values['no-open'] !== true && process.stdout.isTTY) openBrowser(station.url);
    await Promise.race([stopped, ...all.map((child) => new Promise<void>((done) => child.once('exit', () => done())))]);
    return EXIT.ok;
  } finally {
    await stopParts(all);
  }
}

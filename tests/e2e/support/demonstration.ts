import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Credentials {
  readonly account: string;
  readonly password: string;
}

export interface Demonstration {
  readonly stationUrl: string;
  readonly countyUrl: string;
  readonly doctor: Credentials;
  readonly reviewer: Credentials;
  readonly dataDir: string;
  /** Ctrl-C; resolves with the exit status. */
  interrupt(): Promise<number | null>;
  close(): Promise<void>;
}

const credentials = (text: string, who: string): Credentials => {
  const found = new RegExp(`${who}\\s+账号 (\\S+)\\s+初始密码 (\\S+)（`).exec(text);
  if (found?.[1] === undefined || found[2] === undefined) throw new Error(`no credentials printed for ${who}`);
  return { account: found[1], password: found[2] };
};

const address = (text: string, name: string): string => {
  const found = new RegExp(`${name}\\s+(http://[^/\\s]+)`).exec(text);
  if (found?.[1] === undefined) throw new Error(`no address printed for ${name}`);
  return found[1];
};

/** Starts what `npm start` starts, on ports and a data directory of its own, and reads what it prints as a person would. */
export async function startDemonstration(args: readonly string[]): Promise<Demonstration> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sizhen-e2e-'));
  const child: ChildProcess = spawn(
    process.execPath,
    ['src/cli/main.ts', 'demo', '--no-open', '--data', dataDir, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demonstration ended with ${code}: ${errors}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ctrl-C')) resolve();
    });
  });
  child.removeAllListeners('exit');
  const interrupt = async (): Promise<number | null> => {
    if (child.exitCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    const [code] = (await exit) as [number | null];
    return code;
  };
  return {
    stationUrl: address(text, '居民自助'),
    countyUrl: address(text, '县级平台'),
    doctor: credentials(text, '村医'),
    reviewer: credentials(text, '县级审核'),
    dataDir,
    interrupt,
    async close() {
      await interrupt();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const PROJECT = join(import.meta.dirname, '../../..');
const PATIENCE_MS = 60_000;

export interface CliRun {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as one JSON value a line; a line that is none fails the test. */
  json(): readonly Record<string, unknown>[];
}

export interface CliProcess {
  readonly child: ChildProcess;
  /** Resolves with the first match on standard output. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it politely to end. */
  stop(): Promise<CliRun>;
  readonly ended: Promise<CliRun>;
}

export function startCli(...args: readonly string[]): CliProcess {
  const child = spawn(process.execPath, [join(PROJECT, 'src/cli/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const looks = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const look of looks) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<CliRun>((resolve) => {
    child.once('close', (status) => {
      const json = () =>
        out
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      resolve({ status, out, err, json });
      for (const look of looks) look();
    });
  });
  return {
    child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`it said ${out} ${err}`)), PATIENCE_MS);
        const look = (): void => {
          const found = pattern.exec(out);
          if (found === null && child.exitCode === null) return;
          clearTimeout(timer);
          if (found === null) reject(new Error(`it ended: ${out} ${err}`));
          else resolve(found);
        };
        looks.add(look);
        look();
      }),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** One command of the command line in a process of its own, to its end. */
export function runCli(...args: readonly string[]): Promise<CliRun> {
  const { child, ended } = startCli(...args);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  return ended.finally(() => clearTimeout(timer));
}

/** A folder that is gone when the test has finished. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstrumentPort } from '../../../device-drivers/discovery/instrument-port.ts';

/** `sizhen simulate` for one device on one port, as a person would start it: again and again, with other faults. */
export interface SimulateCommand {
  /** For the station. */
  readonly port: InstrumentPort;
  /** Ends the device that runs, and plugs in one that plays these faults under the same name. Resolves when its port is there. */
  plugIn(...faults: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export function simulateCommand(device: string): SimulateCommand {
  const folder = mkdtempSync(join(tmpdir(), `sizhen-${device}-`));
  const link = join(folder, 'port');
  let child: ChildProcess | null = null;
  const end = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill('SIGTERM');
    await gone;
  };
  return {
    port: { address: { kind: 'pty', path: link }, stablePath: link, simulates: device },
    async plugIn(...faults) {
      await end();
      const started = spawn(
        process.execPath,
        ['src/cli/main.ts', 'simulate', device, '--link', link, ...faults.flatMap((fault) => ['--fault', fault])],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      child = started;
      await Promise.race([once(started.stdout, 'data'), once(started, 'exit')]);
      if (!existsSync(link)) throw new Error(`${device} left no port`);
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A pseudo-terminal for a simulated instrument. A child process that only sleeps holds the slave side open, so that
 * nobody reads a byte but the program that opens the path. node-pty's own `open()` is never used: it reads the slave
 * itself, and closing such a terminal signals process -1, which is every process of this account.
 */
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import { createMasterWriteQueue } from './master-write-queue.ts';
import { TransportError } from './transport-error.ts';

/** The slave must be raw before anyone opens it: an echoing terminal would answer the instrument with its own words. */
const HOLD_SLAVE_OPEN = 'stty raw -echo || exit 1; printf ready; exec sleep 2147483647';
const READY_LIMIT_MS = 5000;

export interface PseudoTerminal {
  /** What a program opens: `/dev/pts/7`. */
  readonly path: string;
  /** Bytes lost because the host did not read: 8 MiB waited already. */
  readonly droppedBytes: number;
  /** Bytes accepted and not yet taken by the kernel. */
  readonly waitingBytes: number;
  /** Queues bytes towards the host in order; never blocks. */
  write(bytes: Uint8Array): void;
  /** Closes the master, as pulling the plug does; resolves when the child is gone. Safe to call twice. */
  close(): Promise<void>;
}

/** The part of node-pty's Unix terminal used here; `fd` and `ptsName` exist but are not in its published types. */
interface UnixTerminal {
  readonly fd: number;
  readonly ptsName: string;
  onData(listener: (chunk: unknown) => void): { dispose(): void };
  onExit(listener: () => void): { dispose(): void };
  /** The master is closed; its descriptor number may already belong to something else. */
  on(event: 'close', listener: () => void): void;
  destroy(): void;
}

export async function openPseudoTerminal(
  onBytes: (bytes: Uint8Array) => void,
  clock: Clock = systemClock,
): Promise<PseudoTerminal> {
  const terminal = await spawnHolder();
  let closed = false;
  const gone = new Promise<void>((resolve) => terminal.onExit(() => resolve()));
  terminal.on('close', () => {
    closed = true;
  });
  await untilRaw(terminal, gone, clock);
  terminal.onData((chunk) => onBytes(toBytes(chunk)));
  const queue = createMasterWriteQueue(terminal.fd, clock, () => closed);
  return {
    path: terminal.ptsName,
    get droppedBytes() {
      return queue.droppedBytes;
    },
    get waitingBytes() {
      return queue.waitingBytes;
    },
    write: queue.write,
    close: async () => {
      if (!closed) terminal.destroy();
      closed = true;
      await gone;
    },
  };
}

async function spawnHolder(): Promise<UnixTerminal> {
  try {
    const { spawn } = await import('@lydell/node-pty');
    const env = { PATH: '/usr/bin:/bin' };
    return spawn('/bin/sh', ['-c', HOLD_SLAVE_OPEN], { encoding: null, env }) as unknown as UnixTerminal;
  } catch (cause) {
    throw new TransportError('transport/pseudo-terminal-unavailable', {}, cause);
  }
}

async function untilRaw(terminal: UnixTerminal, gone: Promise<void>, clock: Clock): Promise<void> {
  const ready = Promise.withResolvers<boolean>();
  const listener = terminal.onData((chunk) => {
    if (Buffer.from(toBytes(chunk)).includes('ready')) ready.resolve(true);
  });
  const cancel = clock.after(READY_LIMIT_MS, () => ready.resolve(false));
  void gone.then(() => ready.resolve(false));
  const isRaw = await ready.promise;
  cancel();
  listener.dispose();
  if (isRaw) return;
  terminal.destroy();
  throw new TransportError('transport/pseudo-terminal-unavailable', { detail: 'raw mode could not be set' });
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk), 'latin1');
}

import { writeSync } from 'node:fs';
import type { Clock } from '../../src/domain/clock.ts';

/** One buffer of the kernel's terminal layer; larger writes only return short. */
const WRITE_SLICE_BYTES = 4096;
/** Measured on Linux 6 with both ends in one process: 2 MB in 250 ms, byte for byte. */
const FULL_RETRY_MS = 1;
/** A host that does not read loses bytes beyond this, as with a real device; a 300 kB picture is 0.4 MB on the wire. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

export interface MasterWriteQueue {
  readonly droppedBytes: number;
  readonly waitingBytes: number;
  write(bytes: Uint8Array): void;
}

/**
 * Writes straight to the master's descriptor, which is non-blocking. node-pty's own `write` spins inside libuv while
 * the terminal is full, and never returns when the reader lives in the same process.
 */
export function createMasterWriteQueue(fd: number, clock: Clock, isClosed: () => boolean): MasterWriteQueue {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let droppedBytes = 0;
  let retryPlanned = false;

  const pump = (): void => {
    retryPlanned = false;
    while (!isClosed()) {
      const head = waiting[0];
      if (head === undefined) return;
      const taken = tryWrite(fd, head);
      if (taken === 'gone') return;
      if (taken === 0) {
        planRetry();
        return;
      }
      waitingBytes -= taken;
      if (taken === head.length) waiting.shift();
      else waiting[0] = head.subarray(taken);
    }
  };
  const planRetry = (): void => {
    if (retryPlanned) return;
    retryPlanned = true;
    clock.after(FULL_RETRY_MS, pump);
  };
  return {
    get droppedBytes() {
      return droppedBytes;
    },
    get waitingBytes() {
      return waitingBytes;
    },
    write: (bytes) => {
      if (isClosed() || waitingBytes + bytes.length > MAX_WAITING_BYTES) {
        droppedBytes += bytes.length;
        return;
      }
      waiting.push(bytes.slice());
      waitingBytes += bytes.length;
      if (!retryPlanned) pump();
    },
  };
}

function tryWrite(fd: number, bytes: Uint8Array): number | 'gone' {
  try {
    return writeSync(fd, bytes, 0, Math.min(bytes.length, WRITE_SLICE_BYTES));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : 'gone';
  }
}

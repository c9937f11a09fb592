import type { TransportCloseReason, TransportHandlers } from '../../../device-drivers/contract/byte-transport.ts';

/** Collects what a transport says. */
export function listening() {
  const chunks: Uint8Array[] = [];
  const closed: { reason: TransportCloseReason; detail: string }[] = [];
  const handlers: TransportHandlers = {
    onBytes: (bytes) => chunks.push(bytes),
    onClosed: (reason, detail) => closed.push({ reason, detail }),
  };
  return { handlers, closed, bytes: () => Buffer.concat(chunks) };
}

/** Polls, because what is waited for happens in the kernel. */
export async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
  const endMs = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > endMs) throw new Error('waited in vain');
    await pause(2);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Bytes in which every value comes and a lost or doubled byte shows. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255);
}

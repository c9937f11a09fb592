import type { TransportCloseReason, TransportHandlers } from '../contract/byte-transport.ts';
import { TransportError } from './transport-error.ts';

/** One open link: says "closed" exactly once, and fails every write that was still under way. */
export interface LinkSession {
  readonly isOpen: boolean;
  deliver(bytes: Uint8Array): void;
  /** Runs one write; rejects with `transport/write-failed` when it fails or the link closes first. */
  write(start: (done: (error?: Error | null) => void) => void): Promise<void>;
  end(reason: TransportCloseReason, detail: string): void;
}

export function createLinkSession(handlers: TransportHandlers, description: string): LinkSession {
  const failPending = new Set<(detail: string) => void>();
  let isOpen = true;
  return {
    get isOpen() {
      return isOpen;
    },
    deliver: (bytes) => {
      if (isOpen) handlers.onBytes(bytes);
    },
    write: (start) =>
      new Promise<void>((resolve, reject) => {
        const fail = (detail: string, cause?: unknown): void => {
          failPending.delete(fail);
          reject(new TransportError('transport/write-failed', { link: description, detail }, cause));
        };
        failPending.add(fail);
        start((error) => {
          if (error) return fail(error.message, error);
          failPending.delete(fail);
          resolve();
        });
      }),
    end: (reason, detail) => {
      if (!isOpen) return;
      isOpen = false;
      for (const fail of [...failPending]) fail(detail);
      handlers.onClosed(reason, detail);
    },
  };
}

import type { ByteTransport, TransportHandlers } from '../../../../device-drivers/contract/byte-transport.ts';

export interface PairedTransport extends ByteTransport {
  /** The device's end: bytes towards the host, lost when the host has not opened. */
  readonly fromDevice: (bytes: Uint8Array) => void;
  /** The cable is pulled. */
  unplug(): void;
  readonly isOpen: boolean;
}

export interface PairedTransportOptions {
  readonly toDevice: (bytes: Uint8Array) => void;
  /** How the bytes towards the host are cut. */
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
}

export function createPairedTransport({ toDevice, cut }: PairedTransportOptions): PairedTransport {
  let handlers: TransportHandlers | null = null;
  let plugged = true;
  const close = (reason: 'requested' | 'unplugged'): void => {
    const closing = handlers;
    handlers = null;
    closing?.onClosed(reason, `${reason} in a test`);
  };
  return {
    description: 'paired in memory',
    nature: 'live',
    async open(opening) {
      if (!plugged) throw new Error('no such port');
      if (handlers !== null) throw new Error('already open');
      handlers = opening;
    },
    async write(bytes) {
      if (handlers === null) throw new Error('port is closed');
      queueMicrotask(() => plugged && toDevice(bytes));
    },
    async close() {
      close('requested');
    },
    fromDevice(bytes) {
      const copy = Uint8Array.from(bytes);
      queueMicrotask(() => {
        for (const part of cut?.(copy) ?? [copy]) handlers?.onBytes(part);
      });
    },
    unplug() {
      plugged = false;
      close('unplugged');
      plugged = true;
    },
    get isOpen() {
      return handlers !== null;
    },
  };
}

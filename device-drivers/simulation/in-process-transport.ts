import type { ByteTransport, TransportHandlers } from '../contract/byte-transport.ts';
import { createLinkSession, type LinkSession } from '../transport/link-session.ts';
import { TransportError } from '../transport/transport-error.ts';
import type { HostedSimulator } from './hosted-simulator.ts';

/** A simulator on the other end of no wire at all: bytes reach it, and come back, one microtask later. */
export function createInProcessTransport(
  create: (write: (bytes: Uint8Array) => void) => HostedSimulator,
): ByteTransport {
  const description = 'simulator in this process';
  let current: { readonly session: LinkSession; readonly simulator: HostedSimulator } | undefined;
  return {
    description,
    nature: 'simulated',
    open: async (handlers: TransportHandlers) => {
      if (current?.session.isOpen) throw new TransportError('transport/already-open', { link: description });
      const session = createLinkSession(handlers, description);
      const simulator = create((bytes) => queueMicrotask(() => session.deliver(bytes)));
      current = { session, simulator };
    },
    write: async (bytes) => {
      if (!current?.session.isOpen) throw new TransportError('transport/not-open', { link: description });
      const { simulator } = current;
      queueMicrotask(() => simulator.receive(bytes));
    },
    close: async () => {
      current?.simulator.stop();
      current?.session.end('requested', 'closed on request');
      current = undefined;
    },
  };
}

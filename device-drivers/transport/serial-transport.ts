import { SerialPort } from 'serialport';
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import type { ByteTransport, TransportHandlers } from '../contract/byte-transport.ts';
import type { SerialLine } from '../contract/serial-line.ts';
import { identifyDevice, watchDevicePresence } from './device-presence.ts';
import { createLinkSession, type LinkSession } from './link-session.ts';
import { serialOpenError } from './serial-error.ts';
import { TransportError } from './transport-error.ts';

/** The binding may never report the end of a close (serialport/node-serialport #1330, #2043); a healthy one takes milliseconds. */
const CLOSE_LIMIT_MS = 1000;

export interface SerialTransportOptions {
  readonly path: string;
  readonly line: SerialLine;
  /** `simulated` when the path is a pseudo-terminal with a simulator behind it. */
  readonly nature?: ByteTransport['nature'];
  readonly clock?: Clock;
}

interface OpenPort {
  readonly port: SerialPort;
  readonly session: LinkSession;
}

/**
 * A serial port or pseudo-terminal. A peer that merely falls silent gives no event at all: only the driver's own
 * data time-out notices it. Modem lines are left alone, because pseudo-terminals have none.
 */
export function createSerialTransport(options: SerialTransportOptions): ByteTransport {
  const description = `serial ${options.path}`;
  const clock = options.clock ?? systemClock;
  let current: OpenPort | undefined;
  let opening = false;
  return {
    description,
    nature: options.nature ?? 'live',
    open: async (handlers) => {
      if (opening || current?.session.isOpen) throw new TransportError('transport/already-open', { link: description });
      opening = true;
      try {
        current = await openPort(options, handlers, description, clock);
      } finally {
        opening = false;
      }
    },
    write: async (bytes) => {
      if (!current?.session.isOpen) throw new TransportError('transport/not-open', { link: description });
      const { port, session } = current;
      await session.write((done) => port.write(Buffer.from(bytes), undefined, done));
    },
    close: async () => {
      const closing = current;
      current = undefined;
      if (closing?.session.isOpen) await closePort(closing, clock);
    },
  };
}

async function openPort(
  options: SerialTransportOptions,
  handlers: TransportHandlers,
  description: string,
  clock: Clock,
): Promise<OpenPort> {
  const port = new SerialPort({ path: options.path, ...options.line, autoOpen: false });
  let stopWatching = (): void => undefined;
  const session = createLinkSession(
    {
      onBytes: handlers.onBytes,
      onClosed: (reason, detail) => {
        stopWatching();
        handlers.onClosed(reason, detail);
      },
    },
    description,
  );
  // Without a consumer the binding reports a lost device late and twice, so this listener stays for good.
  port.on('data', (chunk: Buffer) => session.deliver(chunk));
  const opened = await identifyDevice(options.path);
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(serialOpenError(options.path, error)) : resolve()));
  });
  port.on('close', (error: Error | null) => session.end('unplugged', error?.message ?? 'the port closed by itself'));
  port.on('error', (error) => {
    // A failed write has its own callback; an error that closed the port is news, once, whichever event comes first.
    if (!port.isOpen) session.end('unplugged', error.message);
  });
  port.on('end', () => session.end('ended', 'the device reported the end of its data'));
  stopWatching = watchDevicePresence(options.path, opened, clock, () => {
    session.end('unplugged', 'the device is gone');
    port.close(ignoreError);
  });
  return { port, session };
}

/** Closing what is gone may fail, and changes nothing any more. */
const ignoreError = (): void => undefined;

async function closePort({ port, session }: OpenPort, clock: Clock): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      cancel();
      session.end('requested', 'closed on request');
      resolve();
    };
    const cancel = clock.after(CLOSE_LIMIT_MS, finish);
    port.prependOnceListener('close', finish);
    port.close(finish);
  });
}

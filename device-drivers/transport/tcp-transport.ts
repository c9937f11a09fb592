import { connect, type Socket } from 'node:net';
import type { ByteTransport, TransportHandlers } from '../contract/byte-transport.ts';
import { createLinkSession, type LinkSession } from './link-session.ts';
import { TransportError } from './transport-error.ts';

export interface TcpTransportOptions {
  readonly host: string;
  readonly port: number;
  readonly nature?: ByteTransport['nature'];
}

interface OpenSocket {
  readonly socket: Socket;
  readonly session: LinkSession;
}

/** A device behind a TCP address: a serial device server, or a simulator where pseudo-terminals are missing. */
export function createTcpTransport(options: TcpTransportOptions): ByteTransport {
  const description = `tcp ${options.host}:${options.port}`;
  let current: OpenSocket | undefined;
  let opening = false;
  return {
    description,
    nature: options.nature ?? 'live',
    open: async (handlers) => {
      if (opening || current?.session.isOpen) throw new TransportError('transport/already-open', { link: description });
      opening = true;
      try {
        current = await openSocket(options, handlers, description);
      } finally {
        opening = false;
      }
    },
    write: async (bytes) => {
      if (!current?.session.isOpen) throw new TransportError('transport/not-open', { link: description });
      const { socket, session } = current;
      await session.write((done) => socket.write(bytes, done));
    },
    close: async () => {
      const closing = current;
      current = undefined;
      if (!closing?.session.isOpen) return;
      closing.session.end('requested', 'closed on request');
      closing.socket.destroy();
    },
  };
}

async function openSocket(
  options: TcpTransportOptions,
  handlers: TransportHandlers,
  description: string,
): Promise<OpenSocket> {
  const socket = connect({ host: options.host, port: options.port, noDelay: true });
  const session = createLinkSession(handlers, description);
  socket.on('data', (chunk: Buffer) => session.deliver(chunk));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'ECONNREFUSED' ? 'transport/connection-refused' : 'transport/open-failed';
      reject(new TransportError(code, { link: description, detail: error.message }, error));
    });
  });
  socket.on('error', (error) => session.end('failed', error.message));
  socket.on('end', () => session.end('ended', 'the peer closed the connection'));
  socket.on('close', () => session.end('unplugged', 'the connection was lost'));
  return { socket, session };
}

import { createServer, type Server, type Socket } from 'node:net';
import type { HostedSimulator } from './hosted-simulator.ts';
import { SimulationError } from './simulation-error.ts';

/** As with a pseudo-terminal, a host that does not read loses bytes instead of filling the memory. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
const LOOPBACK = '127.0.0.1';

export interface TcpOutlet {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A simulator behind a loopback TCP port: one host at a time, a fresh device for each connection. */
export async function openTcpOutlet(
  create: (write: (bytes: Uint8Array) => void) => HostedSimulator,
): Promise<TcpOutlet> {
  let connected: Socket | undefined;
  const server = createServer({ noDelay: true }, (socket) => {
    if (connected !== undefined) {
      socket.destroy();
      return;
    }
    connected = socket;
    serve(socket, create);
    socket.on('close', () => {
      connected = undefined;
    });
  });
  const port = await listen(server);
  return {
    host: LOOPBACK,
    port,
    close: async () => {
      connected?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, create: (write: (bytes: Uint8Array) => void) => HostedSimulator): void {
  const simulator = create((bytes) => {
    if (socket.writable && socket.writableLength < MAX_WAITING_BYTES) socket.write(bytes);
  });
  socket.on('data', (chunk: Buffer) => simulator.receive(chunk));
  // 'close' always follows and stops the device; without a listener the error would end the process.
  socket.on('error', () => undefined);
  socket.on('close', () => simulator.stop());
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new SimulationError('simulation/cannot-host', { host: LOOPBACK }, cause)));
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

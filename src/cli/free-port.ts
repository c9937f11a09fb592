import { createServer } from 'node:net';

const TRIES = 20;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The first free loopback port from `from` on; `from` itself when none of the next twenty is free, to fail with a clear code. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port < from + TRIES; port += 1) if (await isFree(port)) return port;
  return from;
}

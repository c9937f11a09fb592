import { lstat, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line8N1 } from '../../../device-drivers/contract/serial-line.ts';
import { hostSimulator, type SimulatorHost } from '../../../device-drivers/simulation/simulator-host.ts';
import { createTransport } from '../../../device-drivers/transport/create-transport.ts';
import { listening, pattern, until } from '../transport/listening.ts';

/** The smallest device: answers every byte with its complement, and counts its lives. */
function createInverter() {
  const lives = { started: 0, stopped: 0 };
  const create = (write: (bytes: Uint8Array) => void) => {
    lives.started += 1;
    return {
      receive: (bytes: Uint8Array) => write(bytes.map((byte) => byte ^ 255)),
      stop: () => {
        lives.stopped += 1;
      },
    };
  };
  return { create, lives };
}

describe('simulator host', () => {
  let folder: string;
  let host: SimulatorHost;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-host-'));
  });
  afterEach(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  const exchange = async (address = host.address) => {
    const transport = createTransport(address, line8N1(115_200));
    const ear = listening();
    await transport.open(ear.handlers);
    await transport.write(pattern(300));
    await until(() => ear.bytes().length >= 300);
    expect([...ear.bytes()]).toEqual([...pattern(300)].map((byte) => byte ^ 255));
    expect(transport.nature).toBe('simulated');
    return { transport, ear };
  };

  it('serves a pseudo-terminal under a stable name that survives unplugging', async () => {
    const { create, lives } = createInverter();
    const linkPath = join(folder, 'instrument');
    host = await hostSimulator({ create, prefer: 'pty', linkPath });
    expect(host.address).toEqual({ kind: 'pty', path: linkPath });
    expect(host.fallbackReason).toBeNull();
    const { ear } = await exchange();
    await host.unplug();
    await until(() => ear.closed.length === 1);
    await expect(createTransport(host.address, line8N1(115_200)).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/port-not-found',
    });
    await host.plugIn();
    expect(await readlink(linkPath)).toMatch(/^\/dev\//);
    const again = await exchange();
    await again.transport.close();
    expect(lives).toEqual({ started: 2, stopped: 1 });
    await host.stop();
    await expect(lstat(linkPath)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('serves TCP on loopback, to one host at a time', async () => {
    const { create, lives } = createInverter();
    host = await hostSimulator({ create, prefer: 'tcp' });
    expect(host.address).toMatchObject({ kind: 'tcp', host: '127.0.0.1' });
    const first = await exchange();
    const second = listening();
    await createTransport(host.address, line8N1(115_200)).open(second.handlers);
    await until(() => second.closed.length === 1);
    expect(first.ear.closed).toEqual([]);
    await host.unplug();
    await until(() => first.ear.closed.length === 1);
    await host.plugIn();
    const third = await exchange();
    await third.transport.close();
    await until(() => lives.stopped === lives.started);
  });

  it('refuses an address where nothing listens any more', async () => {
    host = await hostSimulator({ create: createInverter().create, prefer: 'tcp' });
    const gone = host.address;
    await host.stop();
    await expect(createTransport(gone, line8N1(115_200)).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/connection-refused',
    });
  });
});

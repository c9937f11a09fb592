import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { line8N1 } from '../../device-drivers/contract/serial-line.ts';
import { createSerialTransport } from '../../device-drivers/transport/serial-transport.ts';
import type { StationStatus } from '../../src/domain/station-api.ts';
import { aFolder, runCli } from '../cli/support/run-cli.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { anInstrument } from '../station/support/an-instrument.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function takenPort(): Promise<string> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  closers.push(() => new Promise((done) => server.close(done)));
  const address = server.address();
  return String(typeof address === 'object' ? address?.port : 0);
}

describe('a network port that is taken', () => {
  it.each(['station', 'county'])('ends the %s with a code that says what to do', async (server) => {
    const port = await takenPort();
    const { status, out, err } = await runCli(server, '--port', port, '--data', aFolder());
    expect([status, out]).toEqual([1, '']);
    expect(err).toBe(`${server}/port-in-use: port ${port} is in use; choose another with --port (port ${port})\n`);
  });
});

async function searching(instrument: string): Promise<StationStatus['instrument']> {
  const station: TestStation = await aStation({ instrument });
  closers.push(() => station.close());
  const page = station.page();
  for (;;) {
    const status = await page.call<StationStatus>('GET', '/api/station');
    if (status.instrument.kind === 'lost') return status.instrument;
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe('a serial port', () => {
  it('that does not exist leaves the station at work and searching', async () => {
    expect(await searching('serial:/dev/no-such-port')).toMatchObject({ code: 'transport/port-not-found' });
  });

  it('that is a file leaves the station at work and searching', async () => {
    const file = join(aFolder(), 'port');
    writeFileSync(file, '');
    expect(await searching(`serial:${file}`)).toMatchObject({ code: 'transport/not-a-serial-port' });
  });

  it('that another program holds is said so, and recording from it ends with a code', async () => {
    const instrument = await anInstrument();
    closers.push(() => instrument.stop());
    const path = instrument.address.replace('simulated:', '');
    const holder = createSerialTransport({ path, line: line8N1(921_600) });
    await holder.open({ onBytes: () => undefined, onClosed: () => undefined });
    closers.push(() => holder.close());
    expect(await searching(instrument.address)).toMatchObject({ code: 'transport/port-in-use' });
    const { status, out, err } = await runCli('record', path, aFolder());
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^driver\/cannot-open: .*transport\/port-in-use/);
  });

  it('that does not exist ends a recording with a code', async () => {
    const { status, out, err } = await runCli('record', '/dev/no-such-port', join(aFolder(), 'recording'));
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^driver\/cannot-open: .*transport\/port-not-found/);
  });
});

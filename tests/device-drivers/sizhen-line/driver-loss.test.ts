import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SizhenLineFault } from '../../../device-drivers/sizhen-line/index.ts';
import {
  type Bench,
  collectEvents,
  connected,
  createBench,
  neverAborted,
  shortRequest,
  within,
} from './support/instrument-bench.ts';

const NOTICE_MS = 2000;
const ABORT_MS = 1000;

const startPulse = ({ driver }: Bench, signal = neverAborted): Promise<unknown> =>
  driver.measurePulse(shortRequest, () => undefined, signal);
const startPicture = ({ driver }: Bench, signal = neverAborted): Promise<unknown> =>
  driver.takePicture({ kind: 'face' }, () => undefined, signal);
const startPreview = ({ driver }: Bench, signal = neverAborted): Promise<unknown> =>
  driver.preview({ kind: 'face' }, () => undefined, signal);

/** Every moment at which a task can be cut off: pressing, sampling, between steps, exposing, sending chunks, streaming. */
const MOMENTS = [
  ['pressing', startPulse, 200],
  ['holding the floating pressure', startPulse, 1000],
  ['pressing deeper', startPulse, 1700],
  ['exposing a picture', startPicture, 100],
  ['sending a picture', startPicture, 350],
  ['streaming a preview', startPreview, 500],
] as const;

async function usableAgain(bench: Bench): Promise<void> {
  await bench.clock.advance(500);
  expect(await within(bench.clock, 2000, bench.driver.connect())).toHaveProperty('value');
  expect(await within(bench.clock, 10_000, startPulse(bench))).toHaveProperty('value');
}

describe.each(MOMENTS)('while %s', (_moment, start, afterMs) => {
  it('an abort ends the task within a second, releases, and leaves the driver usable', async () => {
    const bench = await connected();
    const stop = new AbortController();
    const running = start(bench, stop.signal);
    await bench.clock.advance(afterMs);
    stop.abort();
    const result = await within(bench.clock, ABORT_MS, running);
    if (start !== startPreview) expect(result).toMatchObject({ code: 'driver/aborted' });
    await bench.clock.advance(200);
    expect(bench.simulator).toMatchObject({ pressurePa: 0, lampOn: false, state: 'idle' });
    expect(bench.driver.state.kind).toBe('ready');
    expect(await within(bench.clock, 10_000, startPulse(bench))).toHaveProperty('value');
  });

  it('a pulled cable rejects the task, the device releases by itself, and connecting again works', async () => {
    const bench = await connected();
    const running = start(bench);
    await bench.clock.advance(afterMs);
    bench.transport.unplug();
    expect(await within(bench.clock, 100, running)).toMatchObject({ code: 'driver/unplugged' });
    expect(bench.driver.state).toEqual({ kind: 'lost', reason: 'unplugged', code: 'driver/unplugged' });
    await bench.clock.advance(NOTICE_MS);
    expect(bench.simulator).toMatchObject({ pressurePa: 0, lampOn: false, state: 'waiting' });
    await usableAgain(bench);
  });

  it('a disconnect on request ends the task, releases and closes', async () => {
    const bench = await connected();
    const running = start(bench);
    running.catch(() => undefined);
    await bench.clock.advance(afterMs);
    await within(bench.clock, ABORT_MS, bench.driver.disconnect());
    expect(await within(bench.clock, 100, running)).toMatchObject({ code: 'driver/disconnected' });
    await bench.clock.advance(200);
    expect(bench.simulator).toMatchObject({ pressurePa: 0, lampOn: false });
    expect(bench.transport.isOpen).toBe(false);
    await usableAgain(bench);
  });
});

describe('a device that falls silent', () => {
  it('before the handshake is noticed within two seconds', async () => {
    const { driver, clock, simulator } = createBench();
    simulator.stop();
    const result = await within(clock, NOTICE_MS, driver.connect());
    expect(result).toMatchObject({ code: 'driver/silent' });
    expect(driver.state).toEqual({ kind: 'lost', reason: 'silent', code: 'driver/silent' });
  });

  it('after the handshake is noticed within two seconds', async () => {
    const { driver, clock } = await connected({ faults: ['silent-after-handshake'] });
    await clock.advance(NOTICE_MS);
    expect(driver.state).toEqual({ kind: 'lost', reason: 'silent', code: 'driver/silent' });
  });

  it.each([
    ['silent-in-pulse', startPulse, 1050],
    ['silent-in-picture', startPicture, 350],
  ] as const)('(%s) is noticed within two seconds, and has been told to release', async (fault, start, silentAtMs) => {
    const bench = await connected({ faults: [fault satisfies SizhenLineFault] });
    const result = await within(bench.clock, silentAtMs + NOTICE_MS, start(bench));
    expect(result).toMatchObject({ code: 'driver/silent' });
    expect(bench.driver.state).toEqual({ kind: 'lost', reason: 'silent', code: 'driver/silent' });
    await bench.clock.advance(300);
    expect(bench.written.at(-1)).toMatch(/^>ABORT,/);
    expect(bench.simulator.pressurePa).toBe(0);
    expect(await within(bench.clock, NOTICE_MS, bench.driver.connect())).toHaveProperty('value');
  });
});

describe('a connection attempt', () => {
  it('to a port that is not there fails with its own code and may be repeated', async () => {
    const bench = createBench();
    await bench.transport.open({ onBytes: () => undefined, onClosed: () => undefined });
    expect(await within(bench.clock, 100, bench.driver.connect())).toMatchObject({ code: 'driver/cannot-open' });
    await bench.transport.close();
    expect(await within(bench.clock, 1000, bench.driver.connect())).toHaveProperty('value');
  });

  it('cut off by a pulled cable is lost, and may be repeated', async () => {
    let deaf = true;
    const bench = createBench({ cut: (bytes) => (deaf ? [] : [bytes]) });
    const connecting = bench.driver.connect();
    connecting.catch(() => undefined);
    await bench.clock.advance(100);
    bench.transport.unplug();
    deaf = false;
    const outcome = await within(bench.clock, NOTICE_MS, connecting);
    expect(outcome).toMatchObject({ code: 'driver/unplugged' });
    expect(bench.driver.state.kind).toBe('lost');
    await usableAgain(bench);
  });

  it('is refused for a task before it was made', async () => {
    const bench = createBench();
    expect(await within(bench.clock, 100, startPulse(bench))).toMatchObject({ code: 'driver/not-connected' });
  });
});

describe('a device that restarts under us', () => {
  it('is recognised by its waiting state', async () => {
    const bench = await connected();
    const { onEvent } = collectEvents();
    const running = bench.driver.measurePulse(shortRequest, onEvent, neverAborted);
    await bench.clock.advance(800);
    const waiting = '<STATUS,60000,1,waiting,0,0,000,0,0,0,0,0,none';
    const crc = crc32(waiting).toString(16).toUpperCase().padStart(8, '0');
    bench.transport.fromDevice(Buffer.from(`${waiting}*${crc}\n`));
    expect(await within(bench.clock, 100, running)).toMatchObject({ code: 'driver/instrument-restarted' });
    await bench.clock.advance(500);
    expect(bench.simulator.pressurePa).toBe(0);
  });
});

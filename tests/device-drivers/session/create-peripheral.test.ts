import { afterEach, describe, expect, it } from 'vitest';
import type { PeripheralReading } from '../../../device-drivers/contract/peripheral-driver.ts';
import { createPeripheral } from '../../../device-drivers/session/create-peripheral.ts';
import { createFrameScanner, type Judgement } from '../../../device-drivers/session/frame-scanner.ts';
import type { PeripheralDefinition } from '../../../device-drivers/session/peripheral-definition.ts';
import { createPairedTransport } from '../sizhen-line/support/paired-transport.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';

/** A toy device: `!` greets, lower-case letters are pressures, everything else is noise. */
const judge = (bytes: Uint8Array, from: number): Judgement<string> => {
  const letter = String.fromCharCode(bytes[from] ?? 0);
  if (!/[!a-z]/.test(letter)) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  return { kind: 'message', message: letter, byteCount: 1 };
};

const TOY: PeripheralDefinition<string> = {
  id: 'toy',
  role: 'blood-pressure',
  createParser: (emit) => createFrameScanner({ maxFrameBytes: 1, judge, emit }),
  silence: { limitMs: 1000, from: 'running' },
  keepAlive: { everyMs: 5000, bytes: Buffer.from('K') },
  greet: async (talk) => {
    const answer = (message: string): true | undefined => (message === '!' ? true : undefined);
    await talk.ask({ bytes: Buffer.from('H'), timeoutMs: 300, tries: 3, answer, name: 'hello' });
    return {
      maker: 'Toy',
      model: 'Toy',
      serialNumber: '',
      firmwareVersion: '',
      protocolVersion: '1',
      calibratedOn: null,
    };
  },
  run: (talk, onReading) => {
    talk.listen((message) => onReading({ kind: 'cuff-pressure', pressureMmHg: message.charCodeAt(0) }));
    talk.send(Buffer.from('S'));
    return talk.ended;
  },
  quieten: async (talk) => {
    const answer = (message: string): true | undefined => (message === 'z' ? true : undefined);
    await talk.ask({ bytes: Buffer.from('R'), timeoutMs: 300, tries: 2, answer, name: 'release' });
  },
  farewell: () => Buffer.from('F'),
};

function bench(device: { answersHello?: boolean; answersRelease?: boolean } = {}) {
  const { answersHello = true, answersRelease = true } = device;
  const clock = createVirtualClock();
  let heard = '';
  const transport = createPairedTransport({
    toDevice: (bytes) => {
      const text = Buffer.from(bytes).toString();
      heard += text;
      if (text === 'H' && answersHello) transport.fromDevice(Buffer.from('!'));
      if (text === 'R' && answersRelease) transport.fromDevice(Buffer.from('z'));
    },
  });
  const driver = createPeripheral(TOY, { transport, clock });
  const readings: PeripheralReading[] = [];
  const abort = new AbortController();
  const run = () => driver.run((reading) => readings.push(reading), abort.signal);
  const say = (text: string): void => transport.fromDevice(Buffer.from(text));
  return { clock, transport, driver, readings, abort, run, say, heard: () => heard };
}

describe('a peripheral', () => {
  let running: Promise<unknown> = Promise.resolve();
  afterEach(() => running.catch(() => undefined));

  it('greets, reads until the abort, lets go and is ready again', async () => {
    const { clock, driver, readings, abort, run, say, heard } = bench();
    await expect(driver.connect()).resolves.toMatchObject({ driverId: 'toy', maker: 'Toy', nature: 'live' });
    running = run();
    await clock.advance(10);
    expect(driver.state.kind).toBe('running');
    say('ab#c');
    await clock.advance(10);
    abort.abort();
    await clock.advance(10);
    await running;
    expect(readings).toHaveLength(3);
    expect(heard()).toBe('HSR');
    expect(driver.state.kind).toBe('ready');
    expect(driver.statistics()).toMatchObject({ receivedBytes: 6, acceptedLines: 5, discardedBytes: 1 });
  });

  it('repeats its greeting, then tells silence from noise', async () => {
    for (const [noise, code] of [
      ['', 'driver/silent'],
      ['###', 'driver/garbled'],
    ] as const) {
      const { clock, driver, say, heard } = bench({ answersHello: false });
      const connecting = driver.connect().catch((error: unknown) => error);
      await clock.advance(10);
      say(noise);
      await clock.advance(2000);
      expect(await connecting).toMatchObject({ code });
      expect(driver.state).toMatchObject({ kind: 'lost', code });
      expect(heard()).toBe('HHHF');
      expect(driver.statistics().retries).toBe(2);
    }
  });

  it('gives up a device that falls silent while it runs, with its last words', async () => {
    const { clock, transport, driver, run, say, heard } = bench();
    await driver.connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(500);
    say('a');
    await clock.advance(900);
    expect(driver.state.kind).toBe('running');
    await clock.advance(600);
    await expect(running).rejects.toMatchObject({ code: 'driver/silent' });
    expect(driver.state).toEqual({ kind: 'lost', reason: 'silent', code: 'driver/silent' });
    expect(heard()).toBe('HSF');
    expect(transport.isOpen).toBe(false);
  });

  it('gives up a device that babbles long before the silence limit', async () => {
    const { clock, driver, run, say } = bench();
    await driver.connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(10);
    say('#'.repeat(50_000));
    await clock.advance(10);
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'protocol', code: 'driver/garbled' });
  });

  it('says so when the device will not let go, and drops the link', async () => {
    const { clock, driver, abort, run, heard } = bench({ answersRelease: false });
    await driver.connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(10);
    abort.abort();
    await clock.advance(1000);
    await expect(running).rejects.toMatchObject({ code: 'driver/no-acknowledgement' });
    expect(heard()).toBe('HSRRF');
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'protocol' });
  });

  it('notices the pulled plug and can be connected again', async () => {
    const { clock, transport, driver, run } = bench();
    await driver.connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(10);
    transport.unplug();
    await expect(running).rejects.toMatchObject({ code: 'driver/unplugged' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
    await driver.connect();
    expect(driver.state.kind).toBe('ready');
  });

  it('keeps the device awake and says goodbye', async () => {
    const { clock, driver, heard } = bench();
    await driver.connect();
    await clock.advance(11_000);
    await driver.disconnect();
    await clock.advance(6000);
    expect(heard()).toBe('HKKF');
    expect(driver.state.kind).toBe('disconnected');
  });

  it('does one thing at a time', async () => {
    const { clock, driver, run } = bench();
    await expect(run()).rejects.toMatchObject({ code: 'driver/not-connected' });
    await driver.connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(10);
    await expect(run()).rejects.toMatchObject({ code: 'driver/busy' });
    await driver.disconnect();
    await expect(running).rejects.toMatchObject({ code: 'driver/disconnected' });
  });
});

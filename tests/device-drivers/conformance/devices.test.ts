/** Every registered device behind a real pseudo-terminal, and everything that can go wrong on the way. */
import { describe, expect, it } from 'vitest';
import { DriverError } from '../../../device-drivers/contract/driver-error.ts';
import type { InstrumentDriver, PulseEvent } from '../../../device-drivers/contract/instrument-driver.ts';
import type { PeripheralDriver, PeripheralReading } from '../../../device-drivers/contract/peripheral-driver.ts';
import type {
  InstrumentRegistration,
  PeripheralRegistration,
  RegisteredDriver,
} from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import { holdPort } from '../../../device-drivers/simulation/hold-port.ts';
import { faultsOf } from '../../../device-drivers/simulation/simulate-device.ts';
import { createTransport } from '../../../device-drivers/transport/create-transport.ts';
import { openPseudoTerminal } from '../../../device-drivers/transport/pseudo-terminal.ts';
import type { PulseRecording } from '../../../src/domain/waveform.ts';
import { onAWire } from '../support/device-on-a-wire.ts';
import { listening, pattern, pause, until } from '../transport/listening.ts';

const named = <D extends RegisteredDriver>(devices: readonly D[]) =>
  devices.map((device) => [device.id, device] as const);
const isPeripheral = (device: RegisteredDriver): device is PeripheralRegistration => device.role !== 'instrument';
const isInstrument = (device: RegisteredDriver): device is InstrumentRegistration => device.role === 'instrument';

const PERIPHERALS = REGISTERED_DRIVERS.filter(isPeripheral);
const INSTRUMENTS = REGISTERED_DRIVERS.filter(isInstrument);
/** Devices that go on telling until they are stopped. */
const STREAMING = PERIPHERALS.filter(({ role }) => role === 'oximeter' || role === 'pulse-sensor');
const BAD_BYTES = ['garbage', 'wrong-checksum', 'drop-frames', 'double-frames', 'reorder-frames', 'split-frames'];
const LIMIT_MS = 60_000;

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

interface Running {
  readonly readings: readonly PeripheralReading[];
  readonly ended: Promise<unknown>;
  readonly abort: AbortController;
}

function start(driver: PeripheralDriver): Running {
  const readings: PeripheralReading[] = [];
  const abort = new AbortController();
  const ended = errorOf(driver.run((reading) => readings.push(reading), abort.signal));
  return { readings, ended, abort };
}

describe.concurrent.each(named(REGISTERED_DRIVERS))('%s', { timeout: LIMIT_MS }, (_, device) => {
  it('says that another program holds the port', async () => {
    const { host, driver, close } = await onAWire(device);
    const letGo = await holdPort(host.address);
    expect(await errorOf(driver.connect())).toMatchObject({
      code: 'driver/cannot-open',
      cause: { code: 'transport/port-in-use' },
    });
    await letGo();
    // A program that is just being started beside this one may keep the lock for a moment longer.
    const endMs = performance.now() + 5000;
    while ((await errorOf(driver.connect())) !== null && performance.now() < endMs) await pause(50);
    expect(driver.state.kind).toBe('ready');
    await close();
  });

  it('says that the port is gone when the plug was pulled before the opening', async () => {
    const { host, driver, close } = await onAWire(device);
    await host.unplug();
    expect(await errorOf(driver.connect())).toMatchObject({ code: 'driver/cannot-open' });
    await close();
  });

  it('ends with a reason or notices it when the plug is pulled while the port is being opened', async () => {
    const { host, driver, close } = await onAWire(device);
    const connecting = errorOf(driver.connect());
    await host.unplug();
    const error = await connecting;
    if (error !== null) expect(error).toBeInstanceOf(DriverError);
    await until(() => driver.state.kind === 'lost');
    await close();
  });

  it('gives up a device from which nothing ever comes', async () => {
    const { driver, close } = await onAWire(device, ['silent-at-start']);
    expect(await errorOf(driver.connect())).toMatchObject({ code: 'driver/silent' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
    await close();
  });

  it('survives an unplugging in the handshake, and connects when it is plugged in again', async () => {
    const { driver, close } = await onAWire(device, ['unplug-in-handshake']);
    const error = await errorOf(driver.connect());
    // A device that streams by itself may have been greeted before the plug is out.
    if (error !== null) expect(error).toBeInstanceOf(DriverError);
    await until(() => driver.state.kind === 'lost');
    await close();
    const again = await onAWire(device);
    await again.driver.connect();
    await again.close();
  });

  it('has its line settings pass every byte, 11 and 13 among them', async () => {
    const heard: Uint8Array[] = [];
    const terminal = await openPseudoTerminal((bytes) => heard.push(bytes));
    const transport = createTransport({ kind: 'pty', path: terminal.path }, device.line);
    const ear = listening();
    await transport.open(ear.handlers);
    terminal.write(pattern(4096));
    await transport.write(pattern(4096));
    await until(() => ear.bytes().length >= 4096 && Buffer.concat(heard).length >= 4096);
    expect(ear.bytes().equals(pattern(4096))).toBe(true);
    expect(Buffer.concat(heard).equals(pattern(4096))).toBe(true);
    await transport.close();
    await terminal.close();
  });
});

describe.concurrent.each(named(PERIPHERALS))('the peripheral %s', { timeout: LIMIT_MS }, (_, device) => {
  it('gives readings, ends within a second of the abort, and is ready again', async () => {
    const { driver, close } = await onAWire(device);
    await driver.connect();
    const { readings, ended, abort } = start(driver);
    await until(() => readings.length > 0);
    const abortedAtMs = performance.now();
    abort.abort();
    expect(await ended).toBeNull();
    expect(performance.now() - abortedAtMs).toBeLessThan(2000);
    expect(driver.state.kind).toBe('ready');
    await close();
  });

  it('notices the pulled plug while it runs', async () => {
    const { host, driver, close } = await onAWire(device);
    await driver.connect();
    const { readings, ended } = start(driver);
    await until(() => readings.length > 0);
    await host.unplug();
    expect(await ended).toMatchObject({ code: 'driver/unplugged' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
    await close();
  });

  it.each(BAD_BYTES.filter((name) => name in faultsOf(device)))(
    'gives readings or a reason despite %s',
    async (fault) => {
      const { driver, close } = await onAWire(device, [fault]);
      const failed = await errorOf(driver.connect());
      if (failed !== null) {
        expect(failed).toBeInstanceOf(DriverError);
      } else {
        const { readings, ended, abort } = start(driver);
        // A card reader may find no card in all that; it must still obey the abort.
        await Promise.race([ended, until(() => readings.length > 0, 8000).catch(() => undefined)]);
        abort.abort();
        const error = await ended;
        if (error !== null) expect(error).toBeInstanceOf(DriverError);
      }
      await close();
    },
  );
});

describe.concurrent.each(named(STREAMING))('the stream of %s', { timeout: LIMIT_MS }, (_, device) => {
  const wavesOf = (readings: readonly PeripheralReading[]): number =>
    readings.filter(({ kind }) => kind === 'wave').length;

  it('goes on through every kind of bad bytes at once', async () => {
    const faults = BAD_BYTES.filter((name) => name in faultsOf(device));
    const { driver, close } = await onAWire(device, faults);
    await driver.connect();
    const { readings, ended, abort } = start(driver);
    await until(() => wavesOf(readings) > 10);
    abort.abort();
    expect(await ended).toBeNull();
    expect(driver.statistics().discardedBytes).toBeGreaterThan(0);
    await close();
  });

  it('is given up when the device falls silent while the port stays open', async () => {
    const { driver, close } = await onAWire(device, ['silent-in-run']);
    await driver.connect();
    const { readings, ended } = start(driver);
    expect(await ended).toMatchObject({ code: 'driver/silent' });
    expect(readings.length).toBeGreaterThan(0);
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
    await close();
  });

  it('is given up when the device babbles at 5 MB/s, without filling the memory', async () => {
    const { driver, close } = await onAWire(device, ['babble']);
    await driver.connect();
    const before = process.memoryUsage().rss;
    const { ended } = start(driver);
    expect(await ended).toMatchObject({ code: 'driver/garbled' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'protocol' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    await close();
  });

  it('tells no value that was never sent when 11 and 13 are eaten', async () => {
    const { driver, close } = await onAWire(device, ['eaten-flow-control']);
    await driver.connect();
    const { readings, ended, abort } = start(driver);
    await until(() => wavesOf(readings) > 10);
    abort.abort();
    await ended;
    for (const reading of readings) {
      if (reading.kind === 'oximetry') expect([98, null]).toContain(reading.spo2Percent);
    }
    await close();
  });

  it.each(['clock-jump', 'clock-back'].filter((name) => name in device.faults))('goes on through %s', async (fault) => {
    const variant = Object.keys(device.variants ?? {}).find((name) => name.startsWith('psws'));
    const { driver, close } = await onAWire(device, [fault], variant);
    await driver.connect();
    const { readings, ended, abort } = start(driver);
    await until(() => wavesOf(readings) > 45);
    abort.abort();
    expect(await ended).toBeNull();
    const times = readings.flatMap((reading) => (reading.kind === 'wave' ? [reading.deviceTimeUs ?? 0] : []));
    const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(steps.some((step) => step < 0 || step > 1e6)).toBe(true);
    await close();
  });
});

const ASKED = PERIPHERALS.filter((device) => !STREAMING.includes(device));

describe.concurrent.each(named(ASKED))('the peripheral %s, which is asked,', { timeout: LIMIT_MS }, (_, device) => {
  /** Again and again, because one activity may be over before the fault begins. */
  async function untilItFails(driver: PeripheralDriver): Promise<unknown> {
    for (;;) {
      const error = await errorOf(driver.run(() => undefined, new AbortController().signal));
      if (error !== null) return error;
    }
  }

  it.each([
    ['silent-in-run', 'silent'],
    ['babble', 'protocol'],
  ])('is given up in its activity when it plays %s', async (fault, reason) => {
    const { driver, close } = await onAWire(device, [fault]);
    await driver.connect();
    expect(await untilItFails(driver)).toBeInstanceOf(DriverError);
    expect(driver.state).toMatchObject({ kind: 'lost' });
    // A question without an answer is “silent” or “not acknowledged”, as the driver had heard something before.
    if (driver.state.kind === 'lost') expect([reason, 'protocol']).toContain(driver.state.reason);
    await close();
  });
});

describe.concurrent.each(named(INSTRUMENTS))('the instrument %s', { timeout: LIMIT_MS }, (_, device) => {
  it('is given up when it babbles', async () => {
    const { driver, close } = await onAWire(device, ['babble']);
    await errorOf(driver.connect());
    await until(() => driver.state.kind === 'lost', 20_000);
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'protocol', code: 'driver/garbled' });
    await close();
  });
});

const STEP = { step: 'middle', targetPressurePa: 12_000, settleMs: 200, holdMs: 3000 } as const;
const signal = new AbortController().signal;

async function unplugIn(
  device: InstrumentRegistration,
  task: (driver: InstrumentDriver, pull: () => void) => Promise<unknown>,
) {
  const { host, driver, close } = await onAWire(device);
  await driver.connect();
  const error = await errorOf(task(driver, () => void host.unplug()));
  expect(error).toMatchObject({ code: 'driver/unplugged' });
  expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
  await close();
}

const PULSE = INSTRUMENTS.filter(({ parts }) => parts.includes('pulse'));
const PICTURE = INSTRUMENTS.filter(({ parts }) => parts.includes('face'));

describe.concurrent.each(named(PULSE))('the pulse of %s', { timeout: LIMIT_MS }, (_, device) => {
  it('notices the pulled plug in a pressure hold', () =>
    unplugIn(device, (driver, pull) =>
      driver.measurePulse({ wrist: 'left', steps: [STEP] }, (event) => event.kind === 'samples' && pull(), signal),
    ));

  it.each(['clock-jump', 'clock-back'].filter((name) => name in device.faults))(
    'tells a gap or a reason when its clock plays %s, and never samples out of order',
    async (fault) => {
      const { driver, close } = await onAWire(device, [fault]);
      await driver.connect();
      const request = { wrist: 'left', steps: [STEP] } as const;
      const times: number[] = [];
      const hear = (event: PulseEvent): void => {
        if (event.kind === 'samples') times.push(event.deviceTimeUs);
      };
      const recording = await driver.measurePulse(request, hear, signal).catch((error: unknown) => error);
      if (recording instanceof Error) expect(recording).toMatchObject({ code: 'driver/clock-went-back' });
      else expect((recording as PulseRecording).segments.flatMap(({ gaps }) => gaps).length).toBeGreaterThan(0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      await close();
    },
  );

  it.each(BAD_BYTES.filter((name) => name in faultsOf(device)))(
    'gives a recording or a reason despite %s',
    async (fault) => {
      const { driver, close } = await onAWire(device, [fault]);
      const request = { wrist: 'left', steps: [{ ...STEP, holdMs: 1000 }] } as const;
      const failed = await errorOf(driver.connect());
      const outcome = failed ?? (await errorOf(driver.measurePulse(request, () => undefined, signal)));
      if (outcome !== null) expect(outcome).toBeInstanceOf(DriverError);
      await close();
    },
  );
});

if (PICTURE.length > 0) {
  describe.concurrent.each(named(PICTURE))('the picture of %s', { timeout: LIMIT_MS }, (_, device) => {
    it('notices the pulled plug in a transfer', () =>
      unplugIn(device, (driver, pull) => driver.takePicture({ kind: 'face' }, () => pull(), signal)));
  });
}

describe('a silent instrument in a hold', () => {
  it('is told by every instrument that presses', { timeout: LIMIT_MS }, async () => {
    for (const device of PULSE) {
      const fault = 'silent-in-pulse' in device.faults ? 'silent-in-pulse' : 'silent-in-run';
      const { driver, close } = await onAWire(device, [fault]);
      await driver.connect();
      const steps = [{ ...STEP, holdMs: 5000 }];
      const error = await errorOf(driver.measurePulse({ wrist: 'left', steps }, () => undefined, signal));
      expect(error).toBeInstanceOf(DriverError);
      await pause(10);
      await close();
    }
  });
});

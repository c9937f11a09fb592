import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ByteTransport } from '../../../device-drivers/contract/byte-transport.ts';
import type { PeripheralDriver } from '../../../device-drivers/contract/peripheral-driver.ts';
import type { PeripheralRegistration } from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import { createTransport } from '../../../device-drivers/transport/create-transport.ts';
import { systemClock } from '../../domain/clock.ts';

const DEVICES = 8;

/** Eight devices that stream, every kind in turn. */
function eightDevices(): readonly PeripheralRegistration[] {
  const streaming = REGISTERED_DRIVERS.filter(
    (device): device is PeripheralRegistration => device.role === 'oximeter' || device.role === 'pulse-sensor',
  );
  return Array.from({ length: DEVICES }, (_, at) => streaming[at % streaming.length]).filter(
    (device) => device !== undefined,
  );
}

export interface EightDevices {
  readonly readings: number;
  readonly names: string;
  stop(): Promise<void>;
}

/** Their simulators in a process of their own, their drivers in this one, all running. */
export async function runEightDevices(): Promise<EightDevices> {
  const devices = eightDevices();
  const { writer, paths } = await startSimulators(devices);
  const abort = new AbortController();
  let readings = 0;
  const drivers = await Promise.all(
    devices.map(async (device, at): Promise<{ driver: PeripheralDriver; ended: Promise<void> }> => {
      const transport = createTransport({ kind: 'pty', path: paths[at] ?? '' }, device.line);
      const driver = device.createDriver({ transport, clock: systemClock });
      await driver.connect();
      const ended = driver.run(() => {
        readings += 1;
      }, abort.signal);
      return { driver, ended };
    }),
  );
  return {
    get readings() {
      return readings;
    },
    names: devices.map(({ id }) => id).join(', '),
    async stop() {
      abort.abort();
      await Promise.all(drivers.map(({ ended }) => ended));
      await Promise.all(drivers.map(({ driver }) => driver.disconnect()));
      await stopSimulators(writer);
    },
  };
}

/** The same ports merely read, their bytes thrown away: what the terminals themselves cost. */
export async function readEightDevices(): Promise<{ stop(): Promise<void> }> {
  const devices = eightDevices();
  const { writer, paths } = await startSimulators(devices);
  const transports: ByteTransport[] = devices.map((device, at) =>
    createTransport({ kind: 'pty', path: paths[at] ?? '' }, device.line),
  );
  const ignore = (): void => undefined;
  await Promise.all(transports.map((transport) => transport.open({ onBytes: ignore, onClosed: ignore })));
  return {
    async stop() {
      await Promise.all(transports.map((transport) => transport.close()));
      await stopSimulators(writer);
    },
  };
}

/** Share of one core this process used while `seconds` passed. */
export async function coreShareFor(seconds: number): Promise<number> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  await pause(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - startedMs);
}

async function startSimulators(devices: readonly PeripheralRegistration[]) {
  const program = fileURLToPath(new URL('./eight-devices-writer.ts', import.meta.url));
  const writer = fork(
    program,
    devices.map(({ id }) => id),
    { execArgv: [] },
  );
  const [{ paths }] = (await once(writer, 'message')) as [{ readonly paths: readonly string[] }];
  return { writer, paths };
}

async function stopSimulators(writer: ChildProcess): Promise<void> {
  writer.disconnect();
  await once(writer, 'exit');
}

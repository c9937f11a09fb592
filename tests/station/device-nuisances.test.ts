import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InstrumentPort } from '../../device-drivers/discovery/instrument-port.ts';
import type { CardReaderState, DeviceCard, DevicesView } from '../../src/domain/device-api.ts';
import { bytePictures } from '../device-drivers/sizhen-line/support/test-sources.ts';
import { type HostedDevice, hostDevice } from '../kiosk-ui/support/hosted-device.ts';
import type { Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

/** What the system lists; changed as devices are plugged in. */
const ports: InstrumentPort[] = [];
const SHARED = '/dev/serial/by-id/usb-1a86_USB2.0-Serial-if00-port0';
const SOCKETS = ['/dev/serial/by-path/usb-0:1', '/dev/serial/by-path/usb-0:2'] as const;
const CH340 = { vendorId: '1a86', productId: '7523' };
const PL2303 = { vendorId: '067b', productId: '2303' };
let oximeters: readonly HostedDevice[] = [];
let reader: HostedDevice;
let station: TestStation;
let doctor: Page;

beforeAll(async () => {
  oximeters = await Promise.all([1, 2].map(() => hostDevice('contec-v7', bytePictures)));
  reader = await hostDevice('sam-id-card', bytePictures, { faults: ['card-stays'] });
  station = await aStation({ simulatedDevices: ports });
  doctor = await station.doctor();
}, 30_000);
afterAll(async () => {
  await station?.close();
  await Promise.all([...oximeters, reader].map((device) => device.stop()));
});

async function devices(): Promise<readonly DeviceCard[]> {
  const view = await doctor.call<DevicesView>('GET', '/api/clinic/devices');
  return view.devices.filter(({ reason }) => reason.kind !== 'configured');
}
/** A machine that runs the tests may have ports of its own. */
const mine = async () => (await devices()).filter(({ path }) => ports.some(({ stablePath }) => stablePath === path));
const assign = async (path: string, driver: string) => {
  const found = (await devices()).find((device) => device.path === path);
  await doctor.call('PUT', `/api/clinic/devices/${found?.id}/driver`, { driver });
};
const scan = () => doctor.call('POST', '/api/clinic/devices/scan');
const until = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 30_000, interval: 200 });
const running = async (paths: readonly string[]) =>
  until(async () => {
    const found = await devices();
    expect(found.filter(({ state }) => state.kind === 'running').map(({ path }) => path)).toEqual(paths);
  });

describe('a port whose driver was guessed and not started', () => {
  it('starts it once it is given by hand, and lets go when it is guessed again', { timeout: 60_000 }, async () => {
    const path = '/dev/serial/by-id/usb-Prolific-if00-port0';
    ports.push({ address: reader.port.address, stablePath: path, ...PL2303 });
    await scan();
    expect(await mine()).toMatchObject([{ driver: { id: 'sam-id-card' }, score: 20, state: { kind: 'idle' } }]);
    await assign(path, 'sam-id-card');
    await running([path]);
    await assign(path, 'automatic');
    expect(await mine()).toMatchObject([{ driver: { id: 'sam-id-card' }, score: 20, state: { kind: 'idle' } }]);
    ports.length = 0;
    await scan();
  });
});

describe('two devices of one kind without serial numbers', () => {
  const alone = (at: 0 | 1): InstrumentPort => ({
    address: oximeters[at]?.port.address ?? { kind: 'pty', path: '' },
    stablePath: SHARED,
    placePath: SOCKETS[at],
    ...CH340,
  });
  const beside = (at: 0 | 1): InstrumentPort => ({ ...alone(at), stablePath: SOCKETS[at], sharedPath: SHARED });
  const plugged = (...now: readonly InstrumentPort[]) => ports.splice(0, ports.length, ...now);

  it('both run, the first under the driver it had alone, and the one that is left goes on', {
    timeout: 90_000,
  }, async () => {
    plugged(alone(0));
    await scan();
    await assign(SHARED, 'contec-v7');
    await running([SHARED]);

    plugged(beside(0), beside(1));
    await running(SOCKETS);
    expect((await devices()).map(({ path }) => path)).not.toContain(SHARED);

    await assign(SOCKETS[1], 'none');
    await running([SOCKETS[0]]);
    await assign(SOCKETS[1], 'contec-v7');
    await oximeters[0]?.stop();
    plugged(alone(1));
    await running([SHARED]);
    await assign(SHARED, 'none');
    await running([]);
    await assign(SHARED, 'automatic');
    expect(await mine()).toMatchObject([{ path: SHARED, reason: { kind: 'converter' } }]);
    plugged();
    await scan();
  });
});

describe('a card reader that was pulled out with a card on it', () => {
  it('says that it waits, not that a card lies there, until it has read one', { timeout: 60_000 }, async () => {
    await reader.plugIn('card-stays');
    ports.push(reader.port);
    const readerState = async () =>
      (await station.page().call<{ cardReader: CardReaderState }>('GET', '/api/station')).cardReader;
    await scan();
    await until(async () => expect(await readerState()).toBe('card-present'));
    await reader.plugIn('no-card');
    await running([reader.port.stablePath]);
    expect(await readerState()).toBe('waiting');
    expect(await station.page().refusal('POST', '/api/identify/card')).toMatchObject({ code: 'station/no-card' });
  });
});

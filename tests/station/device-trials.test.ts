import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeviceCard, DevicesView } from '../../src/domain/device-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { type LiveLog, openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';
import { anInstrument, type TestInstrument } from './support/an-instrument.ts';

let instrument: TestInstrument;
let station: TestStation;
let doctor: Page;
let live: LiveLog;

beforeAll(async () => {
  instrument = await anInstrument();
  station = await aStation({ instrument: instrument.address });
  doctor = await station.doctor();
  live = await doctor.live();
}, 30_000);
afterAll(async () => {
  live?.close();
  await station?.close();
  await instrument?.stop();
});

const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 15_000, interval: 100 });

async function main(): Promise<DeviceCard> {
  const { devices } = await doctor.call<DevicesView>('GET', '/api/clinic/devices');
  const found = devices.find(({ reason }) => reason.kind === 'configured');
  if (found === undefined) throw new Error('no card of the main instrument');
  return found;
}
const ready = () => until(async () => expect(await main()).toMatchObject({ trying: null, state: { kind: 'ready' } }));
const tryOut = async (kind: string) => doctor.call('POST', `/api/clinic/devices/${(await main()).id}/trial`, { kind });
const cancel = async () => doctor.call('POST', `/api/clinic/devices/${(await main()).id}/cancel`);

describe('a trial of the main instrument', () => {
  it('is offered for its pulse and its pictures, by staff alone', { timeout: 20_000 }, async () => {
    await ready();
    const { id, trials, nature, driver } = await main();
    expect({ trials, nature, driver: driver?.id }).toEqual({
      trials: ['pulse', 'picture'],
      nature: 'simulated',
      driver: 'sizhen-line',
    });
    expect(await station.page().refusal('POST', `/api/clinic/devices/${id}/trial`, { kind: 'pulse' })).toMatchObject({
      status: 401,
    });
  });

  it('shows three channels, lets the pressure go when told to stop, and keeps nothing', {
    timeout: 30_000,
  }, async () => {
    await ready();
    await tryOut('pulse');
    const { id } = await main();
    const wave = await live.until((message) => message.type === 'device-wave' && message.deviceId === id);
    expect(wave).toMatchObject({ channels: [{ name: 'cun' }, { name: 'guan' }, { name: 'chi' }] });
    expect(instrument.pressurePa).toBeGreaterThan(0);
    await cancel();
    expect(instrument.pressurePa).toBe(0);
    expect(await main()).toMatchObject({ trying: null, state: { kind: 'ready', lastCode: null } });
    const events = await station.record((db) => createAuditLog(db).list({ subjectId: id }));
    expect(events.map(({ action }) => action)).toEqual(['device.try-pulse']);
  });

  it('shows pictures, a few a second, and gives way to a resident at once', { timeout: 30_000 }, async () => {
    await ready();
    await tryOut('picture');
    const { id } = await main();
    const shown = await live.until((message) => message.type === 'device-picture' && message.deviceId === id);
    expect(shown).toMatchObject({ picture: expect.stringMatching(/^data:image\/jpeg;base64,/) });

    const kiosk = station.page();
    await openVisit(kiosk);
    const log = await kiosk.live();
    await kiosk.call('POST', '/api/visit/captures/tongue-top/start');
    await log.phase('tongue-top', ['aiming']);
    expect((await main()).trying).toBeNull();
    expect(await doctor.refusal('POST', `/api/clinic/devices/${id}/trial`, { kind: 'picture' })).toMatchObject({
      code: 'station/capture-running',
    });
    await kiosk.call('POST', '/api/visit/captures/tongue-top/cancel');
    log.close();
  });

  it('is refused while another runs, and says why it ended when the instrument is pulled out', {
    timeout: 30_000,
  }, async () => {
    await ready();
    await tryOut('picture');
    const { id } = await main();
    expect(await doctor.refusal('POST', `/api/clinic/devices/${id}/trial`, { kind: 'pulse' })).toMatchObject({
      code: 'station/device-not-ready',
    });
    await instrument.unplug();
    await until(async () => expect(await main()).toMatchObject({ trying: null, state: { kind: 'lost' } }));
    await instrument.plugIn();
    await doctor.call('POST', '/api/clinic/devices/scan');
    await ready();
  });
});

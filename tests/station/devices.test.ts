import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findDriver } from '../../device-drivers/registry.ts';
import { SIMULATED_PERSON } from '../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../device-drivers/simulation/simulator-host.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { DeviceCard, DevicesView, KeepableReading } from '../../src/domain/device-api.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import type { CardIdentifyResponse, VisitState } from '../../src/domain/station-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { bytePictures, sinePulse } from '../device-drivers/sizhen-line/support/test-sources.ts';
import type { Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

const IDS = ['contec-v7', 'sam-id-card', 'oem-blood-pressure', 'bps-three-channel'] as const;
const folder = mkdtempSync(join(tmpdir(), 'sizhen-devices-'));
const linkOf = (id: string) => join(folder, id);
const hosts = new Map<string, SimulatorHost>();
let station: TestStation;
let doctor: Page;

async function host(id: string): Promise<SimulatorHost> {
  const driver = findDriver(id);
  if (driver === undefined) throw new Error(`no driver ${id}`);
  return hostSimulator({
    create: (write) =>
      driver.createSimulator({
        pulse: sinePulse,
        pictures: bytePictures,
        person: SIMULATED_PERSON,
        clock: systemClock,
        write,
        // However long the tests before it take, the card still lies there.
        faults: ['card-stays'],
      }),
    prefer: 'pty',
    linkPath: linkOf(id),
  });
}

beforeAll(async () => {
  for (const id of IDS) hosts.set(id, await host(id));
  const simulatedDevices = IDS.map((id) => ({
    address: { kind: 'pty' as const, path: linkOf(id) },
    stablePath: linkOf(id),
    simulates: id,
  }));
  station = await aStation({ simulatedDevices });
  doctor = await station.doctor();
}, 30_000);
afterAll(async () => {
  await station?.close();
  for (const one of hosts.values()) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function device(id: string): Promise<DeviceCard> {
  const { devices } = await doctor.call<DevicesView>('GET', '/api/clinic/devices');
  const found = devices.find(({ path }) => path === linkOf(id));
  if (found === undefined) throw new Error(`no card of ${id}`);
  return found;
}
const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 30_000, interval: 200 });

describe('the devices of a station', () => {
  it('are all there, simulated and marked so, with their numbers', { timeout: 60_000 }, async () => {
    await until(async () => {
      expect(await device('contec-v7')).toMatchObject({
        nature: 'simulated',
        reason: { kind: 'simulator' },
        state: { kind: 'running' },
        reading: { kind: 'oximetry', spo2Percent: SIMULATED_PERSON.spo2Percent },
      });
      expect(await device('oem-blood-pressure')).toMatchObject({ state: { kind: 'ready' } });
    });
  });

  it('sample a pulse instrument for a trial once at a time, and stop when told', { timeout: 90_000 }, async () => {
    await until(async () =>
      expect(await device('bps-three-channel')).toMatchObject({ trials: ['pulse'], state: { kind: 'ready' } }),
    );
    const { id } = await device('bps-three-channel');
    await doctor.call('POST', `/api/clinic/devices/${id}/trial`, { kind: 'pulse' });
    await until(async () =>
      expect(await device('bps-three-channel')).toMatchObject({ trying: 'pulse', state: { kind: 'running' } }),
    );
    expect(await doctor.refusal('POST', `/api/clinic/devices/${id}/trial`, { kind: 'pulse' })).toMatchObject({
      code: 'station/device-not-ready',
    });
    await doctor.call('POST', `/api/clinic/devices/${id}/cancel`);
    await until(async () =>
      expect((await device('bps-three-channel')).state).toEqual({ kind: 'ready', lastCode: null }),
    );
  });

  it('say that one was unplugged and take it back', { timeout: 60_000 }, async () => {
    await hosts.get('contec-v7')?.unplug();
    await until(async () => expect((await device('contec-v7')).state).toMatchObject({ kind: 'lost' }));
    await hosts.get('contec-v7')?.plugIn();
    await until(async () => expect((await device('contec-v7')).state).toMatchObject({ kind: 'running' }));
  });

  it('are given another driver or none by hand, which is kept and audited', { timeout: 60_000 }, async () => {
    const { id } = await device('contec-v7');
    await doctor.call('PUT', `/api/clinic/devices/${id}/driver`, { driver: 'none' });
    expect(await device('contec-v7')).toMatchObject({
      reason: { kind: 'unassigned' },
      driver: null,
      state: { kind: 'idle' },
    });
    await doctor.call('PUT', `/api/clinic/devices/${id}/driver`, { driver: 'contec-v7' });
    expect(await device('contec-v7')).toMatchObject({ reason: { kind: 'assigned' }, score: 100 });
    expect(await doctor.refusal('PUT', `/api/clinic/devices/${id}/driver`, { driver: 'no-such' })).toMatchObject({
      code: 'station/no-driver',
    });
    const events = await station.record((db) => createAuditLog(db).list({ subjectId: id }));
    expect(events.map(({ action }) => action)).toEqual(['device.assign-contec-v7', 'device.assign-none']);
    await until(async () => expect((await device('contec-v7')).state).toMatchObject({ kind: 'running' }));
  });

  it('recognise a card, register the person from it and keep a reading in the visit', { timeout: 90_000 }, async () => {
    const kiosk = station.page();
    const found = await until(() => kiosk.call<CardIdentifyResponse>('POST', '/api/identify/card'));
    expect(found).toMatchObject({ claim: null, nature: 'simulated', card: { maskedName: '模**', sex: 'female' } });
    const opened = await kiosk.call<VisitState>('POST', '/api/visits', { cardToken: found.token, phone: null });
    const twice = await station.page().refusal('POST', '/api/visits', { cardToken: found.token, phone: null });
    expect(twice).toMatchObject({ code: 'station/no-card' });
    expect(await until(() => kiosk.call<CardIdentifyResponse>('POST', '/api/identify/card'))).toMatchObject({
      token: null,
    });

    await kiosk.call('PUT', '/api/visit/consent', { healthData: true, pictures: true });
    const [reading] = await until(async () => {
      const readings = await kiosk.call<KeepableReading[]>('GET', '/api/visit/readings');
      expect(readings).toHaveLength(1);
      return readings;
    });
    const body = { deviceId: reading?.deviceId, confirmed: false };
    const kept = await kiosk.call<Measurement>('POST', '/api/visit/readings', body);
    expect(kept).toMatchObject({
      kind: 'oximetry',
      values: { spo2Percent: SIMULATED_PERSON.spo2Percent },
      provenance: { origin: 'measured', nature: 'simulated', instrument: { driverId: 'contec-v7' } },
    });
    expect(opened.status).toBe('in-progress');
    expect(await kiosk.call<KeepableReading[]>('GET', '/api/visit/readings')).toMatchObject([
      { keptAt: kept.provenance.capturedAt },
    ]);
    expect(await kiosk.refusal('POST', '/api/visit/readings', body)).toMatchObject({ code: 'station/no-reading' });
    // The numbers come once a second.
    const again = await until(() => kiosk.call<Measurement>('POST', '/api/visit/readings', { ...body, again: true }));
    expect(again.id).not.toBe(kept.id);
  });
});

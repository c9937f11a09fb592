import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { samIdCard } from '../../device-drivers/sam-id-card/registration.ts';
import { SIMULATED_PERSON } from '../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../device-drivers/simulation/simulator-host.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { Resident } from '../../src/domain/resident.ts';
import type { CardIdentifyResponse, ResidentListRow } from '../../src/domain/station-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { whyNotProven } from '../../src/station/verify-document.ts';
import { bytePictures, sinePulse } from '../device-drivers/sizhen-line/support/test-sources.ts';
import { GRANDMA, openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

const CARD = SIMULATED_PERSON.card;
/** Typed as the card says; invented, of an area that no resident has. */
const SAME = {
  ...GRANDMA,
  name: CARD.name,
  sex: CARD.sex,
  birthDate: CARD.birthDate,
  documentType: 'resident-id',
  documentNumber: CARD.idNumber,
};
const OTHER = {
  ...GRANDMA,
  birthDate: '1955-05-05',
  documentType: 'resident-id',
  documentNumber: '110101195505050020',
};

const folder = mkdtempSync(join(tmpdir(), 'sizhen-card-'));
const path = join(folder, 'reader');
let reader: SimulatorHost;
let station: TestStation;
let doctor: Page;

beforeAll(async () => {
  reader = await hostSimulator({
    create: (write) =>
      samIdCard.createSimulator({
        pulse: sinePulse,
        pictures: bytePictures,
        person: SIMULATED_PERSON,
        clock: systemClock,
        write,
        faults: ['card-stays'],
      }),
    prefer: 'pty',
    linkPath: path,
  });
  // The station takes it for a reader on a serial port: what a simulator shows would prove nothing.
  const port = { address: { kind: 'serial', path }, stablePath: path, simulates: 'sam-id-card' } as const;
  station = await aStation({ simulatedDevices: [port] });
  doctor = await station.doctor();
}, 30_000);
afterAll(async () => {
  await station?.close();
  await reader?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function register(resident: object): Promise<Resident> {
  const page = station.page();
  await openVisit(page, { resident });
  return found((resident as typeof SAME).name);
}
async function found(name: string): Promise<Resident> {
  const rows = await doctor.call<ResidentListRow[]>('GET', `/api/clinic/residents?q=${encodeURIComponent(name)}`);
  if (rows[0] === undefined) throw new Error(`no resident ${name}`);
  return rows[0].resident;
}
const cardRead = () =>
  vi.waitFor(() => station.page().call<CardIdentifyResponse>('POST', '/api/identify/card'), {
    timeout: 30_000,
    interval: 200,
  });

describe('a number that was typed', () => {
  it('stays to be checked when the card on the reader has another one, and the doctor is told so', {
    timeout: 60_000,
  }, async () => {
    await cardRead();
    const { id, document } = await register(OTHER);
    expect(document.unverified).toBe(true);
    expect(await doctor.refusal('POST', `/api/clinic/residents/${id}/verify`)).toMatchObject({
      code: 'station/card-other-number',
    });
    expect((await found(OTHER.name)).document.unverified).toBe(true);
  });

  it('is checked by the doctor with the card of the same number and name, which is audited', {
    timeout: 60_000,
  }, async () => {
    const { id, document } = await register(SAME);
    expect(document.unverified).toBe(true);
    await doctor.call('POST', `/api/clinic/residents/${id}/verify`);
    expect((await found(SAME.name)).document).toEqual({
      type: 'resident-id',
      number: CARD.idNumber,
      unverified: false,
    });
    const events = await station.record((db) => createAuditLog(db).list({ subjectId: id }));
    expect(events.map(({ action }) => action)).toContain('resident.verify-document');
  });

  it('is for staff to check', async () => {
    const { id } = await found(SAME.name);
    expect(await station.page().refusal('POST', `/api/clinic/residents/${id}/verify`)).toMatchObject({ status: 401 });
  });
});

describe('a card', () => {
  const resident = (changes: Partial<Resident> = {}): Resident => ({
    id: 'a',
    name: CARD.name,
    sex: CARD.sex,
    birthDate: CARD.birthDate,
    document: { type: 'resident-id', number: CARD.idNumber, unverified: true },
    phone: null,
    address: null,
    createdAt: '2026-11-22T00:00:00.000Z',
    ...changes,
  });

  it.each([
    ['the same person', {}, 'live', null],
    ['a name whose dot was typed otherwise', { name: `${CARD.name.slice(0, 2)}·${CARD.name.slice(2)}` }, 'live', null],
    ['another name', { name: '测试乙' }, 'live', 'station/card-other-name'],
    [
      'another number',
      { document: { type: 'resident-id', number: '110101195505050020', unverified: true } },
      'live',
      'station/card-other-number',
    ],
    [
      'another kind of document',
      { document: { type: 'passport', number: CARD.idNumber, unverified: true } },
      'live',
      'station/card-other-number',
    ],
    ['the same person on a simulated reader', {}, 'simulated', 'station/card-simulated'],
    ['the same person in a recording', {}, 'replayed', 'station/card-simulated'],
  ] as const)('of %s', (_who, changes, nature, reason) => {
    expect(whyNotProven(resident(changes), { card: CARD, nature })).toBe(reason);
  });
});

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewMeasurement } from '../../src/domain/measurement.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { importVisit } from '../../src/records/import-visit.ts';
import { createResidents } from '../../src/records/residents.ts';
import { createVisits, type Visits } from '../../src/records/visits.ts';
import { aVisit, DEVICE_MEASUREMENTS, MEASUREMENTS, RESIDENT, STATION } from '../exchange/support/a-visit.ts';
import { engines } from './support/databases.ts';
import { aResident, CONSENT, handClock, NO_FINDINGS, provenance } from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

function weight(weightKg: number, changes: Partial<NewMeasurement> = {}): NewMeasurement {
  return {
    kind: 'weight',
    values: { weightKg },
    timing: null,
    confirmedUnusual: false,
    replaces: null,
    provenance: provenance({ origin: 'manual', nature: 'live' }),
    ...changes,
  };
}

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`measurements on ${engine.name}`, () => {
    let db: RecordsDatabase;
    let visits: Visits;
    let visitId: string;
    beforeEach(async () => {
      db = await engine.open({ clock: handClock() });
      visits = createVisits(db);
      const resident = await createResidents(db).create(aResident());
      visitId = (await visits.start({ residentId: resident.id, stationId: 'station-1', operatorId: null })).id;
    });
    afterEach(() => db.close());
    const consent = () => visits.saveConsent(visitId, CONSENT);
    const kept = async () => (await visits.get(visitId))?.measurements;

    it('are kept as given, in the order they were taken', async () => {
      await consent();
      const given = [
        weight(54.2, { confirmedUnusual: true }),
        weight(54.3, { kind: 'glucose', values: { glucoseMmolL: 5.6 }, timing: 'fasting' }),
      ];
      const stored = [];
      for (const one of given) stored.push(await visits.addMeasurement(visitId, one));
      expect(stored).toMatchObject(given);
      expect(await kept()).toEqual(stored);
    });

    it('are taken only after consent, and not of a closed visit', async () => {
      await expect(visits.addMeasurement(visitId, weight(54))).rejects.toMatchObject({ code: 'records/no-consent' });
      await consent();
      await visits.abandon(visitId);
      await expect(visits.addMeasurement(visitId, weight(54))).rejects.toMatchObject({ code: 'records/visit-closed' });
    });

    it('keep the old value beside its correction, and take one correction of each', async () => {
      await consent();
      const wrong = await visits.addMeasurement(visitId, weight(154));
      const right = await visits.addMeasurement(visitId, weight(54, { replaces: wrong.id }));
      expect(await kept()).toEqual([wrong, right]);
      await expect(visits.addMeasurement(visitId, weight(55, { replaces: wrong.id }))).rejects.toMatchObject({
        code: 'records/already-corrected',
      });
      const height = weight(0, { kind: 'height', values: { heightCm: 158 }, replaces: right.id });
      await expect(visits.addMeasurement(visitId, height)).rejects.toMatchObject({ code: 'records/not-found' });
      await expect(visits.addMeasurement(visitId, weight(55, { replaces: 'none' }))).rejects.toMatchObject({
        code: 'records/not-found',
      });
    });

    it('are all kept when ten people enter at the same moment', async () => {
      await consent();
      await Promise.all(Array.from({ length: 10 }, (_, index) => visits.addMeasurement(visitId, weight(50 + index))));
      expect(await kept()).toHaveLength(10);
    });

    it('mark a visit as simulated when a device was', async () => {
      await consent();
      await visits.addMeasurement(visitId, weight(54, { provenance: provenance({ nature: 'simulated' }) }));
      const results = { findings: NO_FINDINGS, constitution: null, completedAt: db.now() };
      await visits.complete(visitId, results, () => []);
      expect((await visits.list())[0]?.simulated).toBe(true);
    });

    it('arrive with a visit of another database', async () => {
      const measurements = [...MEASUREMENTS, ...DEVICE_MEASUREMENTS];
      const station = { id: STATION.id, clinicName: STATION.clinicName };
      await importVisit(db, { visit: aVisit({ measurements }), resident: RESIDENT, station });
      expect((await visits.get(aVisit().id))?.measurements).toEqual(measurements);
    });
  });
}

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhysicianOpinion } from '../../src/domain/physician-opinion.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { createOutbox } from '../../src/records/outbox.ts';
import { createPhysicianOpinions, type PhysicianOpinions } from '../../src/records/physician-opinions.ts';
import { createResidents } from '../../src/records/residents.ts';
import { createVisits } from '../../src/records/visits.ts';
import { engines } from './support/databases.ts';
import { aResident, CONSENT, handClock, NO_FINDINGS } from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`physicians’ opinions on ${engine.name}`, () => {
    let db: RecordsDatabase;
    let opinions: PhysicianOpinions;
    let clock: ReturnType<typeof handClock>;
    let residentId: string;
    beforeEach(async () => {
      clock = handClock();
      db = await engine.open({ clock });
      opinions = createPhysicianOpinions(db);
      residentId = (await createResidents(db).create(aResident())).id;
    });
    afterEach(() => db.close());

    async function aVisit(complete = true): Promise<string> {
      const visits = createVisits(db);
      const { id } = await visits.start({ residentId, stationId: 'station-1', operatorId: null });
      await visits.saveConsent(id, CONSENT);
      const completedAt = '2026-11-22T09:00:00.000Z';
      if (complete) await visits.complete(id, { findings: NO_FINDINGS, constitution: null, completedAt }, () => []);
      return id;
    }
    const opinion = (visitId: string, constitution: 'balanced' | 'damp-heat' | null) => ({
      visitId,
      physicianId: 'doctor-1',
      signs: { 'tongue-form': 'swollen' } as const,
      confirmed: constitution === null ? null : { constitutions: [constitution], reason: '' },
      synthesis: null,
    });
    const entry = ({ visitId }: PhysicianOpinion, owner: string) => [
      { kind: 'opinion' as const, visitId, residentId: owner, captureId: null, payload: '{}' },
    ];

    it('are added to a completed visit, newest first, each queued for the county behind the record', async () => {
      const visitId = await aVisit();
      const first = await opinions.add(opinion(visitId, null), entry);
      const second = await opinions.add(opinion(visitId, 'damp-heat'), entry);
      expect(await opinions.ofVisit(visitId)).toEqual([second, first]);
      const outbox = createOutbox(db);
      expect((await outbox.counts()).pending).toBe(2);
      // Nothing goes before the county has the visit itself.
      expect(await outbox.nextDue('opinion', '2027-01-01T00:00:00.000Z')).toBeNull();
    });

    it('are refused for a visit that is still going on and for one that does not exist', async () => {
      const visitId = await aVisit(false);
      await expect(opinions.add(opinion(visitId, null), entry)).rejects.toMatchObject({
        code: 'records/visit-in-progress',
      });
      await expect(opinions.add(opinion('none', null), entry)).rejects.toMatchObject({ code: 'records/not-found' });
      expect((await createOutbox(db).counts()).pending).toBe(0);
    });

    it('arrive once, and never with another text under the same id', async () => {
      const visitId = await aVisit();
      const received = { ...opinion(visitId, 'balanced'), id: 'opinion-1', recordedAt: '2026-11-22T10:00:00.000Z' };
      expect(await opinions.receive(received)).toBe(true);
      expect(await opinions.receive(received)).toBe(false);
      await expect(opinions.receive({ ...received, confirmed: null })).rejects.toMatchObject({
        code: 'records/opinion-conflict',
      });
      expect(await opinions.ofVisit(visitId)).toHaveLength(1);
    });

    it('count each resident’s latest confirmation once', async () => {
      const [earlier, later] = [await aVisit(), await aVisit()];
      await opinions.add(opinion(earlier, 'balanced'), entry);
      clock.advance(60_000);
      await opinions.add(opinion(later, 'damp-heat'), entry);
      clock.advance(60_000);
      await opinions.add(opinion(later, null), entry);
      expect(await opinions.confirmedVisits()).toEqual([
        { visitId: later, confirmed: ['damp-heat'], signs: { 'tongue-form': 'swollen' } },
      ]);
    });
  });
}

import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../src/records/accounts.ts';
import { createCaptures } from '../../src/records/captures.ts';
import { readCountySummary } from '../../src/records/county-summary.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { migrate } from '../../src/records/migrate.ts';
import { MIGRATIONS } from '../../src/records/migrations.ts';
import { createResidents } from '../../src/records/residents.ts';
import { createReviews } from '../../src/records/reviews.ts';
import { createStations } from '../../src/records/stations.ts';
import { createVisits } from '../../src/records/visits.ts';
import { engines } from './support/databases.ts';
import {
  aCapture,
  aResident,
  CONSENT,
  handClock,
  NO_FINDINGS,
  provenance,
  RESIDENT_NUMBER,
} from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`the health record on ${engine.name}`, () => {
    let db: RecordsDatabase;
    const clock = handClock();
    beforeEach(async () => {
      db = await engine.open({ clock });
    });
    afterEach(() => db.close());

    const openVisit = async (residentId?: string) => {
      const owner = residentId ?? (await createResidents(db).create(aResident())).id;
      const visits = createVisits(db);
      const visit = await visits.start({ residentId: owner, stationId: 'station-1', operatorId: null });
      await visits.saveConsent(visit.id, CONSENT);
      await visits.openSheet(visit.id, { questionnaire: 'gbt46939-2025', version: '1', sex: 'female', mode: 'self' });
      return visit;
    };

    it('runs the migrations once, however often it starts', async () => {
      await migrate(db);
      const rows = await db.query.selectFrom('schema_migration').select('number').orderBy('number').execute();
      expect(rows.map((row) => row.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    });

    it('refuses a database written by a newer version', async () => {
      await db.query
        .insertInto('schema_migration')
        .values({ number: 99, name: 'later', applied_at: db.now() })
        .execute();
      await expect(migrate(db)).rejects.toMatchObject({ code: 'records/newer-schema' });
    });

    describe('residents', () => {
      it('are found again by their document, whatever the spelling', async () => {
        const residents = createResidents(db);
        const created = await residents.create(
          aResident({ document: { type: 'resident-id', number: '11010519491231002x', unverified: false } }),
        );
        expect(created.document.number).toBe('11010519491231002X');
        expect(await residents.findByDocument('resident-id', ' 110105 19491231 002X ')).toEqual(created);
        expect(await residents.findByDocument('resident-id', '110105491231002')).toEqual(created);
        expect(await residents.findByDocument('passport', '11010519491231002X')).toBeNull();
        expect(await residents.get(created.id)).toEqual(created);
      });

      it('cannot be registered twice under one number, even at the same moment', async () => {
        const residents = createResidents(db);
        const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => residents.create(aResident())));
        expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected')
            expect(outcome.reason).toMatchObject({ code: 'records/duplicate-resident' });
        }
        expect(await db.query.selectFrom('resident').select('id').execute()).toHaveLength(1);
        expect(await db.query.selectFrom('resident_identifier').select('value').execute()).toHaveLength(1);
      });

      it('without a document are registered as often as they come', async () => {
        const residents = createResidents(db);
        const none = aResident({ document: { type: 'none', number: null, unverified: true } });
        await residents.create(none);
        await expect(residents.create(none)).resolves.toMatchObject({ document: { unverified: true, number: null } });
      });

      it('are searched by the beginning of the name, the last four digits, or a whole number', async () => {
        const residents = createResidents(db);
        const wang = await residents.create(aResident());
        clock.advance(1_000);
        const wangWu = await residents.create(
          aResident({ name: '王五', document: { type: 'none', number: null, unverified: true }, phone: '13911112222' }),
        );
        await residents.create(
          aResident({ name: '李四', document: { type: 'none', number: null, unverified: true }, phone: null }),
        );
        const names = async (text: string) => (await residents.search(text)).map((row) => row.resident.name);
        expect(await names('王')).toEqual([wangWu.name, wang.name]);
        expect(await names('王秀')).toEqual([wang.name]);
        expect(await names('1240')).toEqual([wang.name]);
        expect(await names('2222')).toEqual([wangWu.name]);
        expect(await names(RESIDENT_NUMBER)).toEqual([wang.name]);
        expect(await names('13911112222')).toEqual([wangWu.name]);
        expect(await names('%')).toEqual([]);
        expect(await names('')).toHaveLength(3);
      });

      it('are listed with their visits, the latest visitor first', async () => {
        const residents = createResidents(db);
        const first = await residents.create(aResident());
        clock.advance(1_000);
        await residents.create(aResident({ name: '王五', document: { type: 'none', number: null, unverified: true } }));
        const visit = await openVisit(first.id);
        const [top, second] = await residents.search('王');
        expect(top).toMatchObject({ resident: { id: first.id }, visitCount: 1, lastVisitAt: visit.startedAt });
        expect(second).toMatchObject({ visitCount: 0, lastVisitAt: null });
      });
    });

    describe('a visit', () => {
      it('keeps every part as it was given', async () => {
        const visits = createVisits(db);
        const { id } = await openVisit();
        await visits.saveAnswer(id, '1', 2);
        await visits.saveAnswer(id, '10', 5);
        await visits.saveAnswer(id, '1', 3);
        const kept = await visits.addCapture(id, aCapture());
        const skipped = { kind: 'pulse-left', reason: 'device-unavailable', at: db.now() } as const;
        await visits.skip(id, skipped);
        const visit = await visits.get(id);
        expect(visit).toMatchObject({ status: 'in-progress', consent: CONSENT, captures: [kept], skipped: [skipped] });
        expect(visit?.sheet).toEqual({
          questionnaire: 'gbt46939-2025',
          version: '1',
          sex: 'female',
          mode: 'self',
          answers: { '1': 3, '10': 5 },
        });
        expect(kept.sha256).toBe(createHash('sha256').update(aCapture().bytes).digest('hex'));
      });

      it('takes nothing before consent, and no picture without consent to pictures', async () => {
        const visits = createVisits(db);
        const resident = await createResidents(db).create(aResident());
        const { id } = await visits.start({ residentId: resident.id, stationId: 'station-1', operatorId: null });
        const header = { questionnaire: 'gbt46939-2025', version: '1', sex: 'female', mode: 'self' } as const;
        await expect(visits.openSheet(id, header)).rejects.toMatchObject({ code: 'records/no-consent' });
        await visits.saveConsent(id, { ...CONSENT, pictures: false });
        await visits.openSheet(id, header);
        await expect(visits.addCapture(id, aCapture())).rejects.toMatchObject({ code: 'records/no-consent' });
        await expect(visits.addCapture(id, aCapture({ kind: 'pulse-left' }))).resolves.toMatchObject({
          kind: 'pulse-left',
        });
      });

      it('starts an empty sheet when another questionnaire is chosen', async () => {
        const visits = createVisits(db);
        const { id } = await openVisit();
        await visits.saveAnswer(id, '1', 2);
        await visits.openSheet(id, { questionnaire: 'elder-33', version: '1', sex: 'female', mode: 'oral' });
        expect((await visits.get(id))?.sheet).toMatchObject({ questionnaire: 'elder-33', answers: {} });
      });

      it('keeps one capture of a kind: a new one replaces the old one, a skip drops it', async () => {
        const visits = createVisits(db);
        const captures = createCaptures(db);
        const { id } = await openVisit();
        const first = await visits.addCapture(id, aCapture());
        const second = await visits.addCapture(id, aCapture({ bytes: new Uint8Array([9, 9]) }));
        expect(await captures.get(first.id)).toBeNull();
        expect(Array.from((await captures.get(second.id))?.bytes ?? [])).toEqual([9, 9]);
        await visits.skip(id, { kind: 'tongue-top', reason: 'resident-declined', at: db.now() });
        expect((await visits.get(id))?.captures).toEqual([]);
        expect(await captures.get(second.id)).toBeNull();
      });

      it('completes together with its outbox, or not at all', async () => {
        const visits = createVisits(db);
        const { id } = await openVisit();
        const results = { findings: NO_FINDINGS, constitution: null, completedAt: db.now() };
        const failing = () => {
          throw new Error('the bundle could not be built');
        };
        await expect(visits.complete(id, results, failing)).rejects.toThrow('could not be built');
        expect((await visits.get(id))?.status).toBe('in-progress');
        const completed = await visits.complete(id, results, (visit, resident) => [
          { kind: 'record', visitId: visit.id, residentId: resident.id, captureId: null, payload: resident.name },
        ]);
        expect(completed).toEqual(await visits.get(id));
        expect(await db.query.selectFrom('outbox').select(['visit_id', 'payload']).execute()).toEqual([
          { visit_id: id, payload: '王秀英' },
        ]);
      });

      it('cannot be changed once it is closed', async () => {
        const visits = createVisits(db);
        const { id } = await openVisit();
        await visits.complete(id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, () => []);
        const closed = { code: 'records/visit-closed' };
        await expect(visits.saveAnswer(id, '1', 1)).rejects.toMatchObject(closed);
        await expect(visits.addCapture(id, aCapture())).rejects.toMatchObject(closed);
        await expect(visits.abandon(id)).rejects.toMatchObject(closed);
        const other = await openVisit((await visits.get(id))?.residentId);
        await visits.abandon(other.id);
        await expect(visits.saveConsent(other.id, CONSENT)).rejects.toMatchObject(closed);
        await expect(visits.saveAnswer('nowhere', '1', 1)).rejects.toMatchObject({ code: 'records/not-found' });
      });

      it('completes once when two screens finish it together', async () => {
        const visits = createVisits(db);
        const { id, residentId } = await openVisit();
        const finish = () =>
          visits.complete(id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, () => [
            { kind: 'record', visitId: id, residentId, captureId: null, payload: '{}' },
          ]);
        const outcomes = await Promise.allSettled([finish(), finish(), finish()]);
        expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
        expect(await db.query.selectFrom('outbox').select('id').execute()).toHaveLength(1);
      });

      it('is found before a later one, complete ones only, the latest first', async () => {
        const visits = createVisits(db);
        const { id, residentId } = await openVisit();
        const done = (visitId: string) =>
          visits.complete(visitId, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, () => []);
        await done(id);
        clock.advance(60_000);
        const second = await openVisit(residentId);
        await done(second.id);
        clock.advance(60_000);
        await visits.abandon((await openVisit(residentId)).id);
        clock.advance(60_000);
        const earlier = async (time: string, limit: number) =>
          (await visits.completedBefore(residentId, time, limit)).map((visit) => visit.id);
        expect(await earlier(db.now(), 10)).toEqual([second.id, id]);
        expect(await earlier(db.now(), 1)).toEqual([second.id]);
        expect(await earlier(second.startedAt, 10)).toEqual([id]);
      });

      it('is listed newest first, and says when a simulator took part', async () => {
        const visits = createVisits(db);
        await createStations(db).ensureOwn({ id: 'station-1', clinicName: '龙坞卫生室' });
        const first = await openVisit();
        await visits.addCapture(first.id, aCapture({ provenance: provenance({ nature: 'simulated' }) }));
        await visits.complete(first.id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, () => []);
        clock.advance(60_000);
        const second = await openVisit(first.residentId);
        await visits.addCapture(second.id, aCapture({ provenance: provenance({ nature: 'live' }) }));
        await visits.complete(
          second.id,
          { findings: NO_FINDINGS, constitution: null, completedAt: db.now() },
          () => [],
        );
        const rows = await visits.list();
        expect(rows.map((row) => [row.visitId, row.simulated])).toEqual([
          [second.id, false],
          [first.id, true],
        ]);
        expect(rows[0]).toMatchObject({
          residentName: '王秀英',
          ageYears: 74,
          clinicName: '龙坞卫生室',
          upload: 'not-queued',
          reviewed: false,
        });
        expect(await visits.list({ before: second.startedAt })).toHaveLength(1);
        expect(await visits.list({ status: 'abandoned' })).toEqual([]);
        await createReviews(db).add({
          visitId: first.id,
          reviewerId: 'r1',
          reviewedAt: db.now(),
          decision: 'approved',
          opinion: '',
        });
        expect((await visits.list({ reviewed: true })).map((row) => row.visitId)).toEqual([first.id]);
        expect((await visits.list({ reviewed: false })).map((row) => row.visitId)).toEqual([second.id]);
      });
    });

    it('keeps reviews beside the visit, with the name of the reviewer', async () => {
      const { id } = await openVisit();
      const reviewer = await createAccounts(db).create({
        userName: 'li',
        displayName: '李主任',
        role: 'reviewer',
        passwordHash: '-',
      });
      const reviews = createReviews(db);
      const review = {
        visitId: id,
        reviewerId: reviewer.id,
        reviewedAt: db.now(),
        decision: 'returned',
        opinion: '请复查',
      } as const;
      await reviews.add(review);
      expect(await reviews.forVisit(id)).toEqual([{ ...review, reviewerName: '李主任' }]);
      await expect(reviews.add({ ...review, visitId: 'nowhere' })).rejects.toMatchObject({ code: 'records/not-found' });
    });

    it('counts for the county only what is complete', async () => {
      const visits = createVisits(db);
      const done = await openVisit();
      await visits.complete(done.id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, () => []);
      await openVisit(done.residentId);
      const dayStart = db.now().slice(0, 10);
      expect(await readCountySummary(db, { dayStart, dayEnd: `${dayStart}T23:59:59.999Z` })).toEqual({
        visitsToday: 1,
        visitsTotal: 1,
        residentsTotal: 1,
        stationsTotal: 0,
        unreviewed: 1,
        constitutionCounts: {},
      });
    });
  });
}

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIVE_STATES, type FiveStateResult } from '../../src/domain/five-state.ts';
import type { AnswerSheet } from '../../src/domain/questionnaire.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { readNormSheets } from '../../src/records/norm-sheets.ts';
import { createPacks } from '../../src/records/packs.ts';
import { createReceipts } from '../../src/records/receipts.ts';
import { createResidents } from '../../src/records/residents.ts';
import { createServiceRecords } from '../../src/records/service-records.ts';
import { createVersionedDocuments } from '../../src/records/versioned-documents.ts';
import { createVisits } from '../../src/records/visits.ts';
import { anExchange, aVisit, RESIDENT } from '../exchange/support/a-visit.ts';
import { engines } from './support/databases.ts';
import { aCapture, aResident, CONSENT, handClock, NO_FINDINGS } from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

const MAIN = { questionnaire: 'elder-33', version: '1.0.0', sex: 'female', mode: 'self' } as const;
const OPEN = { questionnaire: 'five-state-open', version: '1.0.0', sex: 'female', mode: 'self' } as const;
const NOBODY = () => [];

const profile = (raw: number): FiveStateResult => ({
  questionnaire: 'five-state-open',
  version: '1.0.0',
  scorer: { name: 'five-state-open', version: '1.0.0', sha256: 'cd'.repeat(32) },
  label: '未经常模标准化',
  scales: FIVE_STATES.map((id) => ({ id, raw, score: (100 * raw) / 7, verdict: null, t: null })),
  consistency: { opposed: 12, pairs: 15, index: 0.8 },
  norm: null,
  conclusion: { primary: null, also: [], tendencies: [], text: '五个方面比较接近。' },
});

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`what the inquiry keeps on ${engine.name}`, () => {
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
      await visits.openSheet(visit.id, MAIN);
      return { visits, visit };
    };

    const profiled = async (raw: number, residentId?: string, simulated = false) => {
      const { visits, visit } = await openVisit(residentId);
      await visits.openFurther(visit.id, OPEN);
      if (simulated) await visits.addCapture(visit.id, aCapture());
      const sheet: AnswerSheet = { ...OPEN, answers: {} };
      const further = [{ sheet, result: profile(raw) }];
      const results = { findings: NO_FINDINGS, constitution: null, completedAt: db.now(), further };
      return visits.complete(visit.id, results, NOBODY);
    };

    it('keeps how long a question stood and who stands behind an answer, as long as the answer stands', async () => {
      const { visits, visit } = await openVisit();
      await visits.saveAnswer(visit.id, '9', 3, { tookMs: 4200, source: 'measured' });
      await visits.saveAnswer(visit.id, '10', 2, { tookMs: 900 });
      await visits.saveAnswer(visit.id, '33', 4, { source: 'observed' });
      await visits.saveAnswer(visit.id, '33', 2, { tookMs: 3100 });
      expect((await visits.get(visit.id))?.sheet).toEqual({
        ...MAIN,
        answers: { '9': 3, '10': 2, '33': 2 },
        answerTimesMs: { '9': 4200, '10': 900, '33': 3100 },
        answerSources: { '9': 'measured' },
      });
    });

    it('keeps what was answered when staff go on by reading out, and says so', async () => {
      const { visits, visit } = await openVisit();
      await visits.saveAnswer(visit.id, '1', 3, { tookMs: 2500 });
      await visits.openSheet(visit.id, { ...MAIN, mode: 'oral' });
      expect((await visits.get(visit.id))?.sheet).toEqual({
        ...MAIN,
        mode: 'oral',
        answers: { '1': 3 },
        answerTimesMs: { '1': 2500 },
      });
    });

    it('keeps further questionnaires apart from the main one, in the order they were begun', async () => {
      const { visits, visit } = await openVisit();
      await visits.openFurther(visit.id, OPEN);
      await visits.openFurther(visit.id, { ...OPEN, questionnaire: 'gbt46939-2025' });
      await visits.saveAnswer(visit.id, '1', 0, { questionnaire: 'five-state-open' });
      await visits.saveAnswer(visit.id, '1', 5, { questionnaire: 'gbt46939-2025', tookMs: 2000 });
      await visits.saveAnswer(visit.id, '1', 2);
      await visits.openFurther(visit.id, OPEN);
      const kept = await visits.get(visit.id);
      expect(kept?.sheet?.answers).toEqual({ '1': 2 });
      expect(kept?.further).toEqual([
        { sheet: { ...OPEN, answers: { '1': 0 } }, result: null },
        {
          sheet: { ...OPEN, questionnaire: 'gbt46939-2025', answers: { '1': 5 }, answerTimesMs: { '1': 2000 } },
          result: null,
        },
      ]);
      await visits.dropFurther(visit.id, 'five-state-open');
      expect((await visits.get(visit.id))?.further).toHaveLength(1);
      await expect(visits.saveAnswer(visit.id, '1', 1, { questionnaire: 'ccmq-60' })).rejects.toMatchObject({
        code: 'records/not-found',
      });
    });

    it('finds the unfinished visit of a resident, until it is closed or left behind', async () => {
      const { visits, visit } = await openVisit();
      expect((await visits.findOpen(visit.residentId))?.id).toBe(visit.id);
      clock.advance(1000);
      expect(await visits.abandonStartedBefore(visit.startedAt)).toBe(0);
      expect(await visits.abandonStartedBefore(db.now())).toBe(1);
      expect(await visits.findOpen(visit.residentId)).toBeNull();
      expect((await visits.get(visit.id))?.status).toBe('abandoned');
    });

    it('takes further questionnaires in from a Bundle', async () => {
      const further = [{ sheet: { ...OPEN, answers: { '1': 1 } }, result: profile(3) }];
      const { visit } = anExchange({ further });
      await createReceipts(db).receiveVisit({
        stationId: 'station-one',
        visit,
        resident: RESIDENT,
        bundle: '{}',
        bundleSha256: 'ab',
      });
      expect(await createVisits(db).get(visit.id)).toEqual(aVisit({ further, stationId: 'station-one' }));
    });

    it('gives norms the latest profile of each resident, none from simulated parts and none of another version', async () => {
      const first = await profiled(2);
      clock.advance(1000);
      await profiled(5, first.residentId);
      clock.advance(1000);
      await profiled(1, first.residentId, true);
      const sheets = await readNormSheets(db, '1.0.0');
      expect(sheets).toHaveLength(1);
      expect(sheets[0]).toMatchObject({ sex: 'female', ageYears: 74, raw: { taiyang: 5, taiyin: 5 } });
      expect(await readNormSheets(db, '2.0.0')).toEqual([]);
    });

    it('keeps packs by id and version, and forgets them when told', async () => {
      const packs = createPacks(db);
      await packs.add({ id: 'ccmq-60', version: '1.0.0', loadedBy: null, file: 'first' });
      clock.advance(1000);
      await packs.add({ id: 'ccmq-60', version: '1.1.0', loadedBy: 'admin', file: 'second' });
      await packs.add({ id: 'ccmq-60', version: '1.0.0', loadedBy: 'admin', file: 'again' });
      expect((await packs.list()).map(({ version, file }) => [version, file]).toSorted()).toEqual([
        ['1.0.0', 'again'],
        ['1.1.0', 'second'],
      ]);
      expect(await packs.remove('ccmq-60', '1.1.0')).toBe(true);
      expect(await packs.remove('ccmq-60', '1.1.0')).toBe(false);
    });

    it('gives the norm document that was computed last', async () => {
      const documents = createVersionedDocuments(db, 'local_norms');
      expect(await documents.latest()).toBeNull();
      await documents.add({ version: '2026-11-24.1', computedAt: '2026-11-24T01:00:00.000Z', document: 'old' });
      await documents.add({ version: '2026-11-25.1', computedAt: '2026-11-25T01:00:00.000Z', document: 'new' });
      expect(await documents.latest()).toMatchObject({ version: '2026-11-25.1', document: 'new' });
    });

    it('keeps what was written on a form, and finds the one written last for a resident', async () => {
      const { visit } = await openVisit();
      const records = createServiceRecords(db);
      await records.put(visit.id, 'elder-33', '{"number":"1"}');
      clock.advance(1000);
      await records.put(visit.id, 'elder-33', '{"number":"2"}');
      expect(await records.get(visit.id, 'elder-33')).toMatchObject({ document: '{"number":"2"}' });
      expect(await records.latestOf(visit.residentId, 'elder-33')).toBe('{"number":"2"}');
      expect(await records.get(visit.id, 'other')).toBeNull();
      await expect(records.put('nowhere', 'elder-33', '{}')).rejects.toMatchObject({ code: 'records/not-found' });
    });
  });
}

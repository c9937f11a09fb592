import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resident } from '../../src/domain/resident.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { createCaptures } from '../../src/records/captures.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { createOutbox } from '../../src/records/outbox.ts';
import { createReceipts } from '../../src/records/receipts.ts';
import { createResidents } from '../../src/records/residents.ts';
import { createVisits } from '../../src/records/visits.ts';
import { engines } from './support/databases.ts';
import { aResident, CONSENT, handClock, NO_FINDINGS, provenance } from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`store and forward on ${engine.name}`, () => {
    let db: RecordsDatabase;
    const clock = handClock();
    beforeEach(async () => {
      db = await engine.open({ clock });
    });
    afterEach(() => db.close());

    const newResident = () =>
      createResidents(db).create(aResident({ document: { type: 'none', number: null, unverified: true } }));

    const completeVisit = async (residentId: string) => {
      const visits = createVisits(db);
      const { id } = await visits.start({ residentId, stationId: 'station-1', operatorId: null });
      await visits.saveConsent(id, CONSENT);
      return visits.complete(id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, (visit) => [
        { kind: 'picture', visitId: visit.id, residentId, captureId: 'c1', payload: '' },
        { kind: 'record', visitId: visit.id, residentId, captureId: null, payload: `bundle of ${visit.id}` },
      ]);
    };

    const receiptFor = (visitId: string) => ({
      receiptId: `receipt-of-${visitId}`,
      visitId,
      bundleSha256: sha256(visitId),
      receivedAt: '2026-11-22T09:00:00.000Z',
    });

    describe('the outbox', () => {
      it('hands out one resident’s records in order, and does not hold up the others', async () => {
        const outbox = createOutbox(db);
        const [one, two] = [await newResident(), await newResident()];
        const first = await completeVisit(one.id);
        await completeVisit(one.id);
        const other = await completeVisit(two.id);
        const due = await outbox.nextDue('record', db.now());
        expect(due).toMatchObject({ visitId: first.id, payload: `bundle of ${first.id}`, attempts: 0 });
        const nextAttemptAt = new Date(clock.wallMs() + 60_000).toISOString();
        await outbox.markFailed(due?.id ?? '', { class: 'transient', errorCode: 'exchange/timeout', nextAttemptAt });
        expect(await outbox.nextDue('record', db.now())).toMatchObject({ visitId: other.id });
        expect(await outbox.nextDue('record', nextAttemptAt)).toMatchObject({ visitId: first.id, attempts: 1 });
      });

      it('sets a record aside that will never be accepted, says why, and lets the next one pass', async () => {
        const outbox = createOutbox(db);
        const resident = await newResident();
        const poison = await completeVisit(resident.id);
        const next = await completeVisit(resident.id);
        const due = await outbox.nextDue('record', db.now());
        const nextAttemptAt = db.now();
        await outbox.markFailed(due?.id ?? '', { class: 'permanent', errorCode: 'exchange/rejected', nextAttemptAt });
        expect(await outbox.uploadStatus(poison.id)).toMatchObject({ state: 'failed', errorCode: 'exchange/rejected' });
        expect(await outbox.nextDue('record', db.now())).toMatchObject({ visitId: next.id });
        expect(await outbox.counts()).toMatchObject({ failed: 1 });
        await outbox.retryVisit(poison.id);
        expect(await outbox.nextDue('record', db.now())).toMatchObject({ visitId: poison.id });
      });

      it('calls a visit uploaded only when its receipt is stored', async () => {
        const outbox = createOutbox(db);
        const visit = await completeVisit((await newResident()).id);
        expect(await outbox.uploadStatus(visit.id)).toMatchObject({ state: 'pending', receiptId: null });
        const due = await outbox.nextDue('record', db.now());
        await outbox.markSent(due?.id ?? '', receiptFor(visit.id));
        expect(await outbox.uploadStatus(visit.id)).toEqual({
          state: 'uploaded',
          attempts: 1,
          receiptId: `receipt-of-${visit.id}`,
          receivedAt: '2026-11-22T09:00:00.000Z',
          errorCode: null,
        });
        expect(await createReceipts(db).get(visit.id)).toEqual(receiptFor(visit.id));
        expect((await createVisits(db).list())[0]).toMatchObject({ upload: 'uploaded' });
      });

      it('keeps a picture back until the record of its visit was received', async () => {
        const outbox = createOutbox(db);
        const visit = await completeVisit((await newResident()).id);
        expect(await outbox.nextDue('picture', db.now())).toBeNull();
        const record = await outbox.nextDue('record', db.now());
        await outbox.markSent(record?.id ?? '', receiptFor(visit.id));
        expect(await outbox.nextDue('picture', db.now())).toMatchObject({ captureId: 'c1' });
      });

      it('counts what waits and since when', async () => {
        const outbox = createOutbox(db);
        expect(await outbox.counts()).toEqual({ pending: 0, failed: 0, sent: 0, oldestPendingAt: null });
        expect(await outbox.nextDueAt('record')).toBeNull();
        const oldestPendingAt = db.now();
        await completeVisit((await newResident()).id);
        clock.advance(5_000);
        await completeVisit((await newResident()).id);
        expect(await outbox.counts()).toEqual({ pending: 4, failed: 0, sent: 0, oldestPendingAt });
        expect(await outbox.nextDueAt('record')).toBe(oldestPendingAt);
      });

      it('refuses to mark what is not there', async () => {
        const outbox = createOutbox(db);
        await expect(outbox.markSent('nothing', null)).rejects.toMatchObject({ code: 'records/not-found' });
      });
    });

    describe('the county', () => {
      const bytes = new Uint8Array([1, 2, 3, 4]);
      let serial = 0;

      const sent = (resident: Partial<Resident> = {}, visit: Partial<Visit> = {}) => {
        serial += 1;
        const person: Resident = {
          ...aResident({ address: null }),
          id: `resident-${serial}`,
          address: null,
          createdAt: '2026-11-20T08:00:00.000Z',
          ...resident,
        };
        const record = {
          id: `capture-${serial}`,
          kind: 'tongue-top',
          mediaType: 'image/png',
          sha256: sha256(bytes),
          sizeBytes: 4,
          provenance: provenance(),
        } as const;
        const received: Visit = {
          id: `visit-${serial}`,
          residentId: person.id,
          stationId: 'station-1',
          status: 'complete',
          startedAt: '2026-11-22T07:00:00.000Z',
          completedAt: '2026-11-22T07:08:00.000Z',
          operatorId: null,
          consent: CONSENT,
          sheet: {
            questionnaire: 'gbt46939-2025',
            version: '1',
            sex: 'female',
            mode: 'self',
            answers: { '1': 4, '2': 1 },
          },
          captures: [record],
          measurements: [],
          skipped: [{ kind: 'face', reason: 'resident-declined', at: '2026-11-22T07:05:00.000Z' }],
          findings: NO_FINDINGS,
          constitution: null,
          ...visit,
        };
        const bundle = JSON.stringify(received);
        return { stationId: 'station-1', visit: received, resident: person, bundle, bundleSha256: sha256(bundle) };
      };

      it('stores a visit whole and answers the same receipt ever after', async () => {
        const receipts = createReceipts(db);
        const received = sent();
        const first = await receipts.receiveVisit(received);
        clock.advance(60_000);
        const again = await receipts.receiveVisit(received);
        expect(first).toMatchObject({ replayed: false, residentId: received.resident.id });
        expect(again).toEqual({ ...first, replayed: true });
        expect(await createVisits(db).get(received.visit.id)).toEqual(received.visit);
        expect(await receipts.bundle(received.visit.id)).toBe(received.bundle);
        expect((await createVisits(db).list())[0]).toMatchObject({ upload: 'uploaded' });
      });

      it('stores one of many identical posts at the same moment', async () => {
        const receipts = createReceipts(db);
        const received = sent();
        const answers = await Promise.all(Array.from({ length: 16 }, () => receipts.receiveVisit(received)));
        expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
        expect(new Set(answers.map((answer) => answer.receipt.receiptId)).size).toBe(1);
      });

      it('refuses another record under a known visit id', async () => {
        const receipts = createReceipts(db);
        const received = sent();
        await receipts.receiveVisit(received);
        const conflict = { code: 'records/visit-conflict' };
        await expect(receipts.receiveVisit({ ...received, bundleSha256: sha256('other') })).rejects.toMatchObject(
          conflict,
        );
        await expect(receipts.receiveVisit({ ...received, stationId: 'station-2' })).rejects.toMatchObject(conflict);
      });

      it('makes one resident of one document number, from however many stations at once', async () => {
        const receipts = createReceipts(db);
        const answers = await Promise.all(Array.from({ length: 16 }, () => receipts.receiveVisit(sent())));
        expect(new Set(answers.map((answer) => answer.residentId)).size).toBe(1);
        expect(await db.query.selectFrom('resident').select('id').execute()).toHaveLength(1);
        expect(await createVisits(db).list()).toHaveLength(16);
      });

      it('recognises someone without a document by the id of the station', async () => {
        const receipts = createReceipts(db);
        const nameless = { document: { type: 'none', number: null, unverified: true } } as const;
        const first = await receipts.receiveVisit(sent({ ...nameless, id: 'same' }));
        const second = await receipts.receiveVisit(sent({ ...nameless, id: 'same' }));
        const stranger = await receipts.receiveVisit(sent({ ...nameless, id: 'other' }));
        expect(second.residentId).toBe(first.residentId);
        expect(stranger.residentId).not.toBe(first.residentId);
      });

      it('takes a picture after its visit, and only the right bytes', async () => {
        const captures = createCaptures(db);
        const { visit } = sent();
        const received = sent({}, { ...visit });
        await createReceipts(db).receiveVisit(received);
        const [capture] = received.visit.captures;
        expect(await captures.get(capture?.id ?? '')).toMatchObject({ bytes: null, visitId: visit.id });
        expect(await captures.received(visit.id)).toEqual([]);
        const wrong = captures.attachBytes(capture?.id ?? '', new Uint8Array([9]));
        await expect(wrong).rejects.toMatchObject({ code: 'records/digest-mismatch' });
        await captures.attachBytes(capture?.id ?? '', bytes);
        await captures.attachBytes(capture?.id ?? '', bytes);
        expect(Array.from((await captures.get(capture?.id ?? ''))?.bytes ?? [])).toEqual([1, 2, 3, 4]);
        expect(await captures.received(visit.id)).toEqual([capture?.id]);
        await expect(captures.attachBytes('unknown', bytes)).rejects.toMatchObject({ code: 'records/not-found' });
      });

      it('keeps nothing of a visit it could not store whole', async () => {
        const broken = sent();
        const twice = {
          ...broken,
          visit: { ...broken.visit, captures: [...broken.visit.captures, ...broken.visit.captures] },
        };
        await expect(createReceipts(db).receiveVisit(twice)).rejects.toMatchObject({ code: 'records/constraint' });
        for (const table of [
          'resident',
          'resident_identifier',
          'visit',
          'visit_answer',
          'capture',
          'receipt',
        ] as const) {
          expect(await db.query.selectFrom(table).selectAll().execute()).toEqual([]);
        }
      });
    });
  });
}

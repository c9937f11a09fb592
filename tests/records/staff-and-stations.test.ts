import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../src/records/accounts.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { createEnrolmentCodes } from '../../src/records/enrolment-codes.ts';
import { createIdempotencyKeys } from '../../src/records/idempotency-keys.ts';
import { createNonces } from '../../src/records/nonces.ts';
import { createSettings } from '../../src/records/settings.ts';
import { createStations } from '../../src/records/stations.ts';
import { engines } from './support/databases.ts';
import { handClock, RESIDENT_NUMBER } from './support/fixtures.ts';

const available = await engines();
afterAll(async () => {
  for (const engine of available) await engine.stop();
});

for (const engine of available) {
  describe.skipIf(engine.unavailable !== null)(`accounts, audit and stations on ${engine.name}`, () => {
    let db: RecordsDatabase;
    const clock = handClock();
    beforeEach(async () => {
      db = await engine.open({ clock });
    });
    afterEach(() => db.close());

    it('gives a user name to one account, and counts parallel failures one by one', async () => {
      const accounts = createAccounts(db);
      const account = await accounts.create({
        userName: 'Zhang ',
        displayName: '张医生',
        role: 'doctor',
        passwordHash: 'h',
      });
      expect(await accounts.findByUserName('ZHANG')).toEqual(account);
      const again = accounts.create({ userName: 'zhang', displayName: '-', role: 'doctor', passwordHash: '-' });
      await expect(again).rejects.toMatchObject({ code: 'records/duplicate-account' });
      const counts = await Promise.all(Array.from({ length: 8 }, () => accounts.countFailure(account.id)));
      expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      await accounts.clearFailures(account.id);
      expect(await accounts.get(account.id)).toMatchObject({ failedAttempts: 0, lockedUntil: null });
    });

    describe('the audit log', () => {
      it('is one chain without gaps, also when written from many places at once', async () => {
        const audit = createAuditLog(db);
        await Promise.all(
          Array.from({ length: 25 }, () =>
            audit.append({ actorId: null, role: 'system', action: 'visit.read', subject: { kind: 'visit', id: 'v1' } }),
          ),
        );
        const events = await audit.list();
        expect(events.map((event) => event.sequence)).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
        expect(await audit.verify()).toEqual({ intact: true, count: 25, headHash: events[0]?.hash });
      });

      it('shows where an event was changed or taken out', async () => {
        const audit = createAuditLog(db);
        for (const id of ['v1', 'v2', 'v3', 'v4']) {
          await audit.append({ actorId: 'a1', role: 'doctor', action: 'visit.read', subject: { kind: 'visit', id } });
        }
        await db.query.updateTable('audit_event').set({ subject_id: 'v9' }).where('sequence', '=', 2).execute();
        expect(await audit.verify()).toEqual({ intact: false, brokenAtSequence: 2 });
        await db.query.updateTable('audit_event').set({ subject_id: 'v2' }).where('sequence', '=', 2).execute();
        expect(await audit.verify()).toMatchObject({ intact: true });
        await db.query.deleteFrom('audit_event').where('sequence', '=', 3).execute();
        expect(await audit.verify()).toEqual({ intact: false, brokenAtSequence: 3 });
      });

      it.each(['王秀英', RESIDENT_NUMBER, '11010519491231002X', '13800004321', ''])(
        'takes ids only, not %j',
        async (id) => {
          const entry = {
            actorId: null,
            role: 'system',
            action: 'visit.read',
            subject: { kind: 'resident', id },
          } as const;
          await expect(createAuditLog(db).append(entry)).rejects.toMatchObject({ code: 'records/audit-subject' });
        },
      );
    });

    describe('stations', () => {
      it('keep the id they made for themselves', async () => {
        const stations = createStations(db);
        const own = await stations.ensureOwn({ id: null, clinicName: '甲' });
        expect(await stations.ensureOwn({ id: null, clinicName: '乙' })).toEqual({ id: own.id, clinicName: '乙' });
        expect(await stations.list()).toEqual([]);
      });

      it('sign with their current key until they are revoked', async () => {
        const stations = createStations(db);
        const station = { id: 'station-1', clinicName: '龙坞卫生室' };
        await stations.enrol(station, { keyId: 'k1', publicKeyPem: 'one' });
        await stations.enrol(station, { keyId: 'k2', publicKeyPem: 'two' });
        expect(await stations.findActiveKey('k1')).toBeNull();
        expect(await stations.findActiveKey('k2')).toMatchObject({ stationId: 'station-1', publicKeyPem: 'two' });
        await stations.touch('station-1', db.now());
        expect(await stations.list()).toMatchObject([
          { stationId: 'station-1', lastSeenAt: db.now(), visitCount: 0, revoked: false },
        ]);
        await stations.revoke('station-1');
        expect(await stations.findActiveKey('k2')).toBeNull();
        expect(await stations.list()).toMatchObject([{ revoked: true }]);
      });
    });

    it('uses an enrolment code once, by one caller, before it expires', async () => {
      const codes = createEnrolmentCodes(db);
      await codes.add({ codeHash: 'c1', clinicName: '甲', expiresAt: '2026-11-23T00:00:00.000Z' });
      await codes.add({ codeHash: 'c2', clinicName: '乙', expiresAt: '2026-11-23T00:00:00.000Z' });
      expect(await codes.consume('c1', '2026-11-23T00:00:00.000Z')).toBeNull();
      const uses = await Promise.all(Array.from({ length: 8 }, () => codes.consume('c2', '2026-11-22T12:00:00.000Z')));
      expect(uses.filter((use) => use !== null)).toEqual([expect.objectContaining({ clinicName: '乙' })]);
    });

    it('remembers a nonce per key until it expires', async () => {
      const nonces = createNonces(db);
      const seen = await Promise.all(
        Array.from({ length: 8 }, () => nonces.remember('k1', 'n1', '2026-11-22T09:00:00.000Z')),
      );
      expect(seen.filter(Boolean)).toHaveLength(1);
      expect(await nonces.remember('k2', 'n1', '2026-11-22T09:00:00.000Z')).toBe(true);
      await nonces.removeExpired('2026-11-22T09:00:00.000Z');
      expect(await nonces.remember('k1', 'n1', '2026-11-22T10:00:00.000Z')).toBe(true);
    });

    it('keeps the first answer to an Idempotency-Key, and settings as last set', async () => {
      const keys = createIdempotencyKeys(db);
      const answer = { bodySha256: 'a', status: 200, body: 'first' };
      expect(await keys.get('s1', 'k')).toBeNull();
      await keys.put('s1', 'k', answer);
      expect(await keys.put('s1', 'k', { ...answer, body: 'second' })).toEqual(answer);
      const settings = createSettings(db);
      expect(await settings.get('county')).toBeNull();
      await settings.set('county', 'a');
      await settings.set('county', 'b');
      expect(await settings.get('county')).toBe('b');
    });
  });
}

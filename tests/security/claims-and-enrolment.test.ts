import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { createStations } from '../../src/records/stations.ts';
import { createEnrolment, ENROLMENT_CODE_LIFETIME_MS } from '../../src/security/enrolment.ts';
import { CLAIM_LIFETIME_MS, createResidentClaims } from '../../src/security/resident-claim.ts';
import { ensureStationKey, stationKeyId } from '../../src/security/station-identity.ts';
import { type Engine, sqliteEngine } from '../records/support/databases.ts';
import { type HandClock, handClock } from '../records/support/fixtures.ts';

describe('a resident’s claim', () => {
  const clock = handClock();
  const claims = createResidentClaims({ secret: new Uint8Array(32).fill(1), clock });
  const invalid = expect.objectContaining({ code: 'security/claim-invalid' });

  it('names the resident for ten minutes', () => {
    const claim = claims.issue('resident-1');
    expect(claims.verify(claim)).toBe('resident-1');
    clock.advance(CLAIM_LIFETIME_MS - 1);
    expect(claims.verify(claim)).toBe('resident-1');
    clock.advance(1);
    expect(() => claims.verify(claim)).toThrow(expect.objectContaining({ code: 'security/claim-expired' }));
  });

  it('of another station, for another resident or with another time is not valid', () => {
    const claim = claims.issue('resident-1');
    const foreign = createResidentClaims({ secret: new Uint8Array(32).fill(2), clock }).issue('resident-1');
    const [, expiresAt = '', signature = ''] = claim.split('.');
    const forged = [
      foreign,
      `resident-2.${expiresAt}.${signature}`,
      `resident-1.${Number(expiresAt) + 1}.${signature}`,
    ];
    for (const text of [...forged, claim.slice(0, -1), '', '..', 'resident-1']) {
      expect(() => claims.verify(text), text).toThrow(invalid);
    }
  });
});

describe('a station', () => {
  let engine: Engine;
  let db: RecordsDatabase;
  let clock: HandClock;
  beforeAll(() => {
    engine = sqliteEngine();
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    clock = handClock();
    db = await engine.open({ clock });
  });

  const newKey = () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const refused = { code: 'security/enrolment-refused' };

  it('has one key pair that signs, kept in its database', async () => {
    await createStations(db).ensureOwn({ id: 'station-1', clinicName: '甲' });
    const key = await ensureStationKey(db, 'station-1');
    expect(await ensureStationKey(db, 'station-1')).toEqual(key);
    expect(key.keyId).toBe(stationKeyId(key.publicKeyPem));
    const signature = sign(null, Buffer.from('visit'), createPrivateKey(key.privateKeyPem));
    expect(verify(null, Buffer.from('visit'), createPublicKey(key.publicKeyPem), signature)).toBe(true);
  });

  it('enrols once with a code, however it is typed', async () => {
    const enrolment = createEnrolment(db, clock);
    const { code } = await enrolment.issueCode('龙坞卫生室');
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const publicKeyPem = newKey();
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const enrolled = await enrolment.enrol({ code: typed, stationId: 'station-1', publicKeyPem });
    expect(enrolled).toEqual({ keyId: stationKeyId(publicKeyPem), clinicName: '龙坞卫生室' });
    expect(await createStations(db).findActiveKey(enrolled.keyId)).toMatchObject({
      stationId: 'station-1',
      publicKeyPem,
    });
    await expect(enrolment.enrol({ code, stationId: 'station-2', publicKeyPem: newKey() })).rejects.toMatchObject(
      refused,
    );
  });

  it('is refused with a made-up or expired code, and the code is nowhere in the database', async () => {
    const enrolment = createEnrolment(db, clock);
    const { code } = await enrolment.issueCode('甲');
    expect(JSON.stringify(await db.query.selectFrom('enrolment_code').selectAll().execute())).not.toContain(code);
    const made = { code: '0000-0000-0000', stationId: 's', publicKeyPem: newKey() };
    await expect(enrolment.enrol(made)).rejects.toMatchObject(refused);
    clock.advance(ENROLMENT_CODE_LIFETIME_MS);
    await expect(enrolment.enrol({ ...made, code })).rejects.toMatchObject(refused);
  });

  it('does not lose its code over a key that is not Ed25519', async () => {
    const enrolment = createEnrolment(db, clock);
    const { code } = await enrolment.issueCode('甲');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const wrong = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    for (const publicKeyPem of [wrong, 'no key']) {
      await expect(enrolment.enrol({ code, stationId: 's', publicKeyPem })).rejects.toMatchObject(refused);
    }
    await expect(enrolment.enrol({ code, stationId: 's', publicKeyPem: newKey() })).resolves.toMatchObject({
      clinicName: '甲',
    });
  });
});

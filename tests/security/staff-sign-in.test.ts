import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Accounts, createAccounts } from '../../src/records/accounts.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { hashPassword, verifyPassword } from '../../src/security/passwords.ts';
import { createStaffSignIn, SIGN_IN_LIMITS, type StaffSignIn } from '../../src/security/staff-sign-in.ts';
import { type Engine, sqliteEngine } from '../records/support/databases.ts';
import { type HandClock, handClock } from '../records/support/fixtures.ts';

const PASSWORD = '望闻问切-2026';
const refused = { code: 'security/sign-in-refused' };

describe('a password', () => {
  it('is stored as a salted scrypt hash with its parameters', async () => {
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(PASSWORD, one)).toBe(true);
    expect(await verifyPassword(`${PASSWORD} `, one)).toBe(false);
    expect(await verifyPassword(PASSWORD, 'not a hash')).toBe(false);
  });

  it('of another strength than today’s still verifies', async () => {
    // RFC 7914, 12: scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1), first 32 bytes.
    const derived = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';
    const base64 = Buffer.from(derived, 'hex').toString('base64');
    const salt = Buffer.from('SodiumChloride').toString('base64');
    expect(await verifyPassword('pleaseletmein', `$scrypt$ln=14,r=8,p=1$${salt}$${base64}`)).toBe(true);
  });

  it.each(['short-1', 'onlyletters', '1234567890', ''])('like %j is too weak', async (password) => {
    await expect(hashPassword(password)).rejects.toMatchObject({ code: 'security/password-too-weak' });
  });
});

describe('signing in', () => {
  let engine: Engine;
  let passwordHash: string;
  let db: RecordsDatabase;
  let clock: HandClock;
  let accounts: Accounts;
  let staff: StaffSignIn;
  let accountId: string;

  beforeAll(async () => {
    engine = sqliteEngine();
    passwordHash = await hashPassword(PASSWORD);
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    clock = handClock();
    db = await engine.open({ clock });
    accounts = createAccounts(db);
    staff = createStaffSignIn(db, clock);
    const account = { userName: 'zhang', displayName: '张医生', role: 'doctor', passwordHash } as const;
    accountId = (await accounts.create(account)).id;
  });

  it('opens a session whose token is stored only as a hash', async () => {
    const { token, session } = await staff.signIn('Zhang', PASSWORD);
    expect(session).toEqual({ accountId, displayName: '张医生', role: 'doctor' });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await staff.authenticate(token)).toEqual(session);
    expect(JSON.stringify(await db.query.selectFrom('staff_session').selectAll().execute())).not.toContain(token);
    await staff.signOut(token);
    expect(await staff.authenticate(token)).toBeNull();
    expect(await staff.authenticate('made up')).toBeNull();
  });

  it('is refused alike for a wrong password and an unknown user', async () => {
    await expect(staff.signIn('zhang', 'wrong')).rejects.toMatchObject(refused);
    await expect(staff.signIn('nobody', PASSWORD)).rejects.toMatchObject(refused);
  });

  it('is locked after five failures, even for the right password, and open again later', async () => {
    for (let failure = 0; failure < SIGN_IN_LIMITS.failuresBeforeLock; failure += 1) {
      await expect(staff.signIn('zhang', 'wrong')).rejects.toMatchObject(refused);
    }
    const locked = { code: 'security/account-locked', context: { retryInMs: SIGN_IN_LIMITS.lockMs } };
    await expect(staff.signIn('zhang', PASSWORD)).rejects.toMatchObject(locked);
    clock.advance(SIGN_IN_LIMITS.lockMs);
    await expect(staff.signIn('zhang', PASSWORD)).resolves.toMatchObject({ session: { accountId } });
    expect(await accounts.get(accountId)).toMatchObject({ failedAttempts: 0, lockedUntil: null });
  });

  it('looks at no more than five of many passwords tried at once', async () => {
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => staff.signIn('zhang', 'wrong')));
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? guess.reason.code : 'signed in'));
    expect(codes.filter((code) => code === 'security/sign-in-refused')).toHaveLength(5);
    expect(codes.filter((code) => code === 'security/account-locked')).toHaveLength(7);
  });

  it('ends when idle, and after a working day however busy', async () => {
    const idle = await staff.signIn('zhang', PASSWORD);
    clock.advance(SIGN_IN_LIMITS.idleMs - 1);
    expect(await staff.authenticate(idle.token)).not.toBeNull();
    clock.advance(SIGN_IN_LIMITS.idleMs);
    expect(await staff.authenticate(idle.token)).toBeNull();
    const busy = await staff.signIn('zhang', PASSWORD);
    const steps = SIGN_IN_LIMITS.sessionMs / (SIGN_IN_LIMITS.idleMs / 2);
    for (let step = 1; step < steps; step += 1) {
      clock.advance(SIGN_IN_LIMITS.idleMs / 2);
      expect(await staff.authenticate(busy.token)).not.toBeNull();
    }
    clock.advance(SIGN_IN_LIMITS.idleMs / 2);
    expect(await staff.authenticate(busy.token)).toBeNull();
  });

  it('is closed to a disabled account at once', async () => {
    const { token } = await staff.signIn('zhang', PASSWORD);
    await accounts.setDisabled(accountId, true);
    expect(await staff.authenticate(token)).toBeNull();
    await expect(staff.signIn('zhang', PASSWORD)).rejects.toMatchObject(refused);
  });

  it('stands in the audit log, refused or not', async () => {
    await expect(staff.signIn('zhang', 'wrong')).rejects.toMatchObject(refused);
    await staff.signIn('zhang', PASSWORD);
    const actions = (await createAuditLog(db).list({ subjectId: accountId })).map((event) => event.action);
    expect(actions).toEqual(['staff.sign-in', 'staff.sign-in-refused']);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { StaffSession } from '../domain/station-api.ts';
import { type Account, createAccounts } from '../records/accounts.ts';
import { createAuditLog } from '../records/audit-log.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createStaffSessionStore, type StoredStaffSession } from '../records/staff-session-store.ts';
import { verifyPassword } from './passwords.ts';
import { SCRYPT_PARAMETERS } from './scrypt.ts';
import { SecurityError } from './security-error.ts';

/** GB/T 22239-2019, 8.1.4.1 b): lock on failed sign-ins and end idle sessions. The figures are ours. */
export const SIGN_IN_LIMITS = {
  failuresBeforeLock: 5,
  lockMs: 15 * 60_000,
  /** One working day; then the password is asked again. */
  sessionMs: 12 * 3_600_000,
  idleMs: 30 * 60_000,
  /** Activity is written at most this often, so that reading pages does not write to the disk. */
  touchEveryMs: 60_000,
} as const;

const TOKEN_BYTES = 32;
/** Stands in for the hash of an unknown user, so that refusing one takes as long as refusing another. */
const NOBODYS_HASH = `$scrypt$ln=${SCRYPT_PARAMETERS.logN},r=${SCRYPT_PARAMETERS.r},p=${SCRYPT_PARAMETERS.p}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`;

export interface SignedIn {
  /** For an http-only cookie; only its SHA-256 is stored. */
  readonly token: string;
  readonly session: StaffSession;
}

export interface StaffSignIn {
  /** Throws `security/sign-in-refused`, or `security/account-locked` with `retryInMs` in its context. Audited. */
  signIn(userName: string, password: string): Promise<SignedIn>;
  /** Null when unknown, expired, idle too long or disabled; otherwise counts as activity. */
  authenticate(token: string): Promise<StaffSession | null>;
  signOut(token: string): Promise<void>;
}

export function createStaffSignIn(db: RecordsDatabase, clock: Clock): StaffSignIn {
  const accounts = createAccounts(db);
  const sessions = createStaffSessionStore(db);
  const audit = createAuditLog(db);
  const iso = (ms: number) => new Date(ms).toISOString();

  const note = (action: string, account: Account) =>
    audit.append({ actorId: account.id, role: account.role, action, subject: { kind: 'account', id: account.id } });

  /** Counts the attempt before the password is looked at, so that parallel guesses cannot share one count. */
  const countAttempt = async (account: Account): Promise<void> => {
    if (account.lockedUntil !== null) await accounts.clearFailures(account.id);
    const attempts = await accounts.countFailure(account.id);
    if (attempts >= SIGN_IN_LIMITS.failuresBeforeLock) {
      await accounts.lockUntil(account.id, iso(clock.wallMs() + SIGN_IN_LIMITS.lockMs));
    }
    if (attempts > SIGN_IN_LIMITS.failuresBeforeLock) throw locked(SIGN_IN_LIMITS.lockMs);
  };

  const openSession = async (account: Account): Promise<SignedIn> => {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const nowMs = clock.wallMs();
    await sessions.removeExpired(iso(nowMs));
    await sessions.add({
      tokenHash: hashToken(token),
      accountId: account.id,
      createdAt: iso(nowMs),
      expiresAt: iso(nowMs + SIGN_IN_LIMITS.sessionMs),
      lastSeenAt: iso(nowMs),
    });
    return { token, session: sessionOf(account) };
  };

  return {
    signIn: async (userName, password) => {
      const account = await accounts.findByUserName(userName);
      requireUnlocked(account, clock.wallMs());
      if (account !== null) await countAttempt(account);
      const right = await verifyPassword(password, account?.passwordHash ?? NOBODYS_HASH);
      if (account === null || !right || account.disabled) {
        if (account !== null) await note('staff.sign-in-refused', account);
        throw new SecurityError('security/sign-in-refused', 'User name or password is wrong');
      }
      await accounts.clearFailures(account.id);
      await note('staff.sign-in', account);
      return openSession(account);
    },
    authenticate: async (token) => {
      const stored = await sessions.get(hashToken(token));
      if (stored === null) return null;
      const account = await accounts.get(stored.accountId);
      if (account === null || account.disabled || isOver(stored, clock.wallMs())) {
        await sessions.remove(stored.tokenHash);
        return null;
      }
      if (clock.wallMs() - Date.parse(stored.lastSeenAt) >= SIGN_IN_LIMITS.touchEveryMs) {
        await sessions.touch(stored.tokenHash, iso(clock.wallMs()));
      }
      return sessionOf(account);
    },
    signOut: (token) => sessions.remove(hashToken(token)),
  };
}

function requireUnlocked(account: Account | null, nowMs: number): void {
  const retryInMs = account?.lockedUntil ? Date.parse(account.lockedUntil) - nowMs : 0;
  if (retryInMs > 0) throw locked(retryInMs);
}

function locked(retryInMs: number): SecurityError {
  return new SecurityError('security/account-locked', 'The account is locked for a while', { retryInMs });
}

function isOver(session: StoredStaffSession, nowMs: number): boolean {
  return Date.parse(session.expiresAt) <= nowMs || Date.parse(session.lastSeenAt) + SIGN_IN_LIMITS.idleMs <= nowMs;
}

function sessionOf(account: Account): StaffSession {
  return { accountId: account.id, displayName: account.displayName, role: account.role };
}

/** The token has 256 random bits, so a plain hash is enough. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

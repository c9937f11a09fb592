import type { Clock } from '../domain/clock.ts';
import type { StaffSession } from '../domain/station-api.ts';
import type { RecordsDatabase } from '../records/database.ts';

export interface StaffSignIn {
  /** `token` goes into an http-only cookie. Throws `security/sign-in-refused` or `security/account-locked` (context `retryInMs`). */
  signIn(userName: string, password: string): Promise<{ readonly token: string; readonly session: StaffSession }>;
  /** Null when unknown, expired or idle too long; otherwise counts as activity. */
  authenticate(token: string): Promise<StaffSession | null>;
  signOut(token: string): Promise<void>;
}
export declare function createStaffSignIn(db: RecordsDatabase, clock: Clock): StaffSignIn;

import type { RecordsDatabase } from './database.ts';

export interface StoredStaffSession {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastSeenAt: string;
}
/** Sessions by the hash of their token; the token itself is never stored. */
export interface StaffSessionStore {
  add(session: StoredStaffSession): Promise<void>;
  get(tokenHash: string): Promise<StoredStaffSession | null>;
  touch(tokenHash: string, lastSeenAt: string): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  removeForAccount(accountId: string): Promise<void>;
  removeExpired(at: string): Promise<void>;
}
export declare function createStaffSessionStore(db: RecordsDatabase): StaffSessionStore;

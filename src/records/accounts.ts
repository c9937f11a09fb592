import type { StaffRole } from '../domain/station-api.ts';
import type { RecordsDatabase } from './database.ts';

export interface Account {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  readonly failedAttempts: number;
  readonly lockedUntil: string | null;
  readonly disabled: boolean;
  readonly createdAt: string;
}
export interface Accounts {
  /** Throws `records/duplicate-account`. */
  create(account: Pick<Account, 'userName' | 'displayName' | 'role' | 'passwordHash'>): Promise<Account>;
  get(id: string): Promise<Account | null>;
  findByUserName(userName: string): Promise<Account | null>;
  list(): Promise<readonly Account[]>;
  setPasswordHash(id: string, passwordHash: string): Promise<void>;
  setDisabled(id: string, disabled: boolean): Promise<void>;
  /** Counts one failure and answers how many stand in a row. */
  countFailure(id: string): Promise<number>;
  lockUntil(id: string, until: string): Promise<void>;
  clearFailures(id: string): Promise<void>;
}
export declare function createAccounts(db: RecordsDatabase): Accounts;

import type { Selectable } from 'kysely';
import type { StaffRole } from '../domain/station-api.ts';
import type { RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import type { RecordsSchema } from './schema.ts';

export interface Account {
  readonly id: string;
  /** Lower case. */
  readonly userName: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  /** Failed sign-ins in a row. */
  readonly failedAttempts: number;
  readonly lockedUntil: string | null;
  readonly disabled: boolean;
  readonly createdAt: string;
}

export type NewAccount = Pick<Account, 'userName' | 'displayName' | 'role' | 'passwordHash'>;

export interface Accounts {
  /** Throws `records/duplicate-account`. */
  create(account: NewAccount): Promise<Account>;
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

type AccountRow = Selectable<RecordsSchema['account']>;

export function createAccounts(db: RecordsDatabase): Accounts {
  const find = async (column: 'id' | 'user_name', value: string) => {
    const row = await db.query.selectFrom('account').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : accountFromRow(row);
  };
  const change = async (id: string, changes: Partial<AccountRow>) => {
    await db.query.updateTable('account').set(changes).where('id', '=', id).execute();
  };
  return {
    create: (account) => create(db, account),
    get: (id) => find('id', id),
    findByUserName: (userName) => find('user_name', normaliseUserName(userName)),
    list: async () => {
      const rows = await db.query.selectFrom('account').selectAll().orderBy('user_name').execute();
      return rows.map(accountFromRow);
    },
    setPasswordHash: (id, passwordHash) => change(id, { password_hash: passwordHash }),
    setDisabled: (id, disabled) => change(id, { disabled: disabled ? 1 : 0 }),
    countFailure: (id) => countFailure(db, id),
    lockUntil: (id, until) => change(id, { locked_until: until }),
    clearFailures: (id) => change(id, { failed_attempts: 0, locked_until: null }),
  };
}

async function create(db: RecordsDatabase, account: NewAccount): Promise<Account> {
  const row: AccountRow = {
    id: db.newId(),
    user_name: normaliseUserName(account.userName),
    display_name: account.displayName,
    role: account.role,
    password_hash: account.passwordHash,
    failed_attempts: 0,
    locked_until: null,
    disabled: 0,
    created_at: db.now(),
  };
  const inserted = await db.query
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.column('user_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) throw new RecordsError('records/duplicate-account', 'This user name is taken');
  return accountFromRow(row);
}

/** One statement, so that parallel guesses cannot share a count. */
async function countFailure(db: RecordsDatabase, id: string): Promise<number> {
  const row = await db.query
    .updateTable('account')
    .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
    .where('id', '=', id)
    .returning('failed_attempts')
    .executeTakeFirst();
  if (row === undefined) throw new RecordsError('records/not-found', 'No such account', { accountId: id });
  return row.failed_attempts;
}

function normaliseUserName(userName: string): string {
  return userName.trim().toLowerCase();
}

function accountFromRow(row: AccountRow): Account {
  return {
    id: row.id,
    userName: row.user_name,
    displayName: row.display_name,
    role: row.role as StaffRole,
    passwordHash: row.password_hash,
    failedAttempts: row.failed_attempts,
    lockedUntil: row.locked_until,
    disabled: row.disabled === 1,
    createdAt: row.created_at,
  };
}

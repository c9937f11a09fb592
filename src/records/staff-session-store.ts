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

export function createStaffSessionStore({ query }: RecordsDatabase): StaffSessionStore {
  return {
    add: async (session) => {
      await query
        .insertInto('staff_session')
        .values({
          token_hash: session.tokenHash,
          account_id: session.accountId,
          created_at: session.createdAt,
          expires_at: session.expiresAt,
          last_seen_at: session.lastSeenAt,
        })
        .execute();
    },
    get: async (tokenHash) => {
      const row = await query
        .selectFrom('staff_session')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        tokenHash,
        accountId: row.account_id,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastSeenAt: row.last_seen_at,
      };
    },
    touch: async (tokenHash, lastSeenAt) => {
      await query
        .updateTable('staff_session')
        .set({ last_seen_at: lastSeenAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    remove: async (tokenHash) => {
      await query.deleteFrom('staff_session').where('token_hash', '=', tokenHash).execute();
    },
    removeForAccount: async (accountId) => {
      await query.deleteFrom('staff_session').where('account_id', '=', accountId).execute();
    },
    removeExpired: async (at) => {
      await query.deleteFrom('staff_session').where('expires_at', '<=', at).execute();
    },
  };
}

import type { RecordsDatabase } from './database.ts';

/** Numbers used once by a signing key, kept until its signatures are too old anyway. */
export interface Nonces {
  /** True the first time, false when this key used the nonce before. */
  remember(keyId: string, nonce: string, expiresAt: string): Promise<boolean>;
  removeExpired(at: string): Promise<void>;
}

export function createNonces({ query }: RecordsDatabase): Nonces {
  return {
    remember: async (keyId, nonce, expiresAt) => {
      const inserted = await query
        .insertInto('nonce')
        .values({ key_id: keyId, nonce, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('nonce')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    removeExpired: async (at) => {
      await query.deleteFrom('nonce').where('expires_at', '<=', at).execute();
    },
  };
}

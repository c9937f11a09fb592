import type { RecordsDatabase } from './database.ts';

export interface Nonces {
  /** True the first time, false when this key used the nonce before. */
  remember(keyId: string, nonce: string, expiresAt: string): Promise<boolean>;
  removeExpired(at: string): Promise<void>;
}
export declare function createNonces(db: RecordsDatabase): Nonces;

import type { StaffRole } from '../domain/station-api.ts';
import type { RecordsDatabase } from './database.ts';

export type AuditRole = StaffRole | 'resident' | 'station' | 'system';
export interface AuditEntry {
  /** Account, station or resident id; null for the system itself. */
  readonly actorId: string | null;
  readonly role: AuditRole;
  /** `thing.act`, e.g. `visit.read`, `visit.complete`, `resident.search`, `staff.sign-in`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
}
export interface AuditEvent extends AuditEntry {
  readonly sequence: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
}
export type AuditVerification =
  | { readonly intact: true; readonly count: number; readonly headHash: string }
  | { readonly intact: false; readonly brokenAtSequence: number };
export interface AuditLog {
  append(entry: AuditEntry): Promise<AuditEvent>;
  list(options?: {
    readonly subjectId?: string;
    readonly limit?: number;
    readonly beforeSequence?: number;
  }): Promise<readonly AuditEvent[]>;
  /** Walks the whole chain. */
  verify(): Promise<AuditVerification>;
}
export declare function createAuditLog(db: RecordsDatabase): AuditLog;

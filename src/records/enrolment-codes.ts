import type { RecordsDatabase } from './database.ts';

export interface EnrolmentCode {
  readonly codeHash: string;
  readonly clinicName: string;
  readonly expiresAt: string;
}
export interface EnrolmentCodes {
  add(code: EnrolmentCode): Promise<void>;
  /** Uses the code up. Null when unknown, used or expired; of two parallel calls one gets it. */
  consume(codeHash: string, at: string): Promise<EnrolmentCode | null>;
}
export declare function createEnrolmentCodes(db: RecordsDatabase): EnrolmentCodes;

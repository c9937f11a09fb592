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

export function createEnrolmentCodes(db: RecordsDatabase): EnrolmentCodes {
  return {
    add: async ({ codeHash, clinicName, expiresAt }) => {
      await db.query
        .insertInto('enrolment_code')
        .values({
          code_hash: codeHash,
          clinic_name: clinicName,
          created_at: db.now(),
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
    },
    consume: async (codeHash, at) => {
      const row = await db.query
        .updateTable('enrolment_code')
        .set({ used_at: at })
        .where('code_hash', '=', codeHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .returning(['clinic_name', 'expires_at'])
        .executeTakeFirst();
      return row === undefined ? null : { codeHash, clinicName: row.clinic_name, expiresAt: row.expires_at };
    },
  };
}

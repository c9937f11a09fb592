import type { Clock } from '../domain/clock.ts';
import type { RecordsDatabase } from '../records/database.ts';

export interface Enrolment {
  /** A one-time code to be typed at the station, e.g. `K7QM-4PXD-92TA`; only its hash is stored. */
  issueCode(clinicName: string): Promise<{ readonly code: string; readonly expiresAt: string }>;
  /** Uses the code and registers the station. Throws `security/enrolment-refused`. */
  enrol(request: {
    readonly code: string;
    readonly stationId: string;
    readonly clinicName: string;
    readonly publicKeyPem: string;
  }): Promise<{ readonly keyId: string; readonly clinicName: string }>;
}
export declare function createEnrolment(db: RecordsDatabase, clock: Clock): Enrolment;

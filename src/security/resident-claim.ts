import type { Clock } from '../domain/clock.ts';

/** Proof for ten minutes that a resident's number was typed at this kiosk. */
export interface ResidentClaims {
  issue(residentId: string): string;
  /** The resident id; throws `security/claim-invalid` or `security/claim-expired`. */
  verify(claim: string): string;
}
export declare function createResidentClaims(options: {
  readonly secret: Uint8Array;
  readonly clock: Clock;
}): ResidentClaims;

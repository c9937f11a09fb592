import { createHmac } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import { equalInConstantTime } from './scrypt.ts';
import { SecurityError } from './security-error.ts';

export const CLAIM_LIFETIME_MS = 10 * 60_000;
/** Keeps a signature made for another purpose with the same secret from passing as a claim. */
const PURPOSE = 'sizhen resident claim 1';

/** Proof for ten minutes that a resident's number was typed at this kiosk. */
export interface ResidentClaims {
  issue(residentId: string): string;
  /** The resident id. Throws `security/claim-invalid` or `security/claim-expired`. */
  verify(claim: string): string;
}

/** `secret`: 32 random bytes; a new one at each start makes earlier claims invalid. */
export function createResidentClaims(options: { readonly secret: Uint8Array; readonly clock: Clock }): ResidentClaims {
  const { secret, clock } = options;
  const sign = (body: string) => createHmac('sha256', secret).update(`${PURPOSE}\n${body}`).digest();
  return {
    issue: (residentId) => {
      const body = `${residentId}.${clock.wallMs() + CLAIM_LIFETIME_MS}`;
      return `${body}.${sign(body).toString('base64url')}`;
    },
    verify: (claim) => {
      const [, body = '', residentId = '', expiresAtMs = '', signature = ''] =
        /^(([\w-]+)\.(\d+))\.([\w-]+)$/.exec(claim) ?? [];
      if (!equalInConstantTime(sign(body), Buffer.from(signature, 'base64url'))) {
        throw new SecurityError('security/claim-invalid', 'The claim was not issued here');
      }
      if (Number(expiresAtMs) <= clock.wallMs()) throw new SecurityError('security/claim-expired', 'The claim expired');
      return residentId;
    },
  };
}

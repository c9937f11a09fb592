import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createEnrolmentCodes } from '../records/enrolment-codes.ts';
import { createStations } from '../records/stations.ts';
import { SecurityError } from './security-error.ts';
import { stationKeyId } from './station-identity.ts';

/** Long enough to drive to the clinic. */
export const ENROLMENT_CODE_LIFETIME_MS = 24 * 3_600_000;
/** Crockford's base 32: no I, L, O or U to be mistaken. Twelve characters carry 60 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

export interface EnrolmentRequest {
  readonly code: string;
  readonly stationId: string;
  readonly publicKeyPem: string;
}

export interface Enrolment {
  /** A one-time code to be typed at the station, e.g. `K7QM-4PXD-92TA`; only its hash is stored. */
  issueCode(clinicName: string): Promise<{ readonly code: string; readonly expiresAt: string }>;
  /** Uses the code and registers the station under the clinic name the code was issued for. Throws `security/enrolment-refused`. */
  enrol(request: EnrolmentRequest): Promise<{ readonly keyId: string; readonly clinicName: string }>;
}

/** The county's side of enrolment. */
export function createEnrolment(db: RecordsDatabase, clock: Clock): Enrolment {
  const codes = createEnrolmentCodes(db);
  const stations = createStations(db);
  return {
    issueCode: async (clinicName) => {
      const code = newCode();
      const expiresAt = new Date(clock.wallMs() + ENROLMENT_CODE_LIFETIME_MS).toISOString();
      await codes.add({ codeHash: hashCode(code), clinicName, expiresAt });
      return { code, expiresAt };
    },
    enrol: async ({ code, stationId, publicKeyPem }) => {
      const keyId = ed25519KeyId(publicKeyPem);
      const used = await codes.consume(hashCode(code), new Date(clock.wallMs()).toISOString());
      if (used === null) throw new SecurityError('security/enrolment-refused', 'The code is unknown, used or expired');
      const { clinicName } = used;
      await stations.enrol({ id: stationId, clinicName }, { keyId, publicKeyPem });
      return { keyId, clinicName };
    },
  };
}

function newCode(): string {
  const characters = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** Typed by people: case, spaces and hyphens do not matter, and O is taken for 0, I and L for 1. */
function hashCode(code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest('hex');
}

/** Checked before the code is used up, so that a wrong key does not cost one. */
function ed25519KeyId(publicKeyPem: string): string {
  try {
    if (createPublicKey(publicKeyPem).asymmetricKeyType === 'ed25519') return stationKeyId(publicKeyPem);
  } catch (error) {
    throw new SecurityError('security/enrolment-refused', 'The public key cannot be read', {}, error);
  }
  throw new SecurityError('security/enrolment-refused', 'The public key is not an Ed25519 key');
}

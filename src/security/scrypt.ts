import { scrypt, timingSafeEqual } from 'node:crypto';

/** RFC 7914: cost N = 2^`logN`, block size r, parallelisation p. */
export interface ScryptParameters {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP Password Storage Cheat Sheet, scrypt, the row that needs 32 MiB: stations are small machines. */
export const SCRYPT_PARAMETERS: ScryptParameters = { logN: 15, r: 8, p: 3 };

/** For a passphrase of 192 random bits: nobody guesses it, so stretching it would only slow every start. */
export const RANDOM_PASSPHRASE_PARAMETERS: ScryptParameters = { logN: 10, r: 8, p: 1 };

export const SALT_BYTES = 16;
const OUTPUT_BYTES = 32;
/** Stored parameters above this are refused, lest a planted hash take all memory: 128 · N · r bytes. */
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

/** 32 bytes from a passphrase. Rejects with `RangeError` when the parameters ask for more than 256 MiB. */
export function deriveScrypt(passphrase: string, salt: Uint8Array, parameters: ScryptParameters): Promise<Buffer> {
  const { logN, r, p } = parameters;
  const cost = 2 ** logN;
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      OUTPUT_BYTES,
      { N: cost, r, p, maxmem: MAX_MEMORY_BYTES },
      (error, derived) => (error === null ? resolve(derived) : reject(error)),
    );
  });
}

/** Compares in a time that does not depend on where the bytes differ. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

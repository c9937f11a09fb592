import { randomBytes } from 'node:crypto';
import { deriveScrypt, equalInConstantTime, SALT_BYTES, SCRYPT_PARAMETERS } from './scrypt.ts';
import { SecurityError } from './security-error.ts';

const MIN_LENGTH = 8;
const MIN_KINDS = 2;
const KINDS = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u] as const;
const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/=]+)\$([\w+/=]+)$/;

/** `$scrypt$ln=15,r=8,p=3$salt$hash`, base64. Throws `security/password-too-weak`. */
export async function hashPassword(password: string): Promise<string> {
  requireStrength(password);
  const salt = randomBytes(SALT_BYTES);
  const { logN, r, p } = SCRYPT_PARAMETERS;
  const hash = await deriveScrypt(password, salt, SCRYPT_PARAMETERS);
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** False also for a stored text that is not a hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const parameters = { logN: Number(logN), r: Number(r), p: Number(p) };
  const derived = await deriveScrypt(password, Buffer.from(salt, 'base64'), parameters);
  return equalInConstantTime(derived, Buffer.from(hash, 'base64'));
}

/** GB/T 22239-2019, 8.1.4.1 a): identification data must have complexity. The figures are ours. */
function requireStrength(password: string): void {
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if ([...password].length >= MIN_LENGTH && kinds >= MIN_KINDS) return;
  throw new SecurityError('security/password-too-weak', 'The password is too short or of one kind of characters', {
    minLength: MIN_LENGTH,
    minKinds: MIN_KINDS,
  });
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { deriveScrypt, SALT_BYTES, SCRYPT_PARAMETERS, type ScryptParameters } from './scrypt.ts';
import { SecurityError } from './security-error.ts';

/** NIST SP 800-38D, 8.2: 96-bit nonce; a fresh one for each wrapping. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]+=*$' });

const WrappedKey = Type.Object(
  {
    version: Type.Literal(1),
    kdf: Type.Object({
      name: Type.Literal('scrypt'),
      logN: Type.Integer({ minimum: 1, maximum: 20 }),
      r: Type.Integer({ minimum: 1, maximum: 32 }),
      p: Type.Integer({ minimum: 1, maximum: 16 }),
      salt: Base64,
    }),
    cipher: Type.Literal(CIPHER),
    nonce: Base64,
    tag: Base64,
    wrapped: Base64,
  },
  { additionalProperties: false },
);

export type WrappedKey = Static<typeof WrappedKey>;

export async function wrapKey(
  key: Uint8Array,
  passphrase: string,
  parameters: ScryptParameters = SCRYPT_PARAMETERS,
): Promise<WrappedKey> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, await deriveScrypt(passphrase, salt, parameters), nonce);
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    version: 1,
    kdf: { name: 'scrypt', ...parameters, salt: salt.toString('base64') },
    cipher: CIPHER,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    wrapped: wrapped.toString('base64'),
  };
}

/** Throws `security/data-key-damaged` or `security/wrong-passphrase`. */
export async function unwrapKey(text: string, passphrase: string): Promise<Uint8Array> {
  const { kdf, nonce, tag, wrapped } = parse(text);
  const secret = await deriveScrypt(passphrase, Buffer.from(kdf.salt, 'base64'), kdf);
  try {
    const decipher = createDecipheriv(CIPHER, secret, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return new Uint8Array(Buffer.concat([decipher.update(Buffer.from(wrapped, 'base64')), decipher.final()]));
  } catch (error) {
    throw new SecurityError('security/wrong-passphrase', 'The key does not open with this passphrase', {}, error);
  }
}

function parse(text: string): WrappedKey {
  try {
    return Value.Parse(WrappedKey, JSON.parse(text));
  } catch (error) {
    throw new SecurityError('security/data-key-damaged', 'The wrapped key is not readable', {}, error);
  }
}

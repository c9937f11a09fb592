import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../domain/canonical-json.ts';
import { InquiryError } from './inquiry-error.ts';

/** A pack file: what is licensed, and its publisher's Ed25519 signature (RFC 8032) over the payload's RFC 8785 bytes. */
const PackFile = Type.Object(
  {
    format: Type.Literal('sizhen-pack/1'),
    payload: Type.Object({}, { additionalProperties: true }),
    signature: Type.Object(
      { algorithm: Type.Literal('Ed25519'), keyId: Type.String(), value: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const validator = Compile(PackFile);

/**
 * The payload of a pack that one of the configured publishers signed; its content is still to be read. `publisherKeys`
 * are PEM. Throws `InquiryError`: `inquiry/invalid-pack`, `inquiry/pack-signature`.
 */
export function openSignedPack(text: string, publisherKeys: readonly string[]): unknown {
  const file = parse(text);
  if (!validator.Check(file)) {
    const [first] = validator.Errors(file);
    throw new InquiryError('inquiry/invalid-pack', 'the file is no signed pack', { at: first?.instancePath ?? '' });
  }
  const { keyId, value } = file.signature;
  const key = publisherKeys.map(readPublicKey).find((candidate) => packKeyId(candidate) === keyId);
  if (key === undefined) {
    throw new InquiryError('inquiry/pack-signature', 'the publisher of the pack is not configured', { keyId });
  }
  if (!verify(null, bytesOf(file.payload), key, Buffer.from(value, 'base64'))) {
    throw new InquiryError('inquiry/pack-signature', 'the pack was changed after it was signed', { keyId });
  }
  return file.payload;
}

/** The publisher's side: the text of a pack file. Keys are PEM. */
export function signPack(payload: object, privateKeyPem: string): string {
  const value = sign(null, bytesOf(payload), privateKeyPem).toString('base64');
  const keyId = packKeyId(createPublicKey(privateKeyPem));
  return `${JSON.stringify({ format: 'sizhen-pack/1', payload, signature: { algorithm: 'Ed25519', keyId, value } })}\n`;
}

/** Throws `InquiryError` `inquiry/pack-signature` for a text that packs cannot be checked with. */
export function checkPublisherKey(pem: string): void {
  readPublicKey(pem);
}

/** Lower-case hex SHA-256 of the SubjectPublicKeyInfo. */
function packKeyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function readPublicKey(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw new InquiryError('inquiry/pack-signature', 'a configured publisher key cannot be read', {}, cause);
  }
  throw new InquiryError('inquiry/pack-signature', 'a configured publisher key is not an Ed25519 key');
}

function bytesOf(payload: unknown): Uint8Array {
  return Buffer.from(canonicalJson(payload), 'utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new InquiryError('inquiry/invalid-pack', 'the pack is not JSON', {}, cause);
  }
}

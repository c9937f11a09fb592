import { sign as signBytes, verify as verifyBytes } from 'node:crypto';
import {
  createSignature,
  isSignatureError,
  type RequestDescriptor,
  type SignatureParameters,
  verifySignature,
} from 'http-message-sig';
import { contentDigest, matchesContentDigest } from './content-digest.ts';
import { ExchangeError } from './exchange-error.ts';

/** What a signature covers: RFC 9421 components; the digest ties the body to it. */
const COVERED = ['@method', '@authority', '@path', 'content-digest', 'idempotency-key'] as const;
const LABEL = 'sizhen';
/** A signature lives five minutes: longer than any upload waits in a socket, short enough to keep few nonces. */
export const MAX_SIGNATURE_AGE_S = 300;

export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array;
  readonly idempotencyKey: string;
}

export interface SigningKey {
  readonly keyId: string;
  /** Ed25519, PKCS #8 PEM. */
  readonly privateKeyPem: string;
}

export interface RequestSigner {
  readonly keyId: string;
  /** The headers to send along. */
  sign(request: SignableRequest): Promise<Readonly<Record<string, string>>>;
  /** Sets the signature clock by the county's; times already recorded are never touched. */
  correctClock(serverEpochS: number): void;
}

/** Signs requests with Ed25519. `wallMs` is the station's clock, `newNonce` gives at least 128 random bits as text. */
export function createRequestSigner(options: {
  readonly key: SigningKey;
  readonly wallMs: () => number;
  readonly newNonce: () => string;
}): RequestSigner {
  const { key, wallMs, newNonce } = options;
  let offsetS = 0;
  const nowS = () => Math.floor(wallMs() / 1000);
  return {
    keyId: key.keyId,
    correctClock: (serverEpochS) => {
      offsetS = serverEpochS - nowS();
    },
    sign: async (request) => {
      const headers = {
        'content-digest': contentDigest(request.body),
        'idempotency-key': request.idempotencyKey,
      };
      const fields = await createSignature(descriptor(request.method, request.url, headers), {
        label: LABEL,
        components: COVERED,
        parameters: { created: nowS() + offsetS, keyid: key.keyId, nonce: newNonce(), alg: 'ed25519' },
        signer: { algorithm: 'ed25519', sign: (data) => signBytes(null, data, key.privateKeyPem) },
      });
      return { ...headers, signature: fields.signature, 'signature-input': fields.signatureInput };
    },
  };
}

export interface ReceivedRequest {
  readonly method: string;
  /** Absolute, as the sender addressed it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface VerifiedRequest {
  readonly keyId: string;
  readonly nonce: string;
  readonly createdEpochS: number;
  readonly idempotencyKey: string;
}

/**
 * Verifies a signed request. `publicKeyPem` looks the key up and throws when it is unknown or revoked. The nonce is checked
 * by the caller, who owns the store. Throws `ExchangeError` `exchange/digest-wrong`, `exchange/signature-…`.
 */
export async function verifyRequest(
  request: ReceivedRequest,
  nowEpochS: number,
  publicKeyPem: (keyId: string) => Promise<string>,
): Promise<VerifiedRequest> {
  const { headers } = request;
  const idempotencyKey = headers['idempotency-key'];
  const digest = headers['content-digest'];
  if (!headers.signature || !headers['signature-input'] || !digest || !idempotencyKey) {
    throw new ExchangeError('exchange/signature-missing', 'the request is not signed');
  }
  if (!matchesContentDigest(request.body, digest)) {
    throw new ExchangeError('exchange/digest-wrong', 'the body does not match its digest');
  }
  const parameters = await verifiedParameters(request, publicKeyPem);
  const created = parameters.created ?? Number.NaN;
  if (!(Math.abs(nowEpochS - created) <= MAX_SIGNATURE_AGE_S)) {
    throw new ExchangeError('exchange/signature-expired', 'the signature is too old or from the future', {
      serverEpochS: nowEpochS,
    });
  }
  return { keyId: parameters.keyid ?? '', nonce: parameters.nonce ?? '', createdEpochS: created, idempotencyKey };
}

/**
 * The library's own age check runs before the key is known to be right; here age is judged after the signature holds, so
 * that the server's clock is told to enrolled stations only. Hence its `maxAge` is not used.
 */
async function verifiedParameters(
  { method, url, headers }: ReceivedRequest,
  publicKeyPem: (keyId: string) => Promise<string>,
): Promise<SignatureParameters> {
  let refusal: unknown = null;
  try {
    const verified = await verifySignature(descriptor(method, url, headers), {
      label: LABEL,
      policy: {
        algorithms: ['ed25519'],
        requiredComponents: COVERED,
        requiredParameters: ['created', 'keyid', 'nonce'],
        clockSkew: Number.MAX_SAFE_INTEGER,
      },
      resolveVerifier: async ({ parameters }) => {
        const pem = await publicKeyPem(parameters.keyid ?? '').catch((error: unknown) => {
          refusal = error;
          throw error;
        });
        return { algorithm: 'ed25519', verify: (data, signature) => verifyBytes(null, data, pem, signature) };
      },
    });
    return verified.parameters;
  } catch (error) {
    if (refusal !== null) throw refusal;
    const reason = isSignatureError(error) ? error.code : 'unreadable';
    throw new ExchangeError('exchange/signature-wrong', 'the signature does not hold', { reason }, error);
  }
}

function descriptor(
  method: string,
  targetUri: string,
  headers: Readonly<Record<string, string | undefined>>,
): RequestDescriptor {
  const fields = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  return { kind: 'request', method, targetUri, fields };
}

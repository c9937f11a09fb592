import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ExchangeError } from '../../src/exchange/exchange-error.ts';
import { createRequestSigner, type ReceivedRequest, verifyRequest } from '../../src/exchange/http-signature.ts';

const NOW_S = 1_790_000_000;
const keys = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
const OURS = keys();
const body = new TextEncoder().encode('{"resourceType":"Bundle"}');
const url = 'https://county.example/fhir';

function signerAt(epochS: number, privateKeyPem = OURS.privateKeyPem) {
  let nonce = 0;
  return createRequestSigner({
    key: { keyId: 'key-1', privateKeyPem },
    wallMs: () => epochS * 1000,
    newNonce: () => `nonce-${nonce++}`,
  });
}

async function signed(changes: Partial<ReceivedRequest> = {}, signer = signerAt(NOW_S)): Promise<ReceivedRequest> {
  const headers = await signer.sign({ method: 'POST', url, body, idempotencyKey: 'visit-1' });
  return { method: 'POST', url, headers, body, ...changes };
}

const verify = (request: ReceivedRequest) => verifyRequest(request, NOW_S, async () => OURS.publicKeyPem);

async function codeOf(request: ReceivedRequest): Promise<string> {
  return verify(request).then(
    () => 'accepted',
    (error: ExchangeError) => error.code,
  );
}

describe('a signed request', () => {
  it('is verified with who signed it, when, and under which key', async () => {
    expect(await verify(await signed())).toEqual({
      keyId: 'key-1',
      nonce: 'nonce-0',
      createdEpochS: NOW_S,
      idempotencyKey: 'visit-1',
    });
  });

  it.each([
    ['another method', { method: 'PUT' }],
    ['another path', { url: 'https://county.example/fhir/Binary/1' }],
    ['another server', { url: 'https://elsewhere.example/fhir' }],
  ])('does not hold for %s', async (_what, changes) => {
    expect(await codeOf(await signed(changes))).toBe('exchange/signature-wrong');
  });

  it('does not hold for another body, nor for another body with its own digest', async () => {
    const other = new TextEncoder().encode('{}');
    expect(await codeOf(await signed({ body: other }))).toBe('exchange/digest-wrong');
    const { headers } = await signed();
    const forged = await signerAt(NOW_S).sign({ method: 'POST', url, body: other, idempotencyKey: 'visit-1' });
    const mixed = { ...headers, 'content-digest': forged['content-digest'] };
    expect(await codeOf(await signed({ body: other, headers: mixed }))).toBe('exchange/signature-wrong');
  });

  it('does not hold under another idempotency key', async () => {
    const { headers } = await signed();
    expect(await codeOf(await signed({ headers: { ...headers, 'idempotency-key': 'visit-2' } }))).toBe(
      'exchange/signature-wrong',
    );
  });

  it('does not hold when another key made it', async () => {
    expect(await codeOf(await signed({}, signerAt(NOW_S, keys().privateKeyPem)))).toBe('exchange/signature-wrong');
  });

  it.each(['signature', 'signature-input', 'content-digest', 'idempotency-key'])(
    'is missing without %s',
    async (name) => {
      const { headers } = await signed();
      expect(await codeOf(await signed({ headers: { ...headers, [name]: undefined } }))).toBe(
        'exchange/signature-missing',
      );
    },
  );

  it('is wrong when its fields are garbage', async () => {
    const { headers } = await signed();
    expect(await codeOf(await signed({ headers: { ...headers, 'signature-input': '((' } }))).toBe(
      'exchange/signature-wrong',
    );
  });

  it('is wrong when it covers less than it must', async () => {
    const { headers } = await signed();
    const narrowed = String(headers['signature-input']).replace(' "content-digest"', '');
    expect(await codeOf(await signed({ headers: { ...headers, 'signature-input': narrowed } }))).toBe(
      'exchange/signature-wrong',
    );
  });

  it.each([
    [300, 'accepted'],
    [301, 'exchange/signature-expired'],
    [-300, 'accepted'],
    [-301, 'exchange/signature-expired'],
  ])('made %i s ago is %s', async (ageS, outcome) => {
    expect(await codeOf(await signed({}, signerAt(NOW_S - ageS)))).toBe(outcome);
  });

  it('tells the server time when it came too late, and the corrected signer is accepted', async () => {
    const signer = signerAt(NOW_S - 86_400);
    const refusal = await verify(await signed({}, signer)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ExchangeError);
    const { serverEpochS } = (refusal as ExchangeError).context;
    expect(serverEpochS).toBe(NOW_S);
    signer.correctClock(Number(serverEpochS));
    expect(await codeOf(await signed({}, signer))).toBe('accepted');
  });

  it('passes on why its key was refused', async () => {
    const unknown = new ExchangeError('exchange/key-unknown', 'no such key');
    await expect(verifyRequest(await signed(), NOW_S, () => Promise.reject(unknown))).rejects.toBe(unknown);
  });
});

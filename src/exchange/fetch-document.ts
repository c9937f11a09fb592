import { randomUUID } from 'node:crypto';
import { ExchangeError } from './exchange-error.ts';
import type { RequestSigner } from './http-signature.ts';

/** Where a county serves what it computed for its stations, to enrolled ones only. */
export const NORMS_PATH = '/fhir/norms/five-state-open';
export const EVIDENCE_PATH = '/fhir/evidence/synthesis';

/**
 * A document of the county as it was sent, unread; null where the county has none yet. Throws `ExchangeError`
 * `exchange/unreachable`, `exchange/refused`, `exchange/answer-unreadable`.
 */
export async function fetchDocument(options: {
  readonly path: typeof NORMS_PATH | typeof EVIDENCE_PATH;
  readonly countyUrl: string;
  readonly signer: RequestSigner;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}): Promise<unknown> {
  const url = new URL(options.path, options.countyUrl).href;
  const request = { method: 'GET', url, body: new Uint8Array(), idempotencyKey: randomUUID() };
  const headers = await options.signer.sign(request);
  const answer = await ask(() =>
    options.fetch(url, {
      headers: { ...headers, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    }),
  );
  if (answer.status === 204) return null;
  if (!answer.ok) throw new ExchangeError('exchange/refused', 'no document was given', { status: answer.status });
  try {
    return await answer.json();
  } catch (cause) {
    throw new ExchangeError('exchange/answer-unreadable', 'the document is not JSON', {}, cause);
  }
}

async function ask(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    throw new ExchangeError('exchange/unreachable', 'the county server does not answer', {}, cause);
  }
}

import { randomUUID } from 'node:crypto';
import { ExchangeError } from './exchange-error.ts';
import type { RequestSigner } from './http-signature.ts';

/** Where a county serves the norms it computed, to enrolled stations only. */
export const NORMS_PATH = '/fhir/norms/five-state-open';

/**
 * The county's local norms as they were sent, unread; null where the county has none yet. Throws `ExchangeError`
 * `exchange/unreachable`, `exchange/refused`, `exchange/answer-unreadable`.
 */
export async function fetchNorms(options: {
  readonly countyUrl: string;
  readonly signer: RequestSigner;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}): Promise<unknown> {
  const url = new URL(NORMS_PATH, options.countyUrl).href;
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
  if (!answer.ok) throw new ExchangeError('exchange/refused', 'no norms were given', { status: answer.status });
  try {
    return await answer.json();
  } catch (cause) {
    throw new ExchangeError('exchange/answer-unreadable', 'the norms are not JSON', {}, cause);
  }
}

async function ask(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    throw new ExchangeError('exchange/unreachable', 'the county server does not answer', {}, cause);
  }
}

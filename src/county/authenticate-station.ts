import type { FastifyRequest } from 'fastify';
import { ExchangeError } from '../exchange/exchange-error.ts';
import { MAX_SIGNATURE_AGE_S, verifyRequest } from '../exchange/http-signature.ts';
import type { CountyServices } from './services.ts';

export interface StationCaller {
  readonly stationId: string;
  readonly idempotencyKey: string;
}

/**
 * Which enrolled station signed this request. A nonce is taken once, and kept as long as a signature that carries it could
 * still be young enough. Throws `ExchangeError` `exchange/signature-…`, `exchange/key-unknown`, `exchange/digest-wrong`.
 */
export async function authenticateStation(services: CountyServices, request: FastifyRequest): Promise<StationCaller> {
  const { clock, nonces, stations } = services;
  const nowEpochS = Math.floor(clock.wallMs() / 1000);
  let stationId = '';
  const verified = await verifyRequest(received(request), nowEpochS, async (keyId) => {
    const key = await stations.findActiveKey(keyId);
    if (key === null) throw new ExchangeError('exchange/key-unknown', 'no enrolled station has this key');
    stationId = key.stationId;
    return key.publicKeyPem;
  });
  const expiresAt = new Date((verified.createdEpochS + 2 * MAX_SIGNATURE_AGE_S) * 1000).toISOString();
  if (!(await nonces.remember(verified.keyId, verified.nonce, expiresAt))) {
    throw new ExchangeError('exchange/signature-replayed', 'this signature was used before');
  }
  const now = new Date(clock.wallMs()).toISOString();
  await nonces.removeExpired(now);
  await stations.touch(stationId, now);
  return { stationId, idempotencyKey: verified.idempotencyKey };
}

function received(request: FastifyRequest) {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const url = `${request.protocol}://${request.headers.host ?? 'localhost'}${request.url}`;
  return { method: request.method, url, headers, body: bodyBytes(request) };
}

/** The body as it came over the wire. */
export function bodyBytes(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

import type { FastifyRequest } from 'fastify';
import { ExchangeError } from '../exchange/exchange-error.ts';
import { MAX_SIGNATURE_AGE_S, verifyRequest } from '../exchange/http-signature.ts';
import type { CountyServices } from './services.ts';

export interface StationCaller {
  readonly stationId: string;
  readonly idempotencyKey: string;
}

export type AuthenticateStation = (request: FastifyRequest) => Promise<StationCaller>;

/** Housekeeping costs a commit each; once in so long is often enough. */
const SWEEP_EVERY_MS = 60_000;
const TOUCH_EVERY_MS = 10_000;

/**
 * Which enrolled station signed this request. A nonce is taken once, and kept as long as a signature that carries it could
 * still be young enough. Throws `ExchangeError` `exchange/signature-…`, `exchange/key-unknown`, `exchange/digest-wrong`.
 */
export function stationAuthenticator(services: CountyServices): AuthenticateStation {
  const housekeeping = housekeeper(services);
  return async (request) => {
    const caller = await authenticate(services, request);
    await housekeeping(caller.stationId);
    return caller;
  };
}

async function authenticate(services: CountyServices, request: FastifyRequest): Promise<StationCaller> {
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
  return { stationId, idempotencyKey: verified.idempotencyKey };
}

/** Forgets nonces that have expired and notes when a station was last seen. */
function housekeeper({ clock, nonces, stations }: CountyServices): (stationId: string) => Promise<void> {
  const touchedMs = new Map<string, number>();
  let sweptMs = Number.NEGATIVE_INFINITY;
  return async (stationId) => {
    const nowMs = clock.wallMs();
    const now = new Date(nowMs).toISOString();
    if (nowMs - sweptMs >= SWEEP_EVERY_MS) {
      sweptMs = nowMs;
      await nonces.removeExpired(now);
    }
    if (nowMs - (touchedMs.get(stationId) ?? Number.NEGATIVE_INFINITY) >= TOUCH_EVERY_MS) {
      touchedMs.set(stationId, nowMs);
      await stations.touch(stationId, now);
    }
  };
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

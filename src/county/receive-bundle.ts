import type { Receipt } from '../domain/visit.ts';
import { sha256Hex } from '../exchange/canonical-json.ts';
import { bundleToVisit, type ExchangedVisit } from '../exchange/fhir/bundle-to-visit.ts';
import { hasOwnIds } from '../exchange/own-ids.ts';
import { validateBundle } from '../exchange/validate-bundle.ts';
import type { StationCaller } from './authenticate-station.ts';
import { CountyError } from './county-error.ts';
import type { CountyServices } from './services.ts';

export interface BundleAnswer {
  /** 201 the first time, 200 for a repetition. */
  readonly status: 200 | 201;
  readonly receipt: Receipt;
}

/**
 * Stores one visit atomically; the same body again answers the same receipt. Throws `county/bundle-invalid`,
 * `county/other-station`, `county/idempotency-conflict`, `records/visit-conflict`.
 */
export async function receiveBundle(
  services: CountyServices,
  caller: StationCaller,
  body: Uint8Array,
): Promise<BundleAnswer> {
  const { audit, idempotency, receipts } = services;
  const bundleSha256 = sha256Hex(body);
  const earlier = await idempotency.get(caller.stationId, caller.idempotencyKey);
  if (earlier !== null && earlier.bodySha256 !== bundleSha256) {
    throw new CountyError('county/idempotency-conflict', 'another body was sent under this key');
  }
  const bundle = readText(body);
  const { visit, resident, station } = readBundle(bundle);
  if (station.id !== caller.stationId) {
    throw new CountyError('county/other-station', 'the visit names another station');
  }
  const received = { stationId: caller.stationId, visit, resident, bundle, bundleSha256 };
  const { replayed, receipt } = await receipts.receiveVisit(received);
  const answer = { bodySha256: bundleSha256, status: 201, body: JSON.stringify(receipt) };
  await idempotency.put(caller.stationId, caller.idempotencyKey, answer);
  await audit.append({
    actorId: caller.stationId,
    role: 'station',
    action: replayed ? 'visit.receive-again' : 'visit.receive',
    subject: { kind: 'visit', id: visit.id },
  });
  return { status: replayed ? 200 : 201, receipt };
}

function readText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    throw new CountyError('county/bundle-invalid', 'the body is not UTF-8', {}, error);
  }
}

function readBundle(text: string): ExchangedVisit {
  const check = validateBundle(parse(text));
  if (!check.ok) {
    throw new CountyError('county/bundle-invalid', 'the Bundle does not fulfil the profile', { faults: check.faults });
  }
  const exchanged = bundleToVisit(check.bundle);
  if (!hasOwnIds(exchanged)) {
    throw new CountyError('county/bundle-invalid', 'visit, resident and captures need UUIDs in lower case');
  }
  return exchanged;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CountyError('county/bundle-invalid', 'the body is not JSON', {}, error);
  }
}

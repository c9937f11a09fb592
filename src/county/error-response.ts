import type { FastifyInstance } from 'fastify';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { ApiError } from '../domain/station-api.ts';
import { operationOutcome } from './operation-outcome.ts';

/** HTTP status by code; any other code of ours answers 400. A station decides by these whether to send again. */
const STATUS: Readonly<Record<string, number>> = {
  'county/not-signed-in': 401,
  'county/not-allowed': 403,
  'county/not-found': 404,
  'county/too-large': 413,
  'county/too-many-requests': 429,
  'county/idempotency-conflict': 409,
  'county/bundle-invalid': 422,
  'county/resource-invalid': 422,
  'county/other-station': 422,
  'county/unexpected': 500,
  'exchange/bundle-unreadable': 422,
  'exchange/digest-wrong': 401,
  'exchange/key-unknown': 401,
  'exchange/signature-missing': 401,
  'exchange/signature-wrong': 401,
  'exchange/signature-expired': 401,
  'exchange/signature-replayed': 401,
  'security/sign-in-refused': 401,
  'security/account-locked': 429,
  'security/enrolment-refused': 403,
  'records/not-found': 404,
  'records/opinion-conflict': 409,
  'records/digest-mismatch': 422,
  'records/constraint': 422,
  'records/visit-conflict': 409,
  'records/busy': 503,
  'records/disk-full': 503,
  'records/unavailable': 503,
  'records/read-only': 503,
  'records/storage-failed': 503,
};

/** A database that is busy or full is hoped to be well again in half a minute. */
const RETRY_AFTER_S = 30;
/** Contexts may hold personal data or paths; only these members leave the server. */
const PUBLIC_CONTEXT = new Set(['serverEpochS', 'retryInMs', 'faults', 'reason']);

interface Answer {
  readonly status: number;
  readonly body: ApiError;
}

function toAnswer(error: unknown): Answer {
  if (isSizhenError(error)) {
    const shown = Object.entries(error.context ?? {}).filter(([key]) => PUBLIC_CONTEXT.has(key));
    const body: ApiError = { error: { code: error.code, message: error.message, context: Object.fromEntries(shown) } };
    return { status: STATUS[error.code] ?? 400, body };
  }
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode === 429) return plain(429, 'county/too-many-requests', 'too many attempts');
  if (statusCode === 413) return plain(413, 'county/too-large', 'the body is too large');
  if (statusCode < 500) return plain(statusCode, 'county/invalid-request', 'the request has another form');
  return plain(500, 'county/unexpected', 'unexpected failure');
}

function plain(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** Every failure leaves as `ApiError`, under `/fhir` together with an OperationOutcome. */
export function registerErrorResponses(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = toAnswer(error);
    if (status === 500) app.log.error({ stack: error instanceof Error ? error.stack : null }, 'unexpected');
    if (status === 503) reply.header('retry-after', String(RETRY_AFTER_S));
    const isFhir = request.url.startsWith('/fhir');
    return reply.status(status).send(isFhir ? { ...operationOutcome(body), ...body } : body);
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.status(404).send(plain(404, 'county/not-found', 'nothing here').body),
  );
}

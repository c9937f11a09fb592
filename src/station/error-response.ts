import type { FastifyError, FastifyInstance } from 'fastify';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { ApiError } from '../domain/station-api.ts';

/** Codes whose HTTP status is not 400. Screens go by the code; the status is for machines in between. */
const STATUS: Readonly<Record<string, number>> = {
  'station/not-found': 404,
  'station/no-visit': 401,
  'station/not-signed-in': 401,
  'station/not-allowed': 403,
  'station/capture-running': 409,
  'station/no-capture-running': 409,
  'station/visit-incomplete': 409,
  'station/no-device': 404,
  'station/device-not-ready': 409,
  'station/no-reading': 409,
  'station/no-card': 409,
  'station/measurement-unusual': 409,
  'station/too-many-visits': 429,
  'station/unexpected': 500,
  'station/analysis-failed': 500,
  'security/sign-in-refused': 401,
  'security/account-locked': 429,
  'security/claim-invalid': 403,
  'security/claim-expired': 403,
  'records/not-found': 404,
  'records/visit-closed': 409,
  'records/visit-in-progress': 409,
  'station/reason-needed': 422,
  'records/already-corrected': 409,
  'records/no-consent': 403,
  'records/duplicate-resident': 409,
  'records/disk-full': 507,
  'acquisition/instrument-unavailable': 503,
  'acquisition/instrument-busy': 409,
};

/** Contexts may hold personal data or paths; only these keys leave the station. */
const PUBLIC_CONTEXT = new Set(['items', 'missing', 'kinds', 'problem', 'retryInMs']);

function publicContext(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(context).filter(([key]) => PUBLIC_CONTEXT.has(key)));
}

function toApiError(error: unknown): { readonly status: number; readonly body: ApiError } {
  if (isSizhenError(error)) {
    const context = publicContext(error.context ?? {});
    return {
      status: STATUS[error.code] ?? 400,
      body: { error: { code: error.code, message: error.message, context } },
    };
  }
  const fastifyError = error as Partial<FastifyError>;
  if (fastifyError.statusCode === 429) {
    return { status: 429, body: { error: { code: 'security/account-locked', message: 'too many attempts' } } };
  }
  if (fastifyError.validation !== undefined || (fastifyError.statusCode ?? 500) < 500) {
    const message =
      fastifyError.validation === undefined ? 'the request could not be read' : 'the request has another form';
    return { status: fastifyError.statusCode ?? 400, body: { error: { code: 'station/invalid-request', message } } };
  }
  return { status: 500, body: { error: { code: 'station/unexpected', message: 'unexpected failure' } } };
}

/** Every failure leaves as `ApiError`; only failures nobody foresaw are logged, without the request. */
export function registerErrorResponses(app: FastifyInstance): void {
  app.setErrorHandler(async (error, _request, reply) => {
    const { status, body } = toApiError(error);
    if (status === 500)
      app.log.error({ code: body.error.code, stack: error instanceof Error ? error.stack : null }, 'unexpected');
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler(async (_request, reply) => {
    const body: ApiError = { error: { code: 'station/not-found', message: 'nothing here' } };
    return reply.status(404).send(body);
  });
}

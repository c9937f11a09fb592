import type { Receipt } from '../domain/visit.ts';
import { sha256Hex } from './canonical-json.ts';
import { ExchangeError } from './exchange-error.ts';
import type { ExchangeErrorCode } from './exchange-error-codes.ts';
import type { RequestSigner, SignableRequest } from './http-signature.ts';
import { readReceipt } from './receipt-schema.ts';
import { codeOfStatus, retryAfterMs, type UploadFailure } from './upload-policy.ts';

export type UploadAnswer =
  | { readonly ok: true; readonly receipt: Receipt | null }
  | { readonly ok: false; readonly failure: UploadFailure };

export interface CountyClient {
  /** Sends one Bundle; ok only with a receipt for exactly this visit and text. */
  postBundle(visitId: string, bundle: string): Promise<UploadAnswer>;
  /** Sends one Observation under the id that it carries. */
  putObservation(observation: string): Promise<UploadAnswer>;
  putBinary(captureId: string, mediaType: string, bytes: Uint8Array): Promise<UploadAnswer>;
}

export interface CountyClientOptions {
  /** Root of the county server, `https://county.example/`. */
  readonly countyUrl: string;
  readonly signer: RequestSigner;
  readonly fetch: typeof fetch;
  readonly wallMs: () => number;
  readonly timeoutMs: number;
}

/** Speaks to a county server. Never throws for what the network or the server does. */
export function createCountyClient(options: CountyClientOptions): CountyClient {
  return {
    postBundle: async (visitId, bundle) => {
      const sha256 = sha256Hex(bundle);
      const body = new TextEncoder().encode(bundle);
      const answer = await send(options, 'application/fhir+json', {
        method: 'POST',
        url: new URL('/fhir', options.countyUrl).href,
        body,
        idempotencyKey: `visit-${visitId}`,
      });
      return answer instanceof Response ? receiptIn(options, answer, { visitId, sha256 }) : answer;
    },
    putObservation: async (observation) => {
      const { id } = parse(observation) as { id: string };
      const answer = await send(options, 'application/fhir+json', {
        method: 'PUT',
        url: new URL(`/fhir/Observation/${id}`, options.countyUrl).href,
        body: new TextEncoder().encode(observation),
        idempotencyKey: `observation-${id}`,
      });
      return answer instanceof Response ? stored(options, answer, sha256Hex(observation)) : answer;
    },
    putBinary: async (captureId, mediaType, bytes) => {
      const answer = await send(options, mediaType, {
        method: 'PUT',
        url: new URL(`/fhir/Binary/${captureId}`, options.countyUrl).href,
        body: bytes,
        idempotencyKey: `capture-${captureId}`,
      });
      return answer instanceof Response ? stored(options, answer, sha256Hex(bytes)) : answer;
    },
  };
}

/** Stored only when the server names the digest of what was sent. */
async function stored(options: CountyClientOptions, answer: Response, sha256: string): Promise<UploadAnswer> {
  const text = await bodyText(answer);
  if (!answer.ok) return refusal(options, answer, text);
  const said = parse(text) as { sha256?: unknown } | null;
  return said?.sha256 === sha256 ? { ok: true, receipt: null } : failed('exchange/receipt-mismatch');
}

const failed = (code: ExchangeErrorCode, more: Partial<UploadFailure> = {}): UploadAnswer => ({
  ok: false,
  failure: { code, serverCode: null, retryAfterMs: null, serverEpochS: null, ...more },
});

async function send(
  options: CountyClientOptions,
  contentType: string,
  request: SignableRequest,
): Promise<Response | UploadAnswer> {
  const signed = await options.signer.sign(request);
  try {
    return await options.fetch(request.url, {
      method: request.method,
      headers: { ...signed, 'content-type': contentType, accept: 'application/json' },
      body: request.body as BodyInit,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return failed(isTimeout ? 'exchange/timeout' : 'exchange/unreachable');
  }
}

async function receiptIn(
  options: CountyClientOptions,
  answer: Response,
  sent: { readonly visitId: string; readonly sha256: string },
): Promise<UploadAnswer> {
  const text = await bodyText(answer);
  if (!answer.ok) return refusal(options, answer, text);
  const receipt = readReceipt(parse(text));
  if (receipt === null) return failed('exchange/answer-unreadable');
  const isOurs = receipt.visitId === sent.visitId && receipt.bundleSha256 === sent.sha256;
  return isOurs ? { ok: true, receipt } : failed('exchange/receipt-mismatch');
}

function refusal(options: CountyClientOptions, answer: Response, text: string | null): UploadAnswer {
  const { code: serverCode, context } = errorIn(parse(text));
  const serverEpochS = typeof context?.serverEpochS === 'number' ? context.serverEpochS : null;
  return failed(codeOfStatus(answer.status, serverCode), {
    serverCode,
    serverEpochS,
    retryAfterMs: retryAfterMs(answer.headers.get('retry-after'), options.wallMs()),
  });
}

/** The connection may break in the middle of the body; then nothing was answered. */
async function bodyText(answer: Response): Promise<string | null> {
  try {
    return await answer.text();
  } catch {
    return null;
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

/** Reads `ApiError`, also beside an OperationOutcome. */
function errorIn(value: unknown): { code: string | null; context: Record<string, unknown> | null } {
  const error = (value as { error?: { code?: unknown; context?: unknown } } | null)?.error;
  return {
    code: typeof error?.code === 'string' ? error.code : null,
    context: typeof error?.context === 'object' ? (error.context as Record<string, unknown>) : null,
  };
}

/** Enrols this station at a county. Throws `ExchangeError` `exchange/unreachable` or `exchange/refused`. */
export async function enrolAtCounty(
  options: Pick<CountyClientOptions, 'countyUrl' | 'fetch' | 'timeoutMs'>,
  request: {
    readonly code: string;
    readonly stationId: string;
    readonly clinicName: string;
    readonly publicKeyPem: string;
  },
): Promise<{ readonly keyId: string; readonly clinicName: string }> {
  const answer = await post(options, new URL('/enrol', options.countyUrl).href, request);
  const value = parse(await bodyText(answer)) as { keyId?: unknown; clinicName?: unknown } | null;
  if (answer.ok && typeof value?.keyId === 'string' && typeof value.clinicName === 'string') {
    return { keyId: value.keyId, clinicName: value.clinicName };
  }
  throw new ExchangeError('exchange/refused', 'the county server refused the enrolment', {
    status: answer.status,
    serverCode: errorIn(value).code,
  });
}

async function post(
  options: Pick<CountyClientOptions, 'fetch' | 'timeoutMs'>,
  url: string,
  body: unknown,
): Promise<Response> {
  try {
    return await options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(options.timeoutMs),
    });
  } catch (error) {
    throw new ExchangeError('exchange/unreachable', 'the county server does not answer', {}, error);
  }
}

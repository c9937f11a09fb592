import type { ApiError } from '../../src/domain/station-api.ts';
import { UiError } from './ui-error.ts';

export interface ApiClient {
  /** Retried twice: asking again changes nothing. */
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: unknown): Promise<Answer>;
  /** Retried twice: a PUT says the same thing each time. */
  put<Answer>(path: string, body: unknown): Promise<Answer>;
}

export interface ApiClientOptions {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (delayMs: number) => Promise<void>;
  readonly timeoutMs?: number;
}

/** A loopback server answers in milliseconds; scoring a whole visit with a cold model was allowed ten seconds. */
const DEFAULT_TIMEOUT_MS = 10_000;
const RETRY_DELAYS_MS = [300, 1200];
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/** Typed JSON over HTTP. Rejects with `UiError`: the server's code, or `ui/…` when there was none. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const once = (method: string, path: string, body: unknown) => send(options, method, path, body);
  const patient = async (method: string, path: string, body: unknown) => {
    for (const delayMs of RETRY_DELAYS_MS) {
      try {
        return await once(method, path, body);
      } catch (thrown) {
        if (!isWorthRetrying(thrown)) throw thrown;
        await options.sleep(delayMs);
      }
    }
    return once(method, path, body);
  };
  return {
    get: async <Answer>(path: string) => (await patient('GET', path, undefined)) as Answer,
    put: async <Answer>(path: string, body: unknown) => (await patient('PUT', path, body)) as Answer,
    post: async <Answer>(path: string, body?: unknown) => (await once('POST', path, body)) as Answer,
  };
}

/** The client every page uses. */
export function createPageApiClient(): ApiClient {
  return createApiClient({
    fetch: (path, init) => window.fetch(path, init),
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  });
}

async function send(options: ApiClientOptions, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await reach(options, method, path, body);
  if (response.status === 204) return null;
  const answer = await readJson(response, path);
  if (response.ok) return answer;
  const error = (answer as Partial<ApiError> | null)?.error;
  if (typeof error?.code !== 'string') throw unexpected(path, response.status);
  throw new UiError(error.code, error.message, { ...error.context, status: response.status });
}

async function reach(options: ApiClientOptions, method: string, path: string, body: unknown): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const payload =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    return await options.fetch(path, { method, signal, credentials: 'same-origin', cache: 'no-store', ...payload });
  } catch (thrown) {
    const code = signal.aborted ? 'ui/timeout' : 'ui/unreachable';
    throw new UiError(code, `${method} ${path} got no answer`, { path }, thrown);
  }
}

async function readJson(response: Response, path: string): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw unexpected(path, response.status, thrown);
  }
}

function unexpected(path: string, status: number, cause?: unknown): UiError {
  return new UiError(
    'ui/unexpected-answer',
    `${path} answered ${status} without the documented body`,
    { path, status },
    cause,
  );
}

function isWorthRetrying(thrown: unknown): boolean {
  if (!(thrown instanceof UiError)) return false;
  if (thrown.code === 'ui/timeout' || thrown.code === 'ui/unreachable') return true;
  return GATEWAY_STATUSES.has(Number(thrown.context.status));
}

import type { FailureClass } from '../records/outbox.ts';
import type { ExchangeErrorCode } from './exchange-error-codes.ts';

/** What happened to one upload; the code alone decides what comes next. */
export interface UploadFailure {
  readonly code: ExchangeErrorCode;
  /** What the server said to be wrong, as its stable code, for the screen. */
  readonly serverCode: string | null;
  readonly retryAfterMs: number | null;
  /** The server's clock, told when the signature was too old or too new for it. */
  readonly serverEpochS: number | null;
}

/**
 * Ambiguous: the county may already hold the visit; as uploads are idempotent this too is simply sent again.
 * A refused signature is transient for the queue: it concerns the station, not this one visit, and a person repairs it by
 * enrolling again.
 */
const CLASSES: Readonly<Partial<Record<ExchangeErrorCode, FailureClass>>> = {
  'exchange/unreachable': 'transient',
  'exchange/server-busy': 'transient',
  'exchange/signature-expired': 'transient',
  'exchange/not-authorised': 'transient',
  'exchange/timeout': 'ambiguous',
  'exchange/server-failed': 'ambiguous',
  'exchange/answer-unreadable': 'ambiguous',
  'exchange/receipt-mismatch': 'ambiguous',
  'exchange/refused': 'permanent',
  'exchange/conflict': 'permanent',
  'exchange/content-missing': 'permanent',
};

export function failureClass(code: ExchangeErrorCode): FailureClass {
  return CLASSES[code] ?? 'ambiguous';
}

/** The code for an HTTP answer that is no receipt. */
export function codeOfStatus(status: number, serverCode: string | null): ExchangeErrorCode {
  if (status === 401 || status === 403) {
    return serverCode === 'exchange/signature-expired' ? 'exchange/signature-expired' : 'exchange/not-authorised';
  }
  if (status === 409) return 'exchange/conflict';
  if (status === 429 || status === 503) return 'exchange/server-busy';
  // A proxy's 404 or redirect concerns the address, not the visit; these two alone judge the content.
  if (status === 400 || status === 413 || status === 422) return 'exchange/refused';
  return status >= 500 ? 'exchange/server-failed' : 'exchange/answer-unreadable';
}

const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 15 * 60_000;

/**
 * Exponential back-off with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015): anywhere
 * between nothing and 1 s doubled with each attempt, at most 15 min; never before what the server asked for, up to the
 * same limit. At least 1 s.
 */
export function retryDelayMs(attempts: number, retryAfterMs: number | null, random: () => number): number {
  const ceilingMs = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempts, 30));
  const askedMs = Math.min(retryAfterMs ?? 0, BACKOFF_CAP_MS);
  return Math.max(BACKOFF_BASE_MS, askedMs) + Math.floor(random() * Math.max(0, ceilingMs - BACKOFF_BASE_MS));
}

/** `Retry-After` of RFC 9110, 10.2.3: seconds or an HTTP date. */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - wallMs);
}

import type { Clock } from '../domain/clock.ts';
import type { Captures } from '../records/captures.ts';
import type { Outbox, OutboxEntry, OutboxKind } from '../records/outbox.ts';
import { type CountyClient, createCountyClient, type UploadAnswer } from './county-client.ts';
import type { RequestSigner } from './http-signature.ts';
import { failureClass, retryDelayMs, type UploadFailure } from './upload-policy.ts';

export type UploadEvent =
  | {
      readonly type: 'uploaded';
      readonly visitId: string;
      readonly kind: OutboxKind;
      readonly receiptId: string | null;
    }
  | {
      readonly type: 'failed';
      readonly visitId: string;
      readonly kind: OutboxKind;
      readonly code: string;
      readonly permanent: boolean;
    }
  | { readonly type: 'reachable'; readonly reachable: boolean };

export interface UploaderOptions {
  readonly outbox: Outbox;
  readonly captures: Pick<Captures, 'get'>;
  readonly countyUrl: string;
  readonly signer: RequestSigner;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly onEvent?: (event: UploadEvent) => void;
  /** Default 30 s. */
  readonly timeoutMs?: number;
  /** How long to rest when nothing is due. Default 5 s. */
  readonly idleMs?: number;
}

export interface Uploader {
  start(): void;
  /** Resolves when no upload is under way any more. */
  stop(): Promise<void>;
  /** Sends everything that is due now, records before pictures; one call runs at a time. Returns how many were stored. */
  runOnce(): Promise<number>;
  /** Look now instead of at the next interval; a visit was just completed. */
  wake(): void;
}

const TIMEOUT_MS = 30_000;
const IDLE_MS = 5_000;

/** Sends what waits in the outbox. An upload counts only when its receipt is stored. */
export function createUploader(options: UploaderOptions): Uploader {
  const { clock } = options;
  const client = createCountyClient({
    ...options,
    wallMs: () => clock.wallMs(),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  });
  let running: Promise<number> | null = null;
  let started = false;
  let cancelTimer = () => {};
  const runOnce = () => {
    running ??= drain(options, client).finally(() => {
      running = null;
    });
    return running;
  };
  const loop = () => {
    if (!started) return;
    cancelTimer();
    const again = () => {
      cancelTimer();
      if (started) cancelTimer = clock.after(options.idleMs ?? IDLE_MS, loop);
    };
    runOnce().then(again, again);
  };
  return {
    runOnce,
    wake: loop,
    start: () => {
      if (started) return;
      started = true;
      loop();
    },
    stop: async () => {
      started = false;
      cancelTimer();
      await running?.catch(() => {});
    },
  };
}

async function drain(options: UploaderOptions, client: CountyClient): Promise<number> {
  let stored = 0;
  for (let entry = await nextEntry(options); entry !== null; entry = await nextEntry(options)) {
    const answer = await upload(options, client, entry);
    if (answer.ok) stored += 1;
    await settle(options, entry, answer);
    if (!answer.ok && concernsEveryEntry(answer.failure)) break;
  }
  return stored;
}

/** A dead line or a refused key fails the next entry alike: the queue rests instead of burning its attempts. */
function concernsEveryEntry({ code }: UploadFailure): boolean {
  return code === 'exchange/unreachable' || code === 'exchange/server-busy' || code === 'exchange/not-authorised';
}

/** Records go first, then opinions; a picture is looked for only when neither is due. */
async function nextEntry({ outbox, clock }: UploaderOptions): Promise<OutboxEntry | null> {
  const at = new Date(clock.wallMs()).toISOString();
  for (const kind of ['record', 'opinion', 'picture'] as const) {
    const entry = await outbox.nextDue(kind, at);
    if (entry !== null) return entry;
  }
  return null;
}

async function upload(options: UploaderOptions, client: CountyClient, entry: OutboxEntry): Promise<UploadAnswer> {
  const first = await sendEntry(options, client, entry);
  const serverEpochS = first.ok ? null : first.failure.serverEpochS;
  if (serverEpochS === null) return first;
  options.signer.correctClock(serverEpochS);
  return sendEntry(options, client, entry);
}

async function sendEntry(options: UploaderOptions, client: CountyClient, entry: OutboxEntry): Promise<UploadAnswer> {
  if (entry.kind === 'record') return client.postBundle(entry.visitId, entry.payload);
  if (entry.kind === 'opinion') return client.putObservation(entry.payload);
  const capture = entry.captureId === null ? null : await options.captures.get(entry.captureId);
  if (capture === null || capture.bytes === null) {
    const nothing = { serverCode: null, retryAfterMs: null, serverEpochS: null };
    return { ok: false, failure: { code: 'exchange/content-missing', ...nothing } };
  }
  return client.putBinary(capture.record.id, capture.record.mediaType, capture.bytes);
}

async function settle(options: UploaderOptions, entry: OutboxEntry, answer: UploadAnswer): Promise<void> {
  const { outbox, onEvent } = options;
  const { visitId, kind } = entry;
  if (answer.ok) {
    await outbox.markSent(entry.id, answer.receipt);
    onEvent?.({ type: 'reachable', reachable: true });
    onEvent?.({ type: 'uploaded', visitId, kind, receiptId: answer.receipt?.receiptId ?? null });
    return;
  }
  const { failure } = answer;
  const failed = failureClass(failure.code);
  const delayMs = retryDelayMs(entry.attempts, failure.retryAfterMs, options.random);
  const code = failed === 'permanent' ? (failure.serverCode ?? failure.code) : failure.code;
  await outbox.markFailed(entry.id, {
    class: failed,
    errorCode: code,
    nextAttemptAt: new Date(options.clock.wallMs() + delayMs).toISOString(),
  });
  onEvent?.({
    type: 'reachable',
    reachable: failure.code !== 'exchange/unreachable' && failure.code !== 'exchange/timeout',
  });
  onEvent?.({ type: 'failed', visitId, kind, code, permanent: failed === 'permanent' });
}

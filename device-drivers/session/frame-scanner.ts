/**
 * Turns a byte stream into frames with one function that judges the start of what is waiting. A judgement depends on
 * the bytes alone: once it is not `more` it must stay the same however many bytes follow. Then any chunking gives the
 * same items.
 */
import type { ByteParser, DiscardReason, Framed } from './framed.ts';

export type Judgement<M> =
  /** Undecided: the frame that may begin here is not whole. Never given once the longest frame is there. */
  | { readonly kind: 'more' }
  | { readonly kind: 'message'; readonly message: M; readonly byteCount: number }
  /** No frame begins here, or a broken one: drop this many bytes and look again. */
  | { readonly kind: 'skip'; readonly byteCount: number; readonly reason: DiscardReason };

export const MORE = { kind: 'more' } as const;

export interface FrameScannerOptions<M> {
  /** Longest frame of the protocol; nothing more is ever held. */
  readonly maxFrameBytes: number;
  /** Judges `bytes[from …)`; at least one byte is there. */
  readonly judge: (bytes: Uint8Array, from: number) => Judgement<M>;
  readonly emit: (item: Framed<M>) => void;
}

/** Neighbouring discarded bytes of one reason are told together, at most this many, keeping the first few for a log. */
const MAX_DISCARD_BYTES = 4096;
const KEPT_BYTES = 32;
const NOTHING = new Uint8Array(0);

export function createFrameScanner<M>({ maxFrameBytes, judge, emit }: FrameScannerOptions<M>): ByteParser {
  const discards = createDiscardTally(emit);
  let held: Uint8Array = NOTHING;

  /** Returns where the undecided rest begins. */
  const scan = (bytes: Uint8Array): number => {
    let from = 0;
    while (from < bytes.length) {
      const judgement = judge(bytes, from);
      if (judgement.kind === 'more') {
        if (bytes.length - from < maxFrameBytes) break;
        discards.add('malformed', bytes, from, 1);
        from += 1;
      } else if (judgement.kind === 'skip') {
        discards.add(judgement.reason, bytes, from, judgement.byteCount);
        from += judgement.byteCount;
      } else {
        discards.flush();
        from += judgement.byteCount;
        emit(judgement);
      }
    }
    return from;
  };

  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : joined(held, chunk);
      const rest = scan(bytes);
      held = rest === bytes.length ? NOTHING : bytes.slice(rest);
    },
    finish() {
      discards.flush();
      if (held.length > 0) {
        emit({ kind: 'discarded', reason: 'incomplete', byteCount: held.length, bytes: held.slice(0, KEPT_BYTES) });
      }
      held = NOTHING;
    },
    get heldBytes() {
      return held.length + discards.waitingBytes;
    },
  };
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** Gathers discarded bytes one by one, so that noise cut in two is told as the same noise in one piece. */
function createDiscardTally(emit: (item: Framed<never>) => void) {
  const kept = new Uint8Array(KEPT_BYTES);
  let reason: DiscardReason = 'noise';
  let count = 0;

  const flush = (): void => {
    if (count === 0) return;
    const byteCount = count;
    count = 0;
    emit({ kind: 'discarded', reason, byteCount, bytes: kept.slice(0, Math.min(byteCount, KEPT_BYTES)) });
  };
  const addByte = (byteReason: DiscardReason, byte: number): void => {
    if (byteReason !== reason || count === MAX_DISCARD_BYTES) flush();
    reason = byteReason;
    if (count < KEPT_BYTES) kept[count] = byte;
    count += 1;
  };
  return {
    flush,
    add(byteReason: DiscardReason, bytes: Uint8Array, from: number, byteCount: number): void {
      for (let at = from; at < from + byteCount; at += 1) addByte(byteReason, bytes[at] ?? 0);
    },
    get waitingBytes() {
      return count;
    },
  };
}

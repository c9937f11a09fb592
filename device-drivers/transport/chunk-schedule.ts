import type { Clock } from '../../src/domain/clock.ts';
import type { TimedChunk } from './replay-timing.ts';

/** A driver with work of its own between the chunks is not starved, and 10,000 chunks cost 160 timers, not 10,000. */
const CHUNKS_PER_TURN = 64;

export interface ChunkScheduleOptions {
  readonly clock: Clock;
  readonly deliver: (bytes: Uint8Array) => void;
  /** Called when everything added so far has been delivered. */
  readonly onEmpty: () => void;
}

/** Delivers chunks in the order they were added, none before its time. */
export interface ChunkSchedule {
  readonly isEmpty: boolean;
  /** Worst delivery after a chunk's time. */
  readonly worstLatenessMs: number;
  /** Times count from now; a chunk never overtakes those added before. */
  add(chunks: readonly TimedChunk[]): void;
  stop(): void;
}

export function createChunkSchedule({ clock, deliver, onEmpty }: ChunkScheduleOptions): ChunkSchedule {
  const due: { readonly dueMs: number; readonly bytes: Uint8Array }[] = [];
  let lastDueMs = Number.NEGATIVE_INFINITY;
  let worstLatenessMs = 0;
  let stopped = false;
  let busy = false;
  let cancel = (): void => undefined;

  const plan = (): void => {
    const head = due[0];
    if (busy || stopped || head === undefined) return;
    busy = true;
    cancel = clock.after(Math.max(0, head.dueMs - clock.nowMs()), deliverDue);
  };
  const deliverDue = (): void => {
    for (let turn = 0; turn < CHUNKS_PER_TURN && !stopped; turn += 1) {
      const head = due[0];
      if (head === undefined || head.dueMs > clock.nowMs()) break;
      due.shift();
      worstLatenessMs = Math.max(worstLatenessMs, clock.nowMs() - head.dueMs);
      if (head.bytes.length > 0) deliver(head.bytes);
    }
    busy = false;
    if (due.length > 0) plan();
    else if (!stopped) onEmpty();
  };
  return {
    get isEmpty() {
      return due.length === 0;
    },
    get worstLatenessMs() {
      return worstLatenessMs;
    },
    add: (chunks) => {
      const nowMs = clock.nowMs();
      for (const { afterMs, bytes } of chunks) {
        lastDueMs = Math.max(lastDueMs, nowMs + afterMs);
        due.push({ dueMs: lastDueMs, bytes });
      }
      plan();
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

import type { Clock } from '../../src/domain/clock.ts';
import type { ReplayAdapter, ReplayCommand } from './replay-adapter.ts';
import { isRepeat, planReplay, type ReplayStage } from './replay-plan.ts';
import { RECORDED_SPEED_TOLERANCE_MS, type ReplayReport } from './replay-report.ts';
import { createChunkTiming, type ReplayMode, type TimedChunk } from './replay-timing.ts';
import type { TranscriptEntry } from './transcript.ts';

/** How far ahead a command is looked for; a host that leaves out one picture leaves out its three commands. */
const LOOK_AHEAD_STAGES = 8;
/** A driver with work of its own between the chunks is not starved, and 10,000 chunks cost 160 timers, not 10,000. */
const CHUNKS_PER_TURN = 64;
/** Time for the driver to finish what the last bytes began, before the link ends. */
const END_AFTER_MS = 1000;

export interface ReplayPlayerOptions {
  readonly entries: readonly TranscriptEntry[];
  readonly mode: ReplayMode;
  readonly clock: Clock;
  readonly createAdapter: () => ReplayAdapter;
  readonly deliver: (bytes: Uint8Array) => void;
  readonly onEnd: () => void;
}

export interface ReplayPlayer {
  start(): void;
  /** Bytes the driver wrote. */
  hear(bytes: Uint8Array): void;
  stop(): void;
  report(): ReplayReport;
}

interface DueChunk {
  readonly dueMs: number;
  readonly bytes: Uint8Array;
}

/** One playback: what was heard opens the next stage, and the clock delivers the chunks of opened stages in order. */
export function createReplayPlayer(options: ReplayPlayerOptions): ReplayPlayer {
  const { clock, mode } = options;
  const stages = planReplay(options.entries, options.createAdapter());
  const adapter = options.createAdapter();
  const timing = createChunkTiming(mode);
  const liveSequences = new Map<number, number>();
  const counts = { matched: 0, differing: 0, unexpected: 0, skipped: 0, repeated: 0, bytes: 0 };
  const due: DueChunk[] = [];
  let nextStage = 0;
  let lastHeard: ReplayCommand | null = null;
  let worstLatenessMs = 0;
  let finished = false;
  let cancelTimer = (): void => undefined;
  let timerRuns = false;
  let delivering = false;

  const sequenceOf = (recorded: number): number => liveSequences.get(recorded) ?? recorded;

  const openStage = (stage: ReplayStage): void => {
    const now = clock.nowMs();
    const notBefore = Math.max(now, due.at(-1)?.dueMs ?? now);
    // Renumbered here, once the live number is known; recut afterwards so that cuts fall anywhere.
    const renumbered: TimedChunk[] = stage.chunks.map(({ afterMs, bytes }) => ({
      afterMs,
      bytes: adapter.rewrite(bytes, sequenceOf),
    }));
    for (const { afterMs, bytes } of timing(renumbered)) {
      if (bytes.length > 0) due.push({ dueMs: Math.max(notBefore, now + afterMs), bytes });
    }
    nextStage = stages.indexOf(stage) + 1;
    if (nextStage === stages.length) due.push({ dueMs: due.at(-1)?.dueMs ?? now, bytes: adapter.rest() });
    plan();
  };

  const plan = (): void => {
    const head = due[0];
    if (timerRuns || delivering || head === undefined) return;
    timerRuns = true;
    cancelTimer = clock.after(Math.max(0, head.dueMs - clock.nowMs()), deliverDue);
  };

  const deliverDue = (): void => {
    timerRuns = false;
    delivering = true;
    for (let turn = 0; turn < CHUNKS_PER_TURN && !finished; turn += 1) {
      const head = due[0];
      if (head === undefined || head.dueMs > clock.nowMs()) break;
      due.shift();
      worstLatenessMs = Math.max(worstLatenessMs, clock.nowMs() - head.dueMs);
      counts.bytes += head.bytes.length;
      if (head.bytes.length > 0) options.deliver(head.bytes);
    }
    delivering = false;
    if (finished) return;
    if (due.length > 0) plan();
    else if (nextStage === stages.length) planEnd();
  };

  const planEnd = (): void => {
    cancelTimer = clock.after(END_AFTER_MS, () => {
      finished = true;
      options.onEnd();
    });
  };

  const hearCommand = (command: ReplayCommand): void => {
    if (isRepeat(lastHeard, command)) {
      counts.repeated += 1;
      return;
    }
    lastHeard = command;
    const ahead = stages.slice(nextStage, nextStage + LOOK_AHEAD_STAGES);
    const stage =
      ahead.find((candidate) => candidate.command?.content === command.content) ??
      ahead.find((candidate) => candidate.command?.kind === command.kind);
    if (stage === undefined) {
      counts.unexpected += 1;
      return;
    }
    counts.skipped += ahead.indexOf(stage);
    if (stage.command?.content === command.content) counts.matched += 1;
    else counts.differing += 1;
    const recorded = stage.command?.sequence ?? null;
    if (recorded !== null && command.sequence !== null) liveSequences.set(recorded, command.sequence);
    openStage(stage);
  };

  return {
    start: () => {
      const first = stages[0];
      if (first !== undefined) openStage(first);
    },
    hear: (bytes) => adapter.readCommands(bytes).forEach(hearCommand),
    stop: () => {
      finished = true;
      cancelTimer();
    },
    report: () => ({
      finished: finished || (nextStage === stages.length && due.length === 0),
      matchedCommands: counts.matched,
      differingCommands: counts.differing,
      unexpectedCommands: counts.unexpected,
      skippedCommands: counts.skipped,
      repeatedCommands: counts.repeated,
      deliveredBytes: counts.bytes,
      worstLatenessMs,
      keptRecordedSpeed: mode.kind === 'recorded' ? worstLatenessMs <= RECORDED_SPEED_TOLERANCE_MS : null,
    }),
  };
}

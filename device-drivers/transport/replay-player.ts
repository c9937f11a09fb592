import type { Clock } from '../../src/domain/clock.ts';
import { createChunkSchedule } from './chunk-schedule.ts';
import type { ReplayAdapter, ReplayCommand } from './replay-adapter.ts';
import { isRepeat, planReplay, type ReplayStage } from './replay-plan.ts';
import { RECORDED_SPEED_TOLERANCE_MS, type ReplayReport } from './replay-report.ts';
import { createChunkTiming, type ReplayMode, type TimedChunk } from './replay-timing.ts';
import type { TranscriptEntry } from './transcript.ts';

/** How far ahead a command is looked for; a host that leaves out one picture leaves out its three commands. */
const LOOK_AHEAD_STAGES = 8;
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

/** One playback: what was heard opens the next stage, and the clock delivers the chunks of opened stages in order. */
export function createReplayPlayer(options: ReplayPlayerOptions): ReplayPlayer {
  const { clock, mode } = options;
  const stages = planReplay(options.entries, options.createAdapter());
  const adapter = options.createAdapter();
  const timing = createChunkTiming(mode);
  const liveSequences = new Map<number, number>();
  const counts = { matched: 0, differing: 0, unexpected: 0, skipped: 0, repeated: 0, bytes: 0 };
  let nextStage = 0;
  let lastHeard: ReplayCommand | null = null;
  let finished = false;
  let cancelEnd = (): void => undefined;

  const schedule = createChunkSchedule({
    clock,
    deliver: (bytes) => {
      counts.bytes += bytes.length;
      options.deliver(bytes);
    },
    onEmpty: () => {
      if (nextStage === stages.length) planEnd();
    },
  });
  const sequenceOf = (recorded: number): number => liveSequences.get(recorded) ?? recorded;

  const openStage = (stage: ReplayStage): void => {
    // Renumbered here, once the live number is known; recut afterwards so that cuts fall anywhere.
    const renumbered: TimedChunk[] = stage.chunks.map(({ afterMs, bytes }) => ({
      afterMs,
      bytes: adapter.rewrite(bytes, sequenceOf),
    }));
    nextStage = stages.indexOf(stage) + 1;
    schedule.add(timing(renumbered));
    if (nextStage === stages.length) schedule.add([{ afterMs: 0, bytes: adapter.rest() }]);
  };

  const planEnd = (): void => {
    cancelEnd();
    cancelEnd = clock.after(END_AFTER_MS, () => {
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
      cancelEnd();
      schedule.stop();
    },
    report: () => ({
      finished: finished || (nextStage === stages.length && schedule.isEmpty),
      matchedCommands: counts.matched,
      differingCommands: counts.differing,
      unexpectedCommands: counts.unexpected,
      skippedCommands: counts.skipped,
      repeatedCommands: counts.repeated,
      deliveredBytes: counts.bytes,
      worstLatenessMs: schedule.worstLatenessMs,
      keptRecordedSpeed: mode.kind === 'recorded' ? schedule.worstLatenessMs <= RECORDED_SPEED_TOLERANCE_MS : null,
    }),
  };
}

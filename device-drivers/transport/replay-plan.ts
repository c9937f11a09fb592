import type { ReplayAdapter, ReplayCommand } from './replay-adapter.ts';
import type { TranscriptEntry } from './transcript.ts';

/** What the instrument sent after one recorded command (none before the first) and until the next. */
export interface ReplayStage {
  readonly command: ReplayCommand | null;
  readonly startMs: number;
  readonly chunks: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[];
}

/** Splits a transcript at its commands. A repeated command (same number and content as the last) opens no new stage. */
export function planReplay(entries: readonly TranscriptEntry[], reader: ReplayAdapter): ReplayStage[] {
  const stages: { command: ReplayCommand | null; startMs: number; chunks: { afterMs: number; bytes: Uint8Array }[] }[] =
    [{ command: null, startMs: entries[0]?.tMs ?? 0, chunks: [] }];
  for (const entry of entries) {
    if (entry.dir === 'tx') {
      for (const command of reader.readCommands(entry.bytes)) {
        if (!isRepeat(stages.at(-1)?.command ?? null, command)) {
          stages.push({ command, startMs: entry.tMs, chunks: [] });
        }
      }
    } else {
      const stage = stages.at(-1);
      stage?.chunks.push({ afterMs: entry.tMs - stage.startMs, bytes: entry.bytes });
    }
  }
  return stages;
}

export function isRepeat(last: ReplayCommand | null, command: ReplayCommand): boolean {
  return command.sequence !== null && last?.sequence === command.sequence && last.content === command.content;
}

import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { createLinkSession } from './link-session.ts';
import type { ReplayAdapter } from './replay-adapter.ts';
import { createReplayPlayer, type ReplayPlayer } from './replay-player.ts';
import type { ReplayReport } from './replay-report.ts';
import type { ReplayMode } from './replay-timing.ts';
import type { TranscriptEntry } from './transcript.ts';
import { TransportError } from './transport-error.ts';

export interface ReplayTransportOptions {
  /** For people: the folder the transcript came from. */
  readonly name: string;
  readonly entries: readonly TranscriptEntry[];
  readonly mode: ReplayMode;
  readonly clock: Clock;
  /** A fresh adapter for each reading of the transcript. */
  readonly createAdapter: () => ReplayAdapter;
}

export interface ReplayTransport extends ByteTransport {
  readonly nature: 'replayed';
  report(): ReplayReport;
}

/**
 * Plays a transcript to a driver. What the instrument said after a command is delivered once the driver has written
 * that command: commands are matched by kind and in order, because heartbeats and sequence numbers differ between runs.
 * Other fields, commands left out and commands the recording does not have are counted in the report, never fatal here;
 * an unexpected command gets no answer, so the driver ends with its own time-out. The link ends after the last byte.
 */
export function createReplayTransport(options: ReplayTransportOptions): ReplayTransport {
  const description = `replay ${options.name}`;
  let player: ReplayPlayer | undefined;
  let isOpen = (): boolean => false;
  let close = (): void => undefined;
  return {
    description,
    nature: 'replayed',
    open: async (handlers) => {
      if (isOpen()) throw new TransportError('transport/already-open', { link: description });
      const session = createLinkSession(handlers, description);
      const opened = createReplayPlayer({
        ...options,
        deliver: session.deliver,
        onEnd: () => session.end('ended', 'the transcript is over'),
      });
      player = opened;
      isOpen = () => session.isOpen;
      close = () => {
        opened.stop();
        session.end('requested', 'closed on request');
      };
      opened.start();
    },
    write: async (bytes) => {
      if (!isOpen()) throw new TransportError('transport/not-open', { link: description });
      player?.hear(bytes);
    },
    close: async () => close(),
    report: () => player?.report() ?? NOTHING_PLAYED,
  };
}

const NOTHING_PLAYED: ReplayReport = {
  finished: false,
  matchedCommands: 0,
  differingCommands: 0,
  unexpectedCommands: 0,
  skippedCommands: 0,
  repeatedCommands: 0,
  deliveredBytes: 0,
  worstLatenessMs: 0,
  keptRecordedSpeed: null,
};

/** One command of the host, found in the bytes of a `tx` chunk. */
export interface ReplayCommand {
  /** What decides which recorded answer comes next: usually the command's name. */
  readonly kind: string;
  /** Everything but the sequence number; a difference is counted, not refused. */
  readonly content: string;
  /** The number the answer will name, or null where the protocol has none. */
  readonly sequence: number | null;
}

/**
 * What a replay must know of a protocol. One per playback: it may hold unfinished lines.
 * Heartbeats and other traffic that the clock drives are not commands and must not be returned.
 */
export interface ReplayAdapter {
  readCommands(txBytes: Uint8Array): readonly ReplayCommand[];
  /** Bytes for the driver; answers name `sequenceOf(recorded)` instead of the recorded number. May hold back a part of a line. */
  rewrite(rxBytes: Uint8Array, sequenceOf: (recorded: number) => number): Uint8Array;
  /** What was held back, at the end of the transcript. */
  rest(): Uint8Array;
}

/** For protocols without sequence numbers and heartbeats: each written chunk is one command. */
export function createPlainReplayAdapter(): ReplayAdapter {
  return {
    readCommands: (txBytes) => {
      const hex = Buffer.from(txBytes).toString('hex');
      return [{ kind: hex, content: hex, sequence: null }];
    },
    rewrite: (rxBytes) => rxBytes,
    rest: () => new Uint8Array(0),
  };
}

/** Where a command writes: results to standard output, everything else to standard error. */
export interface CommandIo {
  out(line: string): void;
  err(line: string): void;
}

/** Exit statuses of every command. */
export const EXIT = { ok: 0, badInput: 1, usage: 2 } as const;

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Loads the command's own modules only when it is run, so that every command starts quickly. */
  load(): Promise<{ run(args: readonly string[], io: CommandIo): Promise<number> }>;
}

/** The arguments are not of the command's form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

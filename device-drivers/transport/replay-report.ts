/** Later than this a live display would show it: the driver contract promises samples in batches of at most 100 ms. */
export const RECORDED_SPEED_TOLERANCE_MS = 100;

/** How faithful a playback was. A replay that reports differences has still delivered only recorded bytes. */
export interface ReplayReport {
  readonly finished: boolean;
  /** Host commands that were the recorded ones, fields included. */
  readonly matchedCommands: number;
  /** Commands of the recorded kind with other fields. */
  readonly differingCommands: number;
  /** Commands the recording does not have at this point; they got no answer. */
  readonly unexpectedCommands: number;
  /** Recorded commands the host left out. */
  readonly skippedCommands: number;
  /** Lines the host wrote again because no answer came in time. */
  readonly repeatedCommands: number;
  readonly deliveredBytes: number;
  /** Worst lateness of a chunk against the recorded time after its command. */
  readonly worstLatenessMs: number;
  /** False when a chunk came later than `RECORDED_SPEED_TOLERANCE_MS`; null in modes that do not keep time. */
  readonly keptRecordedSpeed: boolean | null;
}

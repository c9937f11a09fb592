/** What the demonstration's processes tell the one that started them. */
export type ReadyMessage =
  | { readonly type: 'ready'; readonly part: 'instrument'; readonly address: string; readonly note: string | null }
  | {
      readonly type: 'ready';
      readonly part: 'county';
      readonly url: string;
      readonly credentials: Credentials | null;
      readonly enrolmentCode: string | null;
    }
  | {
      readonly type: 'ready';
      readonly part: 'station';
      readonly url: string;
      readonly credentials: Credentials | null;
      readonly notes: readonly string[];
    };

/** What it may tell the station afterwards. */
export interface EnrolMessage {
  readonly type: 'enrol';
  readonly code: string;
}

/** A first password, shown once and stored only as a hash. */
export interface Credentials {
  readonly account: string;
  readonly password: string;
}

export function tellParent(message: ReadyMessage): void {
  process.send?.(message);
}

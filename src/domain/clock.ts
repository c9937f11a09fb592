/** Time, handed in wherever it is needed so that tests can own it. */
export interface Clock {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** Wall clock, milliseconds since the Unix epoch. */
  wallMs(): number;
  /** Calls `action` once after `delayMs`; returns a function that cancels. */
  after(delayMs: number, action: () => void): () => void;
}

/** The running machine's own clock. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

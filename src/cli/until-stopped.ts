/**
 * Resolves on Ctrl-C, on a polite kill, and when the process that started this one has gone, so that no server is ever
 * left behind.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}

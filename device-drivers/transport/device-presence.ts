import { stat } from 'node:fs/promises';
import type { Clock } from '../../src/domain/clock.ts';

/** Three looks within the 1.5 s after which a driver would call the device silent. */
const LOOK_EVERY_MS = 500;

/**
 * Looks whether the path still is the device that was opened. On a hung-up terminal Linux answers reads with zero bytes,
 * and the serial binding then reads for ever without a word; only when it happened to be waiting does it notice.
 * `opened` is what `identifyDevice` said before the opening; where it said nothing (Windows) the path is not watched.
 * Returns a function that stops.
 */
export function watchDevicePresence(
  path: string,
  opened: string | undefined,
  clock: Clock,
  onGone: () => void,
): () => void {
  let stopped = false;
  let cancel = (): void => undefined;
  const look = async (): Promise<void> => {
    const now = await identifyDevice(path);
    if (stopped) return;
    if (now === opened) plan();
    else onGone();
  };
  const plan = (): void => {
    cancel = clock.after(LOOK_EVERY_MS, () => void look());
  };
  if (opened !== undefined) plan();
  return () => {
    stopped = true;
    cancel();
  };
}

/** A device plugged in again is a new node, though it may have the old name. */
export async function identifyDevice(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.rdev}`;
}

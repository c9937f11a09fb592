import type { PreviewFrame } from '../../device-drivers/contract/instrument-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { LiveMessage } from '../domain/station-api.ts';

type PictureMessage = Extract<LiveMessage, { type: 'device-picture' }>;

/** Enough to aim a camera and to see that it lives; five small pictures a second are about 100 kB. */
const PICTURE_EVERY_MS = 200;

/** Sends on what a camera sees, no more often than a person needs; frames between are left out, none is held. */
export function createLivePicture(
  deviceId: string,
  clock: Clock,
  send: (message: PictureMessage) => void,
): (frame: PreviewFrame) => void {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return ({ mediaType, bytes }) => {
    if (clock.nowMs() < nextAtMs) return;
    nextAtMs = clock.nowMs() + PICTURE_EVERY_MS;
    const picture = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
    send({ type: 'device-picture', deviceId, picture });
  };
}

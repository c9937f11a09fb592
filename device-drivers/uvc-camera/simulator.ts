/** A camera that streams the pictures of a source, as ffmpeg would hand them on. */
import sharp from 'sharp';
import { PICTURE_KINDS, type PictureKind } from '../../src/domain/picture.ts';
import type { SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import type { SimulatedPicture } from '../simulation/sources.ts';
import { SCENE_WORD } from './protocol.ts';
import { isUvcCameraFault, type UvcCameraFault } from './simulator-faults.ts';

const PICTURE_EVERY_MS = 100;
const SLOW_PICTURE_EVERY_MS = 1000;
const STOPS_AFTER_MS = 2000;
const JPEG_QUALITY = 95;
const MAX_WORD_BYTES = 64;
/** A person holding still sways by some pixels within a second; each position is encoded once. */
const SWAY_PX = 4;
const SWAY_POSITIONS = 8;

export function createUvcCameraSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, pictures, write } = request;
  const faults = new Set((request.faults ?? []).filter(isUvcCameraFault));
  const has = (fault: UvcCameraFault): boolean => faults.has(fault);
  const encoded = new Map<string, Promise<Uint8Array>>();
  const startedAtMs = clock.nowMs();
  let scene: PictureKind = 'tongue-top';
  let heard = '';
  let count = 0;
  let stopped = false;
  let cancel = (): void => undefined;

  /** A drawn person sways; a photograph or a pattern is shown byte for byte as it is. */
  const pictureOf = (kind: PictureKind): Promise<Uint8Array> => {
    const position = pictures.sways ? count % SWAY_POSITIONS : null;
    const name = `${kind} ${position}`;
    const known = encoded.get(name) ?? pictures.picture(kind).then((picture) => toJpeg(picture, position));
    encoded.set(name, known);
    return known;
  };
  const send = (picture: Uint8Array): void => {
    count += 1;
    if (has('stops-in-picture') && clock.nowMs() - startedAtMs > STOPS_AFTER_MS) {
      write(picture.subarray(0, picture.length / 2));
      stopped = true;
    } else if (has('not-jpeg')) write(picture.map((byte) => byte & 0x7f));
    else write(has('broken-pictures') && count % 2 === 0 ? picture.subarray(0, picture.length / 2) : picture);
  };
  const tick = (): void => {
    pictureOf(scene).then(
      (picture) => {
        if (!stopped) send(picture);
        if (!stopped) cancel = clock.after(has('slow-pictures') ? SLOW_PICTURE_EVERY_MS : PICTURE_EVERY_MS, tick);
      },
      // A source without a picture of this kind shows nothing: the camera is covered.
      () => {
        if (!stopped) cancel = clock.after(PICTURE_EVERY_MS, tick);
      },
    );
  };
  cancel = clock.after(PICTURE_EVERY_MS, tick);

  return {
    receive(bytes) {
      heard = `${heard}${Buffer.from(bytes).toString('latin1')}`;
      const words = heard.split('\n');
      heard = (words.pop() ?? '').slice(-MAX_WORD_BYTES);
      for (const word of words) {
        scene = PICTURE_KINDS.find((kind) => word.endsWith(`${SCENE_WORD} ${kind}`)) ?? scene;
      }
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

async function toJpeg({ bytes, mediaType }: SimulatedPicture, position: number | null): Promise<Uint8Array> {
  if (position === null && mediaType === 'image/jpeg') return bytes;
  const picture = sharp(bytes);
  const shown = position === null ? picture : picture.extract(swayed(await picture.metadata(), position));
  return shown.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** The part that the camera sees: all but a narrow rim, on which it moves in a small circle. */
function swayed({ width, height }: { readonly width: number; readonly height: number }, position: number) {
  const angle = (2 * Math.PI * position) / SWAY_POSITIONS;
  return {
    left: Math.round(SWAY_PX * (1 + Math.cos(angle))),
    top: Math.round(SWAY_PX * (1 + Math.sin(angle))),
    width: width - 2 * SWAY_PX,
    height: height - 2 * SWAY_PX,
  };
}

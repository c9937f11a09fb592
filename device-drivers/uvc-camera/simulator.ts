/** A camera that streams the pictures of a source, as ffmpeg would hand them on. */
import sharp from 'sharp';
import { PICTURE_KINDS, type PictureKind } from '../../src/domain/picture.ts';
import type { SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { SCENE_WORD } from './protocol.ts';
import { isUvcCameraFault, type UvcCameraFault } from './simulator-faults.ts';

const PICTURE_EVERY_MS = 100;
const SLOW_PICTURE_EVERY_MS = 1000;
const STOPS_AFTER_MS = 2000;
const JPEG_QUALITY = 95;
const MAX_WORD_BYTES = 64;

export function createUvcCameraSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, pictures, write } = request;
  const faults = new Set((request.faults ?? []).filter(isUvcCameraFault));
  const has = (fault: UvcCameraFault): boolean => faults.has(fault);
  const encoded = new Map<PictureKind, Promise<Uint8Array>>();
  const startedAtMs = clock.nowMs();
  let scene: PictureKind = 'tongue-top';
  let heard = '';
  let count = 0;
  let stopped = false;
  let cancel = (): void => undefined;

  const pictureOf = (kind: PictureKind): Promise<Uint8Array> => {
    const known = encoded.get(kind) ?? pictures.picture(kind).then(({ bytes, mediaType }) => toJpeg(bytes, mediaType));
    encoded.set(kind, known);
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

async function toJpeg(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Promise<Uint8Array> {
  if (mediaType === 'image/jpeg') return bytes;
  return sharp(bytes).jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
}

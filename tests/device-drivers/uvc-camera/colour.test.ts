import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraRange, CameraSource } from '../../../device-drivers/transport/camera-arguments.ts';
import { createCameraTransport } from '../../../device-drivers/transport/camera-transport.ts';
import { createUvcCameraDriver } from '../../../device-drivers/uvc-camera/driver.ts';
import { decodePicture } from '../../../src/acquisition/decode-picture.ts';
import { deltaE2000 } from '../../../src/analysis/colour/delta-e.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { labFromSrgb } from '../../../src/domain/colour.ts';
import { CARD, CARD_HEIGHT_PX, CARD_WIDTH_PX, drawCard, readCard } from './support/colour-card.ts';
import { ffmpeg } from './support/ffmpeg.ts';

/** A difference of 1 is about what an eye can see; one step of 8 bits in limited YCbCr is up to three quarters of it. */
const EXACT_DELTA_E = 1;
const MEAN_DELTA_E = 0.5;

let folder = '';
const file = (name: string): string => join(folder, name);

const card = [
  '-f',
  'rawvideo',
  '-pixel_format',
  'rgb24',
  '-video_size',
  `${CARD_WIDTH_PX}x${CARD_HEIGHT_PX}`,
  '-i',
  '-',
];
const toRange = (range: 'full' | 'limited') => [
  '-vf',
  `scale=out_color_matrix=bt601:out_range=${range}:flags=accurate_rnd+full_chroma_int+full_chroma_inp`,
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sizhen-card-'));
  const picture = drawCard();
  // As most webcams send it, as some do, and as one without a compressor does.
  ffmpeg(
    [...card, ...toRange('full'), '-pix_fmt', 'yuvj422p', '-c:v', 'mjpeg', '-q:v', '2', '-f', 'mjpeg', file('full')],
    picture,
  );
  ffmpeg(
    [...card, ...toRange('limited'), '-pix_fmt', 'yuv420p', '-strict', 'unofficial', '-color_range', 'tv'].concat([
      '-c:v',
      'mjpeg',
      '-q:v',
      '2',
      '-f',
      'mjpeg',
      file('limited'),
    ]),
    picture,
  );
  ffmpeg([...card, ...toRange('limited'), '-pix_fmt', 'yuyv422', '-f', 'rawvideo', file('yuyv')], picture);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The card through ffmpeg, the transport, the parser, the driver and the decoder: ΔE2000 of each patch. */
async function errorsThrough(name: string, format: CameraSource['format'], range: CameraRange): Promise<number[]> {
  const path = file(name);
  const size = { widthPx: CARD_WIDTH_PX, heightPx: CARD_HEIGHT_PX, framesPerSecond: 5 };
  const transport = createCameraTransport({ path, sources: [{ kind: 'file', path, format, range, ...size }] });
  const driver = createUvcCameraDriver({ transport, clock: systemClock });
  try {
    await driver.connect();
    const { bytes } = await driver.takePicture({ kind: 'face' }, () => undefined, new AbortController().signal);
    const seen = readCard(await decodePicture(bytes));
    return CARD.map((patch, index) => {
      const [red = 0, green = 0, blue = 0] = seen[index]?.map(Math.round) ?? [];
      return deltaE2000(labFromSrgb(...patch), labFromSrgb(red, green, blue));
    });
  } finally {
    await driver.disconnect();
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the colours of a test card through the whole path of a camera', () => {
  it.each([
    ['compressed pictures in full range', 'full', 'mjpeg', 'full'],
    ['compressed pictures in limited range', 'limited', 'mjpeg', 'limited'],
    ['uncompressed pictures', 'yuyv', 'yuyv422', 'limited'],
  ] as const)(
    'are those that were drawn: %s',
    async (_name, name, format, range) => {
      const errors = await errorsThrough(name, format, range);
      expect(errors).toHaveLength(24);
      expect(Math.max(...errors)).toBeLessThan(EXACT_DELTA_E);
      expect(mean(errors)).toBeLessThan(MEAN_DELTA_E);
    },
    60_000,
  );

  it('are visibly wrong when limited pictures are taken for full ones, so this test can fail', async () => {
    const errors = await errorsThrough('limited', 'mjpeg', 'full');
    expect(Math.max(...errors)).toBeGreaterThan(3);
    expect(mean(errors)).toBeGreaterThan(1.5);
  }, 60_000);
});

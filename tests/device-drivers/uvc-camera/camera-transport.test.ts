import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CameraSource,
  COMPRESSED_CAMERA,
  cameraArguments,
} from '../../../device-drivers/transport/camera-arguments.ts';
import { cameraOpenError } from '../../../device-drivers/transport/camera-error.ts';
import { createCameraTransport } from '../../../device-drivers/transport/camera-transport.ts';
import { createUvcCameraDriver } from '../../../device-drivers/uvc-camera/driver.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { listening, until } from '../transport/listening.ts';

let folder = '';
let picture = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sizhen-camera-'));
  picture = join(folder, 'picture.jpg');
  await sharp({ create: { width: 64, height: 48, channels: 3, background: '#b06a5c' } })
    .jpeg()
    .toFile(picture);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program in ffmpeg's place that does what a broken camera makes ffmpeg do. */
async function programThat(name: string, does: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${does}\n`);
  await chmod(path, 0o755);
  return path;
}
const source = (path: string): CameraSource => ({ ...COMPRESSED_CAMERA, kind: 'file', path, framesPerSecond: 5 });
const transportOf = (path: string, program?: string) =>
  createCameraTransport({ path, sources: [source(path)], ...(program === undefined ? {} : { program }) });

describe('a camera through ffmpeg', () => {
  it('is asked for compressed pictures, which pass untouched; anything else is brought to full range', () => {
    const asIs = cameraArguments({ ...COMPRESSED_CAMERA, path: '/dev/video0' }).join(' ');
    expect(asIs).toContain('-f v4l2 -input_format mjpeg -video_size 1280x720 -framerate 15 -i /dev/video0');
    expect(asIs).toContain('-c:v copy');
    const limited = cameraArguments({ ...COMPRESSED_CAMERA, path: '/dev/video0', range: 'limited' }).join(' ');
    expect(limited).toContain('in_range=limited:out_range=full');
  });

  it('can be opened, closed and opened again, and leaves no program behind', async () => {
    const transport = transportOf(picture);
    for (const round of [1, 2]) {
      const ear = listening();
      await transport.open(ear.handlers);
      await until(() => ear.bytes().length > 200, 20_000);
      await transport.close();
      expect(ear.closed.map(({ reason }) => reason)).toEqual(['requested']);
      expect(ear.bytes().subarray(0, 2).toString('hex')).toBe('ffd8');
      expect(round).toBeGreaterThan(0);
    }
    await expect(transport.write(new Uint8Array(1))).rejects.toMatchObject({ code: 'transport/not-open' });
  }, 60_000);

  it('that is not there, or without ffmpeg, says so', async () => {
    const missing = join(folder, 'none.jpg');
    await expect(transportOf(missing).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/camera-not-found',
    });
    await expect(transportOf(picture, join(folder, 'no-program')).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/camera-program-missing',
    });
  }, 60_000);

  it('that lacks one format is asked for the next', async () => {
    const program = await programThat(
      'choosy',
      `case "$*" in *mjpeg\\ -loop*) echo "Cannot find a proper format for codec 'mjpeg'" >&2; exit 1;; esac\ncat ${picture}\nsleep 20`,
    );
    const raw = { ...source(picture), format: 'yuyv422' as const };
    const ear = listening();
    const transport = createCameraTransport({ path: picture, sources: [source(picture), raw], program });
    await transport.open(ear.handlers);
    await transport.close();
    await expect(transportOf(picture, program).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/camera-format-unsupported',
    });
  }, 60_000);

  it.each([
    ['/dev/video0: Device or resource busy', 'transport/camera-in-use'],
    ['Cannot open video device /dev/video0: Permission denied', 'transport/permission-denied'],
    ['Cannot open video device /dev/video0: No such file or directory', 'transport/camera-not-found'],
    ['Not a video capture device.', 'transport/not-a-camera'],
    [
      "Cannot find a proper format for codec 'mjpeg' (id 7), pixel format 'none' (id -1)",
      'transport/camera-format-unsupported',
    ],
    ['something never seen before', 'transport/open-failed'],
  ])('reads “%s” as %s', (said, code) => {
    expect(cameraOpenError('/dev/video0', said).code).toBe(code);
  });
});

describe('a camera that fails while it runs', () => {
  const driverWith = async (name: string, does: string) =>
    createUvcCameraDriver({ transport: transportOf(picture, await programThat(name, does)), clock: systemClock });
  const take = (driver: ReturnType<typeof createUvcCameraDriver>) =>
    driver.takePicture({ kind: 'face' }, () => undefined, new AbortController().signal);

  it('because it is unplugged or ffmpeg dies is lost at once', async () => {
    const driver = await driverWith(
      'dies',
      `cat ${picture}; sleep 0.3; cat ${picture}; sleep 0.3; echo "No such device" >&2; exit 1`,
    );
    await driver.connect();
    await expect(take(driver)).rejects.toMatchObject({ code: 'driver/unplugged' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
  }, 60_000);

  it('because no picture comes any more is silent after two seconds, and its program is ended', async () => {
    const driver = await driverWith('hangs', `cat ${picture}; sleep 0.2; cat ${picture}; exec sleep 60`);
    await driver.connect();
    await expect(take(driver)).rejects.toMatchObject({ code: 'driver/silent' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
    await driver.disconnect();
  }, 60_000);

  it('cannot be connected when it sends something else than pictures', async () => {
    const driver = await driverWith('babbles', 'exec yes babble');
    await expect(driver.connect()).rejects.toMatchObject({ code: 'driver/garbled' });
    await driver.disconnect();
  }, 60_000);
});

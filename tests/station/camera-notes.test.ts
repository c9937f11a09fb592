import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DevicesView } from '../../src/domain/device-api.ts';
import { aStation, type TestStation } from './support/a-station.ts';

const CAMERA = '/dev/v4l/by-id/usb-a-test-camera-index0';
/** A camera whose white balance nobody can reach, and that refuses its exposure. */
const LISTING = [
  'auto_exposure 0x009a0901 (menu)   : min=0 max=3 default=3 value=3 (Aperture Priority Mode)',
  'exposure_time_absolute 0x009a0902 (int)    : min=3 max=2047 step=1 default=250 value=312',
].join('\n');

const folder = mkdtempSync(join(tmpdir(), 'sizhen-camera-notes-'));
let station: TestStation;

function program(name: string, does: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`);
  chmodSync(join(folder, name), 0o755);
}

beforeAll(async () => {
  const picture = join(folder, 'picture.jpg');
  await sharp({ create: { width: 64, height: 48, channels: 3, background: '#b06a5c' } })
    .jpeg()
    .toFile(picture);
  // Programs in the place of ffmpeg and v4l2-ctl: this machine has no camera.
  program('ffmpeg', `while :; do cat ${picture}; sleep 0.1; done`);
  program(
    'v4l2-ctl',
    `case "$*" in *--list-ctrls*) cat <<'END'\n${LISTING}\nEND\n;; *exposure_time_absolute=*) exit 1;; esac`,
  );
  vi.stubEnv('PATH', [folder, '/usr/bin', '/bin'].join(delimiter));
  station = await aStation({
    simulatedDevices: [{ address: { kind: 'camera', path: CAMERA }, stablePath: CAMERA }],
  });
}, 30_000);
afterAll(async () => {
  await station?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('a camera that cannot be held still', () => {
  it('says on its card which settings are not fixed', { timeout: 30_000 }, async () => {
    const doctor = await station.doctor();
    await vi.waitFor(
      async () => {
        const { devices } = await doctor.call<DevicesView>('GET', '/api/clinic/devices');
        expect(devices.find(({ path }) => path === CAMERA)).toMatchObject({
          driver: { id: 'uvc-camera' },
          nature: 'live',
          state: { kind: 'ready' },
          cameraNotes: [
            { kind: 'setting-refused', setting: 'exposure_time_absolute=312' },
            { kind: 'not-fixed', what: 'white-balance' },
          ],
        });
      },
      { timeout: 20_000, interval: 200 },
    );
  });
});

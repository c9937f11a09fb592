import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InstrumentDriver, PreviewFrame } from '../../../device-drivers/contract/instrument-driver.ts';
import { createInProcessTransport } from '../../../device-drivers/simulation/in-process-transport.ts';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import type { PictureSource } from '../../../device-drivers/simulation/sources.ts';
import { uvcCamera } from '../../../device-drivers/uvc-camera/registration.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import type { PictureKind } from '../../../src/domain/picture.ts';
import { sinePulse } from '../sizhen-line/support/test-sources.ts';

/** One colour for each kind, so that it shows which was taken. */
const COLOURS: Readonly<Record<PictureKind, string>> = {
  'tongue-top': '#b05a60',
  'tongue-underside': '#603048',
  face: '#d8b090',
};
const encoded = new Map<PictureKind, Uint8Array>();
const pictures: PictureSource = {
  description: 'one colour each',
  synthetic: true,
  picture: async (kind) => ({ mediaType: 'image/jpeg', bytes: encoded.get(kind) ?? new Uint8Array(0) }),
  preview: async (kind) => ({ mediaType: 'image/jpeg', bytes: encoded.get(kind) ?? new Uint8Array(0) }),
};
const never = new AbortController().signal;
let driver: InstrumentDriver;

beforeAll(async () => {
  for (const [kind, background] of Object.entries(COLOURS)) {
    const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer();
    encoded.set(kind as PictureKind, new Uint8Array(bytes));
  }
});
afterEach(() => driver.disconnect());

function plugIn(...faults: string[]): InstrumentDriver {
  return plugInWith(pictures, ...faults);
}

function plugInWith(shown: PictureSource, ...faults: string[]): InstrumentDriver {
  const transport = createInProcessTransport((write) =>
    uvcCamera.createSimulator({
      pulse: sinePulse,
      pictures: shown,
      person: SIMULATED_PERSON,
      clock: systemClock,
      write,
      faults,
    }),
  );
  driver = uvcCamera.createDriver({ transport, clock: systemClock });
  return driver;
}

describe('a camera', () => {
  it('shows small frames of what is asked for until the aim ends, then takes it byte for byte', async () => {
    plugIn();
    expect(await driver.connect()).toMatchObject({
      driverId: 'uvc-camera',
      nature: 'simulated',
      protocolVersion: 'MJPEG 640×480',
    });
    const frames: PreviewFrame[] = [];
    const aim = new AbortController();
    const aiming = driver.preview({ kind: 'face' }, (frame) => frames.push(frame), aim.signal);
    await new Promise((resolve) => setTimeout(resolve, 700));
    aim.abort();
    await aiming;
    expect(frames.length).toBeGreaterThan(1);
    expect(await sharp(frames.at(-1)?.bytes).metadata()).toMatchObject({ width: 480, height: 360 });
    const picture = await driver.takePicture({ kind: 'face' }, () => undefined, never);
    expect(Buffer.from(picture.bytes).equals(encoded.get('face') ?? Buffer.alloc(0))).toBe(true);
    expect(picture.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(driver.state.kind).toBe('ready');
  });

  it('that looks at a drawn person sees the person sway', { timeout: 15_000 }, async () => {
    plugInWith(createRenderedPictureSource({ seed: 1, widthPx: 160 }));
    await driver.connect();
    const frames = new Set<string>();
    const aim = new AbortController();
    await driver.preview(
      { kind: 'tongue-top' },
      ({ bytes }) => {
        if (frames.add(Buffer.from(bytes).toString('base64')).size === 3) aim.abort();
      },
      aim.signal,
    );
    expect(frames.size).toBe(3);
  });

  it('gives only whole pictures of a stream with broken ones', async () => {
    plugIn('broken-pictures');
    await driver.connect();
    const { bytes } = await driver.takePicture({ kind: 'tongue-top' }, () => undefined, never);
    expect(Buffer.from(bytes).equals(encoded.get('tongue-top') ?? Buffer.alloc(0))).toBe(true);
    expect(driver.statistics().rejectedLines).toBeGreaterThan(0);
  });

  it('that stops in the middle of a picture is lost as silent or garbled', async () => {
    plugIn('stops-in-picture');
    await driver.connect();
    const aiming = driver.preview({ kind: 'face' }, () => undefined, never);
    await expect(aiming).rejects.toMatchObject({ code: expect.stringMatching(/^driver\/(silent|garbled)$/) });
    expect(driver.state.kind).toBe('lost');
  }, 15_000);

  it('takes no pulse, one task at a time, and none after an abort', async () => {
    plugIn();
    const steps = [{ step: 'deep', targetPressurePa: 1, settleMs: 0, holdMs: 1 } as const];
    await expect(driver.takePicture({ kind: 'face' }, () => undefined, never)).rejects.toMatchObject({
      code: 'driver/not-connected',
    });
    await driver.connect();
    await expect(driver.measurePulse({ wrist: 'left', steps }, () => undefined, never)).rejects.toMatchObject({
      code: 'driver/bad-request',
    });
    const abort = new AbortController();
    const taking = driver.takePicture({ kind: 'face' }, () => undefined, abort.signal);
    await expect(driver.takePicture({ kind: 'face' }, () => undefined, never)).rejects.toMatchObject({
      code: 'driver/busy',
    });
    abort.abort();
    await expect(taking).rejects.toMatchObject({ code: 'driver/aborted' });
    expect(driver.state.kind).toBe('ready');
  });
});

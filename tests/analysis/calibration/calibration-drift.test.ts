import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type CameraModel, KIOSK_CAMERA } from '../../../device-drivers/simulation/camera-model.ts';
import { drawReference } from '../../../device-drivers/simulation/reference-phantom.ts';
import { decodePicture } from '../../../src/acquisition/decode-picture.ts';
import { calibrate } from '../../../src/analysis/calibration/calibrate.ts';
import { chartDrift, referenceDrift } from '../../../src/analysis/calibration/calibration-drift.ts';
import { referenceColours } from '../../../src/analysis/calibration/reference-fields.ts';
import { type ColourCalibration, MOST_MEAN_DELTA_E } from '../../../src/domain/colour-calibration.ts';
import type { PixelImage } from '../../../src/domain/picture.ts';
import { chartPhoto } from '../support/photographed.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const YELLOWED: CameraModel = { ...KIOSK_CAMERA, gains: [1.08, 0.98, 0.68] };
let calibration: ColourCalibration;
beforeAll(async () => {
  const request = { id: 'one', camera: 'kiosk', light: 'built-in', nowMs: 0 };
  calibration = calibrate(await chartPhoto({ turn: 0.2 }, KIOSK_CAMERA), request).calibration;
});

describe('the chart photographed again', () => {
  it('shows no drift in another place, at another distance and half as bright', async () => {
    expect(chartDrift(await chartPhoto({ turn: 0.2 }, KIOSK_CAMERA, 9), calibration)).toBeLessThan(1.5);
    const elsewhere = await chartPhoto({ turn: -0.6, size: 0.45, tiltX: 0.15 }, { ...KIOSK_CAMERA, exposure: 0.46 });
    expect(chartDrift(elsewhere, calibration)).toBeLessThan(2);
  });

  it('shows a lamp that has yellowed as drift past the limit', async () => {
    const drift = chartDrift(await chartPhoto({ turn: 0.2 }, YELLOWED), calibration);
    expect(drift).toBeGreaterThan(MOST_MEAN_DELTA_E);
  });

  it('has to be in the picture', () => {
    const grey: PixelImage = { widthPx: 300, heightPx: 200, data: new Uint8Array(180_000).fill(120) };
    expect(() => chartDrift(grey, calibration)).toThrow(expect.objectContaining({ code: 'analysis/chart-not-found' }));
  });
});

describe("a device's built-in reference", () => {
  const seen = async (drifted: boolean) =>
    referenceColours(await decodePicture((await drawReference(drifted)).bytes), calibration.coefficients);

  it('is read field by field, and looks as it did until lamp or lens change', async () => {
    const [then, now, drifted] = [await seen(false), await seen(false), await seen(true)];
    expect(then).toHaveLength(24);
    expect(then.filter((field) => field !== null).length).toBeGreaterThanOrEqual(18);
    expect(referenceDrift(then, now)).toBe(0);
    expect(referenceDrift(then, drifted)).toBeGreaterThan(MOST_MEAN_DELTA_E);
  });

  it('counts weaker light as drift: it lies still before its own lamp', async () => {
    const image = await decodePicture((await drawReference(false)).bytes);
    const darker = { ...image, data: image.data.map((code) => Math.round(code * 0.85)) };
    const then = referenceColours(image, calibration.coefficients);
    expect(referenceDrift(then, referenceColours(darker, calibration.coefficients))).toBeGreaterThan(MOST_MEAN_DELTA_E);
  });

  it('cannot be compared when its fields are clipped, cut by edges, or not the same number', async () => {
    const white: PixelImage = { widthPx: 240, heightPx: 160, data: new Uint8Array(115_200).fill(255) };
    const blank = referenceColours(white, calibration.coefficients);
    expect(new Set(blank)).toEqual(new Set([null]));
    expect(referenceDrift(blank, await seen(false))).toBeNull();
    expect(referenceDrift([], await seen(false))).toBeNull();
    const stripes: PixelImage = {
      ...white,
      data: Uint8Array.from({ length: 115_200 }, (_, at) => (Math.floor(at / 3) % 8 < 4 ? 40 : 200)),
    };
    expect(referenceColours(stripes, calibration.coefficients).every((field) => field === null)).toBe(true);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../../device-drivers/simulation/camera-model.ts';
import { calibrate } from '../../../src/analysis/calibration/calibrate.ts';
import { findChart } from '../../../src/analysis/calibration/find-chart.ts';
import { isGoodFit } from '../../../src/domain/colour-calibration.ts';
import { chartPhoto } from '../support/photographed.ts';
import { EMPTY_SCENES } from '../support/scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const SCENES = {
  'face on': {},
  'turned by 30°': { turn: 0.5 },
  'on its side': { turn: 1.6 },
  'upside down': { turn: 3.3 },
  tilted: { tiltX: 0.35, tiltY: 0.2, turn: -0.3 },
  'far away': { size: 0.25, turn: 0.2 },
  'half in soft shadow': { shadow: { from: 0.3, light: 0.5, soft: 1 } },
  'with an edge of shadow across it': { shadow: { from: 0.36, light: 0.45, soft: 0.02 }, turn: 0.1 },
};

describe('the colour chart', () => {
  it.each(Object.entries(SCENES))('is found and read %s', async (_name, scene) => {
    const found = findChart(await chartPhoto(scene, KIOSK_CAMERA));
    expect(found?.fit.patches).toBeGreaterThanOrEqual(20);
    expect(found?.fit.meanDeltaE).toBeLessThan(1);
    expect(found?.fit.leftOutDeltaE).toBeLessThan(1.5);
  });

  it('tells how uneven the light on it was', async () => {
    const even = findChart(await chartPhoto({}, KIOSK_CAMERA));
    const shaded = findChart(await chartPhoto(SCENES['half in soft shadow'], KIOSK_CAMERA));
    expect(even?.fit.shading).toBeLessThan(1.2);
    expect(shaded?.fit.shading).toBeGreaterThan(1.5);
  });

  it('gives the same colours for a picture of half the exposure', async () => {
    const usual = findChart(await chartPhoto({}, KIOSK_CAMERA));
    const dark = findChart(await chartPhoto({}, { ...KIOSK_CAMERA, exposure: KIOSK_CAMERA.exposure / 2 }));
    const ratio = (dark?.coefficients[6] ?? 0) / (usual?.coefficients[6] ?? 1);
    expect(dark?.fit.meanDeltaE).toBeLessThan(1.5);
    expect(ratio).toBeGreaterThan(1);
  });

  it.each(Object.keys(EMPTY_SCENES))('is not found in %s', (name) => {
    const image = EMPTY_SCENES[name];
    expect(image && findChart(image)).toBeNull();
  });

  it('is refused by a code where there is none', () => {
    const image = EMPTY_SCENES['a room of rectangles'];
    const request = { id: 'x', camera: 'c', light: 'l', nowMs: 0 };
    expect(() => image && calibrate(image, request)).toThrow(
      expect.objectContaining({ code: 'analysis/chart-not-found' }),
    );
  });

  it('does not calibrate a camera whose colours it cannot bring back', async () => {
    // Red and green fall together: no correction can tell them apart again.
    const blind = { ...KIOSK_CAMERA, crosstalk: [0.48, 0.5, 0.02, 0.5, 0.48, 0.02, 0.05, 0.05, 0.9] };
    const found = findChart(await chartPhoto({}, blind));
    expect(found === null || !isGoodFit(found.fit)).toBe(true);
  });
});

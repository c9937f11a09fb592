import { beforeAll, describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../../device-drivers/simulation/camera-model.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue } from '../../../device-drivers/simulation/tongue-phantom.ts';
import { calibrate, colourBasis } from '../../../src/analysis/calibration/calibrate.ts';
import { deltaE2000 } from '../../../src/analysis/colour/delta-e.ts';
import { analyzeTongue } from '../../../src/analysis/tongue/analyze-tongue.ts';
import { type ColourCalibration, calibrationState } from '../../../src/domain/colour-calibration.ts';
import type { Lab } from '../../../src/domain/picture.ts';
import { chartPhoto, photographed } from '../support/photographed.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NONE: Lab = { l: Number.NaN, a: Number.NaN, b: Number.NaN };
const NOW = Date.parse('2026-11-25T08:00:00Z');
const DAY_MS = 86_400_000;
const size = { widthPx: 640, heightPx: 480 };
let calibration: ColourCalibration;

beforeAll(async () => {
  const request = { id: 'one', camera: 'kiosk', light: 'lamp', nowMs: NOW };
  calibration = calibrate(await chartPhoto({ turn: 0.2 }, KIOSK_CAMERA), request).calibration;
});

describe('a tongue seen by a camera with a colour of its own', () => {
  it.each([
    [61, {}],
    [62, { coatingLab: { l: 70, a: 12, b: 20 }, coatingFraction: 0.55 }],
    [63, { bodyLab: { l: 47, a: 36, b: 15 } }],
  ] as const)('has its true colours within ΔE00 2 once the camera is calibrated, seed %i', async (seed, look) => {
    const { canvas, truth } = drawTongue(size, seed, { ...DEFAULT_TONGUE_LOOK, ...look });
    const image = await photographed(canvas, KIOSK_CAMERA, seed);
    // The outline is given, as a model would: what is measured inside it stands alone.
    const given = { segment: () => truth.outline, source: { means: 'model', name: 'given@1' } } as const;
    const raw = analyzeTongue(image, given).finding;
    const { finding } = analyzeTongue(image, { ...given, calibration: colourBasis(calibration) });
    expect(deltaE2000(finding.body?.lab ?? NONE, truth.bodyLab)).toBeLessThanOrEqual(2);
    expect(deltaE2000(finding.coating?.lab ?? NONE, truth.coatingLab)).toBeLessThanOrEqual(2);
    expect(deltaE2000(raw.body?.lab ?? NONE, truth.bodyLab)).toBeGreaterThan(3);
    expect(Math.abs((finding.coating?.areaFraction ?? 9) - truth.coatingFraction)).toBeLessThanOrEqual(0.02);
    expect(finding.calibration).toMatchObject({ id: 'one', expiresAt: '2026-12-25T08:00:00.000Z' });
    expect(finding.quality.reasons).not.toContain('uncalibrated');
    expect(raw.quality.reasons).toContain('uncalibrated');
    expect(raw.calibration).toBeNull();
  });
});

describe('a calibration', () => {
  it('holds for its camera until it expires', () => {
    const days = Date.parse(calibration.expiresAt) - NOW;
    expect(days).toBe(30 * DAY_MS);
    expect(calibrationState(calibration, 'kiosk', NOW)).toBe('valid');
    expect(calibrationState(calibration, 'kiosk', NOW + 30 * DAY_MS)).toBe('expired');
    expect(calibrationState(calibration, 'another', NOW)).toBe('other-camera');
    expect(calibrationState(null, 'kiosk', NOW)).toBe('none');
    const poor = { ...calibration, fit: { ...calibration.fit, meanDeltaE: 3 } };
    expect(calibrationState(poor, 'kiosk', NOW)).toBe('poor');
  });

  it('may not be used once a look at it found it drifted', () => {
    const seen = (meanDeltaE: number) => ({ ...calibration, lastCheck: { at: '', by: 'chart' as const, meanDeltaE } });
    expect(calibrationState(seen(2.85), 'kiosk', NOW)).toBe('valid');
    expect(calibrationState(seen(2.86), 'kiosk', NOW)).toBe('drifted');
  });
});

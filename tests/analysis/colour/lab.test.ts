import { describe, expect, it } from 'vitest';
import { labPlanes } from '../../../src/analysis/colour/lab-planes.ts';
import { robustColour } from '../../../src/analysis/colour/robust-colour.ts';
import { labFromSrgb, srgbFromLab } from '../../../src/domain/colour.ts';
import { scene } from '../support/scenes.ts';

/** CIELAB (D65) of the sRGB primaries, as tabulated by B. Lindbloom. */
const KNOWN = [
  [255, 255, 255, 100, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [255, 0, 0, 53.241, 80.092, 67.203],
  [0, 255, 0, 87.735, -86.183, 83.179],
  [0, 0, 255, 32.297, 79.188, -107.86],
] as const;

describe('sRGB and CIELAB', () => {
  it.each(KNOWN)('%d %d %d has the tabulated Lab', (r, g, b, l, a, labB) => {
    const lab = labFromSrgb(r, g, b);
    expect(lab.l).toBeCloseTo(l, 1);
    expect(lab.a).toBeCloseTo(a, 1);
    expect(lab.b).toBeCloseTo(labB, 1);
  });

  it('goes there and back without losing a code value', () => {
    for (let step = 0; step < 4096; step++) {
      const rgb = [(step & 15) * 17, ((step >> 4) & 15) * 17, (step >> 8) * 17] as const;
      expect(srgbFromLab(labFromSrgb(...rgb))).toEqual(rgb);
    }
  });

  it('gives the same by table as by formula', () => {
    const image = scene(64, 64, (x, y) => [x * 4, y * 4, (x ^ y) * 4]);
    const planes = labPlanes(image);
    for (let pixel = 0; pixel < 64 * 64; pixel++) {
      const rgb = image.data.subarray(pixel * 3, pixel * 3 + 3);
      const lab = labFromSrgb(rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0);
      expect(Math.abs((planes.l[pixel] ?? 0) - lab.l)).toBeLessThan(0.05);
      expect(Math.abs((planes.a[pixel] ?? 0) - lab.a)).toBeLessThan(0.05);
      expect(Math.abs((planes.b[pixel] ?? 0) - lab.b)).toBeLessThan(0.05);
    }
  });

  it('leaves mirrors and rare dark pixels out of a mean', () => {
    const image = scene(20, 20, (x, y) => (y === 0 ? [255, 255, 255] : x === 0 ? [0, 0, 0] : [190, 120, 120]));
    const colour = robustColour(labPlanes(image), new Uint8Array(400).fill(255));
    const expected = labFromSrgb(190, 120, 120);
    expect(colour?.lab.l).toBeCloseTo(expected.l, 1);
    expect(colour?.lab.a).toBeCloseTo(expected.a, 1);
    expect(colour?.areaPx).toBe(400);
  });

  it('has no mean where every pixel mirrors the lamp', () => {
    expect(robustColour(labPlanes(scene(4, 4, () => [255, 255, 255])), new Uint8Array(16).fill(255))).toBeNull();
  });
});

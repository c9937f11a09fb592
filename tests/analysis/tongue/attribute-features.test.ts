import { describe, expect, it } from 'vitest';
import { toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue } from '../../../device-drivers/simulation/tongue-phantom.ts';
import { attributeFeatures } from '../../../src/analysis/tongue/attribute-features.ts';
import { measureSurface } from '../../../src/analysis/tongue/tongue-surface.ts';
import { tongueView } from '../../../src/analysis/tongue/tongue-view.ts';
import type { PixelImage, PixelMask } from '../../../src/domain/picture.ts';

const SIZE = 300;

/** A plain ellipse of one grey, with what `mark` paints on it. */
function ellipse(mark: (x: number, y: number) => number | null = () => null): { image: PixelImage; mask: PixelMask } {
  const data = new Uint8Array(SIZE * SIZE * 3).fill(255);
  const inside = new Uint8Array(SIZE * SIZE);
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    const x = (pixel % SIZE) + 0.5 - SIZE / 2;
    const y = Math.floor(pixel / SIZE) + 0.5 - SIZE / 2;
    if ((x / 100) ** 2 + (y / 120) ** 2 >= 1) continue;
    inside[pixel] = 255;
    data.fill(mark(x, y) ?? 140, pixel * 3, pixel * 3 + 3);
  }
  return {
    image: { widthPx: SIZE, heightPx: SIZE, data },
    mask: { widthPx: SIZE, heightPx: SIZE, data: inside },
  };
}

function measured({ image, mask }: { image: PixelImage; mask: PixelMask }): ReadonlyMap<string, number> {
  const view = tongueView(image, mask);
  if (!view) throw new Error('the mask is empty');
  return attributeFeatures(view, measureSurface(view));
}

const featuresOf = (picture: { image: PixelImage; mask: PixelMask }) => {
  const features = measured(picture);
  return (name: string) => features.get(name) ?? Number.NaN;
};

describe('the features of the attribute models', () => {
  it('do not exist for an empty mask', () => {
    const { image, mask } = ellipse();
    expect(tongueView(image, { ...mask, data: new Uint8Array(SIZE * SIZE) })).toBeNull();
  });

  it('are all finite on a drawn tongue', () => {
    const { canvas, truth } = drawTongue({ widthPx: 480, heightPx: 360 }, 4, DEFAULT_TONGUE_LOOK);
    const features = measured({ image: toPixelImage(canvas), mask: truth.outline });
    expect(features.size).toBe(121);
    expect([...features.values()].filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  it('take the colour of the tongue alone, not of the white around it', () => {
    const feature = featuresOf(ellipse());
    expect(feature('whole.l.mean')).toBeCloseTo(58, 0);
    expect(feature('whole.l.deviation')).toBeLessThan(2);
  });

  it('find a dark line, and none on a plain tongue', () => {
    const cracked = featuresOf(ellipse((x) => (Math.abs(x) < 1.5 ? 60 : null)));
    const plain = featuresOf(ellipse());
    expect(cracked('crack.p99')).toBeGreaterThan(15);
    expect(cracked('crack.severity')).toBeGreaterThan(10);
    expect(plain('crack.p99')).toBeLessThan(1);
  });

  it('see teeth marks in the sides', () => {
    const smooth = ellipse();
    const data = smooth.mask.data.map((value, pixel) => {
      const x = (pixel % SIZE) + 0.5 - SIZE / 2;
      const y = Math.floor(pixel / SIZE) + 0.5 - SIZE / 2;
      const wave = 6 * Math.sin(y / 6);
      return value && (x / (100 + wave)) ** 2 + (y / 120) ** 2 < 0.94 ? 255 : 0;
    });
    const marked = featuresOf({ ...smooth, mask: { ...smooth.mask, data } });
    const plain = featuresOf(smooth);
    expect(marked('rim.line.2-8.mean')).toBeGreaterThan(2 * plain('rim.line.2-8.mean'));
  });

  it('do not depend on the distance of the camera', () => {
    const { canvas, truth } = drawTongue({ widthPx: 960, heightPx: 720 }, 4, DEFAULT_TONGUE_LOOK);
    const far = drawTongue({ widthPx: 480, heightPx: 360 }, 4, DEFAULT_TONGUE_LOOK);
    const first = featuresOf({ image: toPixelImage(canvas), mask: truth.outline });
    const second = featuresOf({ image: toPixelImage(far.canvas), mask: far.truth.outline });
    for (const name of ['whole.l.mean', 'edge.a.mean', 'centre.b.mean', 'shape.aspect', 'shape.solidity']) {
      expect(Math.abs(first(name) - second(name))).toBeLessThan(0.02 * Math.max(1, Math.abs(first(name))));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { boxBlur } from '../../../src/analysis/picture/box-blur.ts';
import {
  components,
  countInside,
  dilate,
  distanceInside,
  erode,
  fillHoles,
} from '../../../src/analysis/picture/mask-operations.ts';
import { convexHull, fillPolygon, polygonArea } from '../../../src/analysis/picture/polygon.ts';
import { shrinkImage } from '../../../src/analysis/picture/shrink-image.ts';
import { traceOutline } from '../../../src/analysis/picture/trace-outline.ts';
import { scene } from '../support/scenes.ts';

const size = { widthPx: 40, heightPx: 30 };
const disc = Uint8Array.from({ length: 1200 }, (_, p) =>
  Math.hypot((p % 40) - 20, Math.floor(p / 40) - 15) < 10 ? 255 : 0,
);

describe('pixel operations', () => {
  it('an outline filled again gives the mask it was traced from', () => {
    expect(fillPolygon(traceOutline(disc, 40, 30, 1000), 40, 30)).toEqual(disc);
  });

  it('the area of an outline is the number of its pixels', () => {
    expect(polygonArea(traceOutline(disc, 40, 30, 1000))).toBe(countInside(disc));
    expect(polygonArea(convexHull(traceOutline(disc, 40, 30, 1000)))).toBeGreaterThan(countInside(disc));
  });

  it('distance is greatest in the middle and the border counts as outside', () => {
    const distance = distanceInside(disc, size);
    expect(distance[15 * 40 + 20]).toBeGreaterThan(9);
    expect(distanceInside(new Uint8Array(9).fill(1), { widthPx: 3, heightPx: 3 })[4]).toBe(2);
  });

  it('shrinking and growing by the same radius keeps a disc', () => {
    const back = dilate(erode(disc, size, 3), size, 3);
    expect(Math.abs(countInside(back) - countInside(disc)) / countInside(disc)).toBeLessThan(0.1);
  });

  it('fills a hole but not a bay', () => {
    const ring = disc.map((value, p) => (Math.hypot((p % 40) - 20, Math.floor(p / 40) - 15) < 4 ? 0 : value));
    expect(fillHoles(ring, size)).toEqual(disc);
    const open = ring.map((value, p) => (p % 40 === 20 && Math.floor(p / 40) < 15 ? 0 : value));
    expect(countInside(fillHoles(open, size))).toBe(countInside(open));
  });

  it('counts separate parts', () => {
    expect(components(Uint8Array.from([1, 0, 1, 1, 0, 1]), { widthPx: 3, heightPx: 2 }).areas).toEqual([0, 2, 2]);
  });

  it('a blur keeps a constant plane and the sum of an inner spike', () => {
    expect(boxBlur(new Float32Array(25).fill(7), 5, 5, 2).every((value) => value === 7)).toBe(true);
    const spike = new Float32Array(81);
    spike[40] = 9;
    expect(boxBlur(spike, 9, 9, 1)[40]).toBeCloseTo(1, 6);
  });

  it('shrinking averages and never enlarges', () => {
    const board = scene(8, 8, (x, y) => ((x + y) % 2 ? [255, 255, 255] : [0, 0, 0]));
    expect([...shrinkImage(board, 4).data].every((value) => value === 128)).toBe(true);
    expect(shrinkImage(board, 20)).toBe(board);
  });
});

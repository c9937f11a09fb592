import { describe, expect, it, vi } from 'vitest';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import type { TongueLook } from '../../../device-drivers/simulation/tongue-phantom.ts';
import { deltaE2000 } from '../../../src/analysis/colour/delta-e.ts';
import { distanceToSegment } from '../../../src/analysis/picture/simplify-line.ts';
import { analyzeTongue } from '../../../src/analysis/tongue/analyze-tongue.ts';
import type { Lab } from '../../../src/domain/picture.ts';
import type { Polyline } from '../../../src/domain/tongue-detail.ts';
import { decoded } from '../support/scenes.ts';

/** Drawing takes a second of an idle core; a busy machine has many tests beside this. */
vi.setConfig({ testTimeout: 120_000 });

const NONE: Lab = { l: Number.NaN, a: Number.NaN, b: Number.NaN };

/** Analysis of a drawn tongue whose outline is given, so that what is measured inside it stands alone. */
async function measured(seed: number, tongue: Partial<TongueLook> = {}) {
  const source = createRenderedPictureSource({ seed, tongue, widthPx: 640 });
  const truth = source.truth.tongue;
  const image = await decoded(await source.picture('tongue-top'));
  return { truth, finding: analyzeTongue(image, { segment: () => truth.outline }).finding };
}

function distanceTo(point: readonly [number, number], line: Polyline): number {
  return Math.min(...line.slice(1).map((end, at) => distanceToSegment(point, line[at] ?? end, end)));
}

/** Mean distance of the corners of one line to another line. */
function apart(line: Polyline, other: Polyline): number {
  return line.reduce((sum, point) => sum + distanceTo(point, other), 0) / line.length;
}

describe('what is measured inside the outline of drawn tongues', () => {
  it.each([
    [21, {}],
    [23, { coatingFraction: 0.65 }],
    [24, { bodyLab: { l: 48, a: 36, b: 14 }, coatingFraction: 0.5 }],
    [25, { coatingLab: { l: 66, a: 12, b: 24 } }],
    [26, { cracks: 4, toothMarks: 4 }],
  ] as const)('recovers colours within ΔE00 2 and the coated share within 2 points, seed %i', async (seed, look) => {
    const { truth, finding } = await measured(seed, look);
    expect(deltaE2000(finding.body?.lab ?? NONE, truth.bodyLab)).toBeLessThanOrEqual(2);
    expect(deltaE2000(finding.coating?.lab ?? NONE, truth.coatingLab)).toBeLessThanOrEqual(2);
    expect(Math.abs((finding.coating?.areaFraction ?? 9) - truth.coatingFraction)).toBeLessThanOrEqual(0.02);
  });

  it.each([31, 32])('finds every crack where it was drawn and little else, seed %i', async (seed) => {
    const { truth, finding } = await measured(seed, { cracks: 5 });
    const lines = finding.cracks?.lines ?? [];
    for (const crack of truth.cracks) {
      const own = lines.toSorted((p, q) => apart(crack.line, p.line) - apart(crack.line, q.line))[0];
      const found = crack.line.filter((point) => distanceTo(point, own?.line ?? []) < 3);
      expect(found.length / crack.line.length).toBeGreaterThan(0.6);
      expect(Math.abs((own?.widthPx ?? 0) - crack.widthPx)).toBeLessThan(2);
    }
    // The faint median furrow of every drawn tongue is a line too.
    expect(lines.length).toBeLessThanOrEqual(truth.cracks.length + 1);
    expect(finding.cracks?.present).toBe(true);
    expect((await measured(seed)).finding.cracks?.present).toBe(false);
  });

  it('finds a deeper crack more severe', async () => {
    const severity = async (crackDepth: number) =>
      (await measured(34, { cracks: 4, crackDepth })).finding.cracks?.severity ?? 0;
    expect(await severity(16)).toBeGreaterThan(1.2 * (await severity(8)));
  });

  it.each([3, 5])('counts %i tooth-marks on each side, and none on an even edge', async (toothMarks) => {
    const { truth, finding } = await measured(40 + toothMarks, { toothMarks });
    expect(finding.edge?.left.count).toBe(toothMarks);
    expect(finding.edge?.right.count).toBe(toothMarks);
    for (const [x, y] of finding.edge?.marks ?? []) {
      const nearest = Math.min(...truth.toothMarks.map(([tx, ty]) => Math.hypot(x - tx, y - ty)));
      expect(nearest).toBeLessThan(12);
    }
    expect((await measured(40 + toothMarks)).finding.edge?.marks).toEqual([]);
  });

  it('describes every zone with all its indices', async () => {
    const { finding } = await measured(50, { cracks: 4 });
    expect(Object.keys(finding.zones).sort()).toEqual(['centre', 'left', 'right', 'root', 'tip']);
    for (const zone of Object.values(finding.zones)) {
      expect(zone.texture?.entropy).toBeGreaterThan(0);
      expect(zone.texture?.secondMoment).toBeLessThanOrEqual(1);
      expect(zone.gloss?.share).toBeGreaterThanOrEqual(0);
      expect(zone.coatingFraction).toBeLessThanOrEqual(1);
    }
    expect(finding.zones.centre?.coatingFraction).toBeGreaterThan(0.9);
    expect(finding.zones.tip?.coatingFraction).toBeLessThan(0.1);
    expect(finding.zones.centre?.crackLength).toBeGreaterThan(finding.zones.tip?.crackLength ?? 9);
  });

  it('finds a more opaque coating thicker', async () => {
    const thickness = async (l: number, a: number) =>
      (await measured(51, { coatingLab: { l, a, b: 8 } })).finding.coating?.thickness ?? 0;
    expect(await thickness(76, 8)).toBeGreaterThan(await thickness(64, 18));
  });
});

describe('the veins of a drawn underside', () => {
  it.each([1, 3])('are found on both sides, darker and bluer than the mucosa, seed %i', async (seed) => {
    const source = createRenderedPictureSource({ seed, widthPx: 640 });
    const { underside } = source.truth;
    const image = await decoded(await source.picture('tongue-underside'));
    const { finding } = analyzeTongue(image, { underside: true, segment: () => underside.outline });
    expect(finding.veins?.map(({ side }) => side)).toEqual(['left', 'right']);
    for (const vein of finding.veins ?? []) {
      const drawn = underside.veins.find(({ side }) => side === vein.side);
      expect(apart(vein.line, drawn?.line ?? [])).toBeLessThan(5);
      expect(Math.abs(vein.lengthPx / (drawn?.lengthPx ?? 0) - 1)).toBeLessThan(0.25);
      expect(Math.abs(vein.widthPx / (drawn?.widthPx ?? 0) - 1)).toBeLessThan(0.35);
      expect(vein.lab.l).toBeLessThan(vein.besideLab.l - 5);
      expect(vein.lab.b).toBeLessThan(vein.besideLab.b - 5);
    }
  });
});

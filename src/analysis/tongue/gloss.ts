import type { Gloss } from '../../domain/tongue-detail.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import { boxBlur } from '../picture/box-blur.ts';

/**
 * A mirror of the lamp stands out of its surroundings: lighter by this much, and paler, because it has the lamp's colour and
 * not the tissue's. Papillae of drawn tongues reach +4 L*.
 */
const LIGHTER_BY = 10;
const PALER_TO = 0.8;
/** Surroundings, as a share of the tongue's greatest depth. */
const SURROUNDINGS = 0.35;

export interface MirrorMap {
  /** 1 where the pixel mirrors the lamp. */
  readonly mirror: Uint8Array;
  /** L* above the surroundings. */
  readonly excess: Float32Array;
}

/** Finds the pixels of a mask that mirror the lamp. */
export function mirrors(planes: LabPlanes, mask: Uint8Array, deepest: number): MirrorMap {
  const { widthPx, heightPx, l, a, b } = planes;
  const around = boxBlur(l, widthPx, heightPx, Math.max(2, Math.round(deepest * SURROUNDINGS)));
  const chroma = new Float32Array(a.length);
  for (let pixel = 0; pixel < a.length; pixel++) {
    const red = a[pixel] ?? 0;
    const yellow = b[pixel] ?? 0;
    chroma[pixel] = Math.sqrt(red * red + yellow * yellow);
  }
  const usual = boxBlur(chroma, widthPx, heightPx, Math.max(2, Math.round(deepest * SURROUNDINGS)));
  const mirror = new Uint8Array(mask.length);
  const excess = new Float32Array(mask.length);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (!mask[pixel]) continue;
    const lightness = l[pixel] ?? 0;
    const above = lightness - (around[pixel] ?? 0);
    excess[pixel] = above;
    const stands = above > LIGHTER_BY && (chroma[pixel] ?? 0) < PALER_TO * (usual[pixel] ?? 0);
    if (lightness > SPECULAR_LIGHTNESS || stands) mirror[pixel] = 1;
  }
  return { mirror, excess };
}

/** Gloss of the whole mask (element 0) and of each region. */
export function glosses(
  { mirror, excess }: MirrorMap,
  mask: Uint8Array,
  regions: Uint8Array,
  regionCount: number,
): readonly Gloss[] {
  const areas = new Float64Array(regionCount + 1);
  const counts = new Float64Array(regionCount + 1);
  const sums = new Float64Array(regionCount + 1);
  const add = (region: number, pixel: number) => {
    areas[region] = (areas[region] ?? 0) + 1;
    if (!mirror[pixel]) return;
    counts[region] = (counts[region] ?? 0) + 1;
    sums[region] = (sums[region] ?? 0) + (excess[pixel] ?? 0);
  };
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (!mask[pixel]) continue;
    add(0, pixel);
    if (regions[pixel]) add(regions[pixel] ?? 0, pixel);
  }
  return Array.from(areas, (area, region) => {
    const count = counts[region] ?? 0;
    return { share: area === 0 ? 0 : count / area, excess: count === 0 ? null : (sums[region] ?? 0) / count };
  });
}

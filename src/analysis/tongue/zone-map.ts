import type { TongueZoneName } from '../../domain/finding.ts';
import { TONGUE_ZONES } from '../../domain/tongue-zones.ts';
import type { TongueView } from './tongue-view.ts';

export const ZONE_NAMES: readonly TongueZoneName[] = ['tip', 'centre', 'root', 'left', 'right'];

/**
 * Zone of every pixel: 0 none, else 1 + index in `ZONE_NAMES`. Shares of length, width and depth follow the project's
 * 110-number feature set: tip = lowest 20 %; root = top 30 % away from the border; centre = 30–65 % of the length, middle
 * 40 % of the width; side = nearer the border than a quarter of the greatest depth, below the top quarter and above the tip.
 * Left and right are the person's own: their left is on the right of the picture.
 */
export function zoneMap({ planes, tongue, depth, deepest, box }: TongueView): Uint8Array {
  const zones = new Uint8Array(tongue.length);
  const rim = deepest * TONGUE_ZONES.rim;
  for (let y = box.y, v = 0; y < box.y + box.height; y++) {
    v = (y + 0.5 - box.y) / box.height;
    for (let x = box.x; x < box.x + box.width; x++) {
      const pixel = y * planes.widthPx + x;
      if (!tongue[pixel]) continue;
      const zone = zoneOf((x + 0.5 - box.x) / box.width, v, (depth[pixel] ?? 0) < rim);
      if (zone !== null) zones[pixel] = 1 + ZONE_NAMES.indexOf(zone);
    }
  }
  return zones;
}

function zoneOf(u: number, v: number, nearBorder: boolean): TongueZoneName | null {
  const { tipFrom, rootTo, centreTo, centreHalfWidth, sidesFrom } = TONGUE_ZONES;
  if (v > tipFrom) return 'tip';
  if (nearBorder) return v < sidesFrom ? null : u > 0.5 ? 'left' : 'right';
  if (v < rootTo) return 'root';
  return v < centreTo && Math.abs(u - 0.5) < centreHalfWidth ? 'centre' : null;
}

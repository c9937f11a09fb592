import type { TongueFinding, ZoneColour } from '../../domain/finding.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { distanceInside } from '../picture/mask-operations.ts';
import { boundingBox } from './tongue-shape.ts';

type Zone = keyof TongueFinding['zones'];
const ZONES: readonly Zone[] = ['tip', 'centre', 'root', 'left', 'right'];
/** A zone of fewer pixels says nothing. */
const LEAST_PIXELS = 20;

/**
 * Colour of tip, centre, root and the two sides. Shares of length, width and depth follow the project's 110-number
 * feature set: tip = lowest 20 %; root = top 30 % away from the border; centre = 30–65 % of the length, middle 40 % of the
 * width; side = nearer the border than a quarter of the greatest depth, below the top quarter and above the tip.
 * Left and right are the person's own: their left is on the right of the picture.
 */
export function tongueZones(planes: LabPlanes, tongue: Uint8Array): TongueFinding['zones'] {
  const { widthPx, heightPx } = planes;
  const box = boundingBox({ widthPx, heightPx, data: tongue });
  const depth = distanceInside(tongue, planes);
  const rim = depth.reduce((most, value) => Math.max(most, value), 0) / 4;
  const inside = Object.fromEntries(ZONES.map((zone) => [zone, new Uint8Array(tongue.length)])) as Record<
    Zone,
    Uint8Array
  >;
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (!tongue[pixel]) continue;
    const u = ((pixel % widthPx) + 0.5 - box.x) / box.width;
    const v = (Math.floor(pixel / widthPx) + 0.5 - box.y) / box.height;
    const zone = zoneOf(u, v, (depth[pixel] ?? 0) < rim);
    if (zone) inside[zone][pixel] = 255;
  }
  const found = ZONES.map((zone): [Zone, ZoneColour | null] => [zone, robustColour(planes, inside[zone])]);
  return Object.fromEntries(found.filter(([, colour]) => colour !== null && colour.areaPx >= LEAST_PIXELS));
}

function zoneOf(u: number, v: number, nearBorder: boolean): Zone | null {
  if (v > 0.8) return 'tip';
  if (nearBorder) return v < 0.25 ? null : u > 0.5 ? 'left' : 'right';
  if (v < 0.3) return 'root';
  return v < 0.65 && Math.abs(u - 0.5) < 0.2 ? 'centre' : null;
}

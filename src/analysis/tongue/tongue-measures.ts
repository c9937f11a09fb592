import type { PixelMask } from '../../domain/picture.ts';
import { Distribution, valuesWhere } from '../colour/distribution.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import { countInside, distanceToMask, erode } from '../picture/mask-operations.ts';
import { sharpness } from '../picture/sharpness.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { traceOutline } from '../picture/trace-outline.ts';
import { foodStained } from './food-stained.ts';
import { tongueShape } from './tongue-shape.ts';

/** Long side at which all measures are taken, so that their limits hold for any camera. */
export const MEASURE_PX = 224;

/** What the gate looks at. Colours are medians. */
export interface TongueMeasures {
  /** Tongue area / picture area. */
  readonly share: number;
  readonly aspect: number;
  readonly solidity: number;
  /** Share of the outline that runs along the picture's border. */
  readonly onBorder: number;
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  /** a* − b* of the tongue, and how much it exceeds that of a ring around it. */
  readonly pinkness: number;
  readonly pinkerThanAround: number;
  /** Share of the tongue that mirrors the lamp. */
  readonly shine: number;
  /** Share of the tongue that has the colour of food or drink. */
  readonly stained: number;
  readonly sharpness: number;
}

/**
 * `planes` is the whole picture at `MEASURE_PX` or less, calibrated where the camera is: its own colour is then not taken for a cast
 * of the light. `mask` may be of any size. Null for an empty mask.
 */
export function measureTongue(planes: LabPlanes, mask: PixelMask): TongueMeasures | null {
  const { widthPx, heightPx } = planes;
  const tongue = shrinkMask(mask, widthPx, heightPx);
  const area = countInside(tongue);
  if (area === 0) return null;
  const outline = traceOutline(tongue, widthPx, heightPx, 400);
  const shape = tongueShape({ widthPx, heightPx, data: tongue }, outline);
  const onBorder = outline.filter(([x, y]) => x <= 1 || y <= 1 || x >= widthPx - 1 || y >= heightPx - 1);
  const pink = differenceOf(planes.a, planes.b);
  const pinkness = median(pink, tongue);
  return {
    share: area / (widthPx * heightPx),
    aspect: shape.aspect,
    solidity: shape.solidity,
    onBorder: onBorder.length / Math.max(1, outline.length),
    lightness: median(planes.l, tongue),
    a: median(planes.a, tongue),
    b: median(planes.b, tongue),
    pinkness,
    pinkerThanAround: pinkness - median(pink, tissueAround(planes, tongue, Math.sqrt(area / Math.PI))),
    shine: mirrored(planes, tongue) / area,
    stained: foodStained(planes, tongue) / area,
    sharpness: sharpness(planes.l, widthPx, heightPx, erode(tongue, planes, 3)) ?? 0,
  };
}

/** A ring around the tongue of about a third of its radius. The dark of the mouth has no colour to compare with. */
function tissueAround(planes: LabPlanes, tongue: Uint8Array, radiusPx: number): Uint8Array {
  const away = distanceToMask(tongue, planes);
  const ring = new Uint8Array(tongue.length);
  for (let pixel = 0; pixel < ring.length; pixel++) {
    const far = away[pixel] ?? 0;
    if (far > radiusPx * 0.06 && far <= radiusPx * 0.35 && (planes.l[pixel] ?? 0) > 30) ring[pixel] = 255;
  }
  return ring;
}

function mirrored(planes: LabPlanes, tongue: Uint8Array): number {
  let count = 0;
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (tongue[pixel] && (planes.l[pixel] ?? 0) > SPECULAR_LIGHTNESS) count++;
  }
  return count;
}

function differenceOf(first: Float32Array, second: Float32Array): Float32Array {
  const out = new Float32Array(first.length);
  for (let pixel = 0; pixel < out.length; pixel++) out[pixel] = (first[pixel] ?? 0) - (second[pixel] ?? 0);
  return out;
}

function median(plane: Float32Array, mask: Uint8Array): number {
  return new Distribution(valuesWhere(plane, mask)).percentile(0.5);
}

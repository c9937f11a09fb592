import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import { countInside, distanceToMask, erode, within } from '../picture/mask-operations.ts';
import { sharpness } from '../picture/sharpness.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { traceOutline } from '../picture/trace-outline.ts';
import { tongueShape } from './tongue-shape.ts';

/** Long side at which all measures are taken, so that their limits hold for any camera. */
const MEASURE_PX = 240;

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
  readonly sharpness: number;
}

/** Null for an empty mask. A calibration's `toLab` keeps the camera's own colour from being taken for a cast of the light. */
export function measureTongue(
  image: PixelImage,
  mask: PixelMask,
  toLab: (image: PixelImage) => LabPlanes = labPlanes,
): TongueMeasures | null {
  const small = shrinkImage(image, MEASURE_PX);
  const planes = toLab(small);
  const tongue = shrinkMask(mask, small.widthPx, small.heightPx);
  const area = countInside(tongue);
  if (area === 0) return null;
  const { widthPx, heightPx } = small;
  const outline = traceOutline(tongue, widthPx, heightPx, 400);
  const shape = tongueShape({ widthPx, heightPx, data: tongue }, outline);
  const onBorder = outline.filter(([x, y]) => x <= 1 || y <= 1 || x >= widthPx - 1 || y >= heightPx - 1);
  const radius = Math.sqrt(area / Math.PI);
  const away = distanceToMask(tongue, planes);
  const near = within(away, radius * 0.06);
  const ring = within(away, radius * 0.35).map((value, pixel) => (value && !near[pixel] ? 255 : 0));
  const pink = planes.a.map((a, pixel) => a - (planes.b[pixel] ?? 0));
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
    pinkerThanAround: pinkness - median(pink, tissueOnly(planes, ring)),
    shine: planes.l.reduce((sum, l, pixel) => sum + (tongue[pixel] && l > SPECULAR_LIGHTNESS ? 1 : 0), 0) / area,
    sharpness: sharpness(planes.l, widthPx, heightPx, erode(tongue, planes, 3)) ?? 0,
  };
}

/** The dark of the mouth has no colour to compare with. */
function tissueOnly(planes: LabPlanes, mask: Uint8Array): Uint8Array {
  return mask.map((value, pixel) => (value && (planes.l[pixel] ?? 0) > 30 ? 255 : 0));
}

function median(plane: Float32Array, mask: Uint8Array): number {
  const chosen = new Float32Array(plane.length);
  let count = 0;
  for (let pixel = 0; pixel < plane.length; pixel++) if (mask[pixel]) chosen[count++] = plane[pixel] ?? 0;
  const values = chosen.subarray(0, count).sort();
  return values[values.length >> 1] ?? 0;
}

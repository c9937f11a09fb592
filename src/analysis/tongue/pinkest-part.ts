import type { LabPlanes } from '../colour/lab-planes.ts';
import { components, countInside, dilate, distanceInside, erode } from '../picture/mask-operations.ts';
import { otsuThreshold } from '../picture/otsu-threshold.ts';

/** Tissue that can be told from skin: neither shadow nor mirror, and reddish at all. */
const LIGHTNESS = { from: 25, to: 92 };
const LEAST_RED = 8;
/** A first guess below this share of the picture is a blemish. */
const LEAST_SHARE = 0.004;
/** How much pinker a corner must be than the middle, Lab units; tongues are held to the middle of the frame. */
const CORNER_PENALTY = 60;

/**
 * First guess: the largest solid part that is pinker than the rest. Mucosa is as red as skin but far less yellow
 * (a* − b* about 15 against 3), which holds under any one lamp; the threshold is this picture's own (Otsu 1979).
 * Null when nothing stands out.
 */
export function pinkestPart(planes: LabPlanes): Uint8Array | null {
  const { widthPx, heightPx } = planes;
  const tissue = planes.l.map((l, pixel) =>
    l > LIGHTNESS.from && l < LIGHTNESS.to && (planes.a[pixel] ?? 0) > LEAST_RED ? 1 : 0,
  );
  const pinkness = planes.a.map((a, pixel) => a - (planes.b[pixel] ?? 0));
  const threshold = otsuThreshold(pinkness, tissue)?.threshold ?? null;
  if (threshold === null) return null;
  const core = Uint8Array.from(pinkness, (pink, pixel) => {
    const x = ((pixel % widthPx) + 0.5) / widthPx - 0.5;
    const y = (Math.floor(pixel / widthPx) + 0.5) / heightPx - 0.5;
    return tissue[pixel] && pink > threshold + (CORNER_PENALTY / 2) * (x * x + y * y) ? 1 : 0;
  });
  const openingPx = Math.max(widthPx, heightPx) / 45;
  const kept = thickestPart(erode(core, planes, openingPx), planes);
  return countInside(kept) < widthPx * heightPx * LEAST_SHARE ? null : dilate(kept, planes, openingPx);
}

/** The part that holds the largest circle: a lip may cover as much as a tongue, but it is a band. */
function thickestPart(mask: Uint8Array, planes: LabPlanes): Uint8Array {
  const { labels } = components(mask, planes);
  const depth = distanceInside(mask, planes);
  let deepest = 0;
  for (let pixel = 1; pixel < depth.length; pixel++) {
    if ((depth[pixel] ?? 0) > (depth[deepest] ?? 0)) deepest = pixel;
  }
  const label = labels[deepest] ?? 0;
  return Uint8Array.from(labels, (own) => (label > 0 && own === label ? 255 : 0));
}

import type { LabPlanes } from '../colour/lab-planes.ts';
import { boxBlur } from '../picture/box-blur.ts';
import { countInside, dilate, distanceInside, erode } from '../picture/mask-operations.ts';
import type { Point } from '../picture/polygon.ts';
import { fitColourModel, logLikelihood } from './colour-model.ts';

/** Where a first guess of the tongue lies and what colour it has: the frame in which every pixel is described. */
export interface TongueFrame {
  readonly centre: Point;
  /** Radius of the circle of the same area, px. */
  readonly radiusPx: number;
  readonly medianLab: readonly [number, number, number];
}

export const FEATURE_COUNT = 9;
/** Terms of the quadratic in the features: one constant, the features, and all their products. */
export const TERM_COUNT = 1 + FEATURE_COUNT + (FEATURE_COUNT * (FEATURE_COUNT + 1)) / 2;

/** Colour evidence is cut at this log ratio, so that no single pixel outweighs its neighbourhood. */
const CLIP = 3;
/** Pixels taken for each colour model; more changes the outline by less than a pixel. */
const MODEL_PIXELS = 1500;

export function tongueFrame(planes: LabPlanes, guess: Uint8Array): TongueFrame {
  const depth = distanceInside(guess, planes);
  let x = 0;
  let y = 0;
  let weight = 0;
  for (let pixel = 0; pixel < guess.length; pixel++) {
    const own = depth[pixel] ?? 0;
    if (own === 0) continue;
    x += own * ((pixel % planes.widthPx) + 0.5);
    y += own * (Math.floor(pixel / planes.widthPx) + 0.5);
    weight += own;
  }
  const inside = pixelsOf(guess, MODEL_PIXELS);
  const median = (plane: Float32Array) =>
    Float32Array.from(inside, (p) => plane[p] ?? 0).sort()[inside.length >> 1] ?? 0;
  return {
    centre: [x / weight, y / weight],
    radiusPx: Math.sqrt(countInside(guess) / Math.PI),
    medianLab: [median(planes.l), median(planes.a), median(planes.b)],
  };
}

/** At most `limit` pixels inside the mask, evenly spaced in reading order. */
function pixelsOf(mask: Uint8Array, limit: number): Int32Array {
  const all: number[] = [];
  for (let pixel = 0; pixel < mask.length; pixel++) if (mask[pixel]) all.push(pixel);
  const step = Math.max(1, all.length / limit);
  return Int32Array.from({ length: Math.min(limit, all.length) }, (_, index) => all[Math.floor(index * step)] ?? 0);
}

/** Log ratio of this picture's own tongue and surroundings colours, cut at ±3 (GrabCut's data term). */
export function colourEvidence(planes: LabPlanes, guess: Uint8Array, radiusPx: number): Float32Array {
  const near = dilate(guess, planes, radiusPx * 0.08);
  const ring = dilate(guess, planes, radiusPx * 0.8).map((value, pixel) => (value && !near[pixel] ? 1 : 0));
  const tongue = fitColourModel(planes, pixelsOf(erode(guess, planes, radiusPx * 0.08), MODEL_PIXELS), 4);
  const around = fitColourModel(planes, pixelsOf(ring, MODEL_PIXELS), 5);
  return planes.l.map((l, pixel) => {
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    const ratio = logLikelihood(tongue, l, a, b) - logLikelihood(around, l, a, b);
    return Math.max(-CLIP, Math.min(CLIP, ratio));
  });
}

/** The features of every pixel, `FEATURE_COUNT` planes of about unit size. */
export function pixelFeatures(planes: LabPlanes, guess: Uint8Array, frame: TongueFrame): readonly Float32Array[] {
  const [ml, ma, mb] = frame.medianLab;
  const { widthPx, heightPx } = planes;
  const around = boxBlur(planes.l, widthPx, heightPx, Math.max(2, Math.round(frame.radiusPx * 0.2)));
  const evidence = colourEvidence(planes, guess, frame.radiusPx);
  const bound = (value: number) => Math.max(-3, Math.min(3, value));
  return [
    planes.l.map((l) => bound((l - ml) / 20)),
    planes.a.map((a) => bound((a - ma) / 10)),
    planes.b.map((b) => bound((b - mb) / 10)),
    planes.l.map((_, pixel) => bound(Math.abs((pixel % widthPx) + 0.5 - frame.centre[0]) / frame.radiusPx)),
    planes.l.map((_, pixel) => bound((Math.floor(pixel / widthPx) + 0.5 - frame.centre[1]) / frame.radiusPx)),
    evidence.map((value) => value / CLIP),
    planes.l.map((l, pixel) => bound((l - (around[pixel] ?? l)) / 10)),
    planes.l.map((l) => l / 50 - 1),
    riseBeyondShadow(boxBlur(planes.l, widthPx, heightPx, 1), planes, frame).map((rise) => bound(rise / 15)),
  ];
}

const RAYS = 180;

/**
 * How much lighter each pixel is than the darkest one between it and the centre, L*. Lips and chin lie beyond the dark
 * gap of the mouth or the shadow line under the tongue; the tongue's own surface has no such gap in front of it.
 */
function riseBeyondShadow(lightness: Float32Array, planes: LabPlanes, frame: TongueFrame): Float32Array {
  const { widthPx, heightPx } = planes;
  const radii = Math.ceil(Math.hypot(widthPx, heightPx));
  const darkest = new Float32Array(RAYS * radii);
  for (let ray = 0; ray < RAYS; ray++) {
    const dx = Math.cos((2 * Math.PI * ray) / RAYS);
    const dy = Math.sin((2 * Math.PI * ray) / RAYS);
    let least = 100;
    for (let radius = 0; radius < radii; radius++) {
      const x = Math.min(Math.max(Math.floor(frame.centre[0] + radius * dx), 0), widthPx - 1);
      const y = Math.min(Math.max(Math.floor(frame.centre[1] + radius * dy), 0), heightPx - 1);
      // Cracks run through the middle; the shadow that matters lies towards the border.
      if (radius > frame.radiusPx * 0.5) least = Math.min(least, lightness[y * widthPx + x] ?? 0);
      darkest[ray * radii + radius] = least;
    }
  }
  return lightness.map((l, pixel) => {
    const x = (pixel % widthPx) + 0.5 - frame.centre[0];
    const y = Math.floor(pixel / widthPx) + 0.5 - frame.centre[1];
    const ray = Math.round((Math.atan2(y, x) / (2 * Math.PI) + 1) * RAYS) % RAYS;
    return Math.max(0, l - (darkest[ray * radii + Math.floor(Math.hypot(x, y))] ?? l));
  });
}

/** Writes the quadratic's terms of one pixel. */
export function writeTerms(features: readonly Float32Array[], pixel: number, terms: Float64Array): void {
  terms[0] = 1;
  let at = 1 + FEATURE_COUNT;
  for (let first = 0; first < FEATURE_COUNT; first++) {
    const value = features[first]?.[pixel] ?? 0;
    terms[1 + first] = value;
    for (let second = first; second < FEATURE_COUNT; second++) terms[at++] = value * (features[second]?.[pixel] ?? 0);
  }
}

/** Log odds of every pixel being tongue, cut at ±3, from a quadratic with these weights. */
export function tongueEvidence(features: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const terms = new Float64Array(TERM_COUNT);
  const evidence = new Float32Array(features[0]?.length ?? 0);
  for (let pixel = 0; pixel < evidence.length; pixel++) {
    writeTerms(features, pixel, terms);
    let sum = 0;
    for (let term = 0; term < TERM_COUNT; term++) sum += (terms[term] ?? 0) * (weights[term] ?? 0);
    evidence[pixel] = Math.max(-CLIP, Math.min(CLIP, sum));
  }
  return evidence;
}

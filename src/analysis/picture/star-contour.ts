import type { Point } from './polygon.ts';

export interface StarContourInput {
  /** Evidence per pixel: positive inside, negative outside; `widthPx × heightPx`. */
  readonly evidence: Float32Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly centre: Point;
  /** Smallest and largest distance from the centre, px. */
  readonly minRadiusPx: number;
  readonly maxRadiusPx: number;
  readonly rays: number;
  readonly stepPx: number;
  /** Weight of the local step across the outline against the summed evidence. */
  readonly edgeWeight: number;
  /** Cost per squared step of radius between neighbouring rays. */
  readonly stiffness: number;
}

/** Steps that the radius may change from one ray to the next. */
const MAX_STEPS = 4;
/** Steps on each side of the outline over which the local contrast is taken. */
const EDGE_STEPS = 4;

/**
 * The closed outline, star-shaped around `centre`, that encloses the most evidence and follows the strongest steps:
 * one radius per ray by dynamic programming over the angle (Amini, Weymouth, Jain 1990), run twice around so that the
 * ends meet. Exact for its cost, so there is no starting outline to get wrong.
 */
export function starContour(input: StarContourInput): readonly Point[] {
  const radii = Math.max(2, Math.floor((input.maxRadiusPx - input.minRadiusPx) / input.stepPx));
  const gain = new Float32Array(input.rays * radii);
  for (let ray = 0; ray < input.rays; ray++) gain.set(rayGain(input, ray, radii), ray * radii);
  const best = closedPath(gain, input.rays, radii, input.stiffness);
  return Array.from(best, (step, ray) => pointAt(input, ray, input.minRadiusPx + step * input.stepPx));
}

function pointAt(input: StarContourInput, ray: number, radiusPx: number): Point {
  const angle = (2 * Math.PI * ray) / input.rays;
  return [input.centre[0] + radiusPx * Math.cos(angle), input.centre[1] + radiusPx * Math.sin(angle)];
}

/** Value of ending the tongue at each radius of one ray. Outside the picture the evidence is strongly negative. */
function rayGain(input: StarContourInput, ray: number, radii: number): Float32Array {
  const first = Math.floor(input.minRadiusPx / input.stepPx);
  const samples = new Float32Array(first + radii + EDGE_STEPS + 1);
  for (let step = 0; step < samples.length; step++)
    samples[step] = sample(input, pointAt(input, ray, step * input.stepPx));
  const gain = new Float32Array(radii);
  // Evidence is weighted by radius (area element), relative to the middle radius, so that all rays speak equally.
  const scale = (input.minRadiusPx + input.maxRadiusPx) / 2;
  let sum = 0;
  for (let step = 0; step < first + radii; step++) {
    sum += ((samples[step] ?? 0) * step * input.stepPx * input.stepPx) / scale;
    if (step < first) continue;
    gain[step - first] = sum + input.edgeWeight * contrast(samples, step);
  }
  return gain;
}

function contrast(samples: Float32Array, step: number): number {
  let inner = 0;
  let outer = 0;
  for (let offset = 0; offset < EDGE_STEPS; offset++) {
    inner += samples[Math.max(0, step - offset)] ?? 0;
    outer += samples[step + 1 + offset] ?? 0;
  }
  return (inner - outer) / EDGE_STEPS;
}

const OUTSIDE_PICTURE = -3;

/** Bilinear sample; pixel centres lie on half numbers. */
function sample(input: StarContourInput, [x, y]: Point): number {
  const { widthPx, heightPx, evidence } = input;
  if (x < 0 || y < 0 || x > widthPx || y > heightPx) return OUTSIDE_PICTURE;
  const u = Math.min(Math.max(x - 0.5, 0), widthPx - 1);
  const v = Math.min(Math.max(y - 0.5, 0), heightPx - 1);
  const left = u | 0;
  const top = v | 0;
  const right = Math.min(left + 1, widthPx - 1);
  const bottom = Math.min(top + 1, heightPx - 1);
  const at = (column: number, row: number) => evidence[row * widthPx + column] ?? 0;
  const upper = at(left, top) + (at(right, top) - at(left, top)) * (u - left);
  const lower = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (u - left);
  return upper + (lower - upper) * (v - top);
}

/** Best step per ray. Two turns are computed and the second half of the first with the first half of the second kept. */
function closedPath(gain: Float32Array, rays: number, radii: number, stiffness: number): Int32Array {
  const total = rays * 2;
  const back = new Int8Array(total * radii);
  let value = gain.slice(0, radii);
  for (let turn = 1; turn < total; turn++) {
    const next = new Float32Array(radii);
    const ray = turn % rays;
    for (let step = 0; step < radii; step++) {
      let best = -Infinity;
      for (let move = -MAX_STEPS; move <= MAX_STEPS; move++) {
        const from = step + move;
        if (from < 0 || from >= radii) continue;
        const candidate = (value[from] ?? 0) - stiffness * move * move;
        if (candidate > best) {
          best = candidate;
          back[turn * radii + step] = move;
        }
      }
      next[step] = best + (gain[ray * radii + step] ?? 0);
    }
    value = next;
  }
  return traceBack(back, value, rays, radii);
}

function traceBack(back: Int8Array, value: Float32Array, rays: number, radii: number): Int32Array {
  let step = 0;
  for (let candidate = 1; candidate < radii; candidate++)
    if ((value[candidate] ?? 0) > (value[step] ?? 0)) step = candidate;
  const path = new Int32Array(rays);
  const middle = rays >> 1;
  for (let turn = rays * 2 - 1; turn >= middle; turn--) {
    if (turn < rays + middle) path[turn % rays] = step;
    step += back[turn * radii + step] ?? 0;
  }
  return path;
}

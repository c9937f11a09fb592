import { boxBlur } from './box-blur.ts';

export interface Ridges {
  /** Height of the dark ridge, in units of the plane: about how much darker the line is than its sides. 0 elsewhere. */
  readonly strength: Float32Array;
  /** The scale that answered most, px. */
  readonly sigma: Float32Array;
  /** 1 where the pixel is the crest of its ridge. */
  readonly crest: Uint8Array;
}

/**
 * A line of Gaussian profile and depth 1 answers with σ²·λ = 2/√27 at the scale that answers most, which is √2 times the line's
 * own (Lindeberg 1998, γ-normalised derivatives with γ = 1); dividing by it gives the line's depth back.
 */
const RESPONSE_OF_UNIT_LINE = 2 / Math.sqrt(27);
/** A pit curves in both directions; a line in one. */
const MOST_ALONG = 0.5;

/**
 * Dark lines of a plane at several widths: the larger eigenvalue of the Hessian where the plane is valley-shaped
 * (Steger 1998; scales as Lindeberg 1998). Smoothing is three running means of 2r + 1 pixels, which is nearly a Gaussian of
 * σ = √(r(r + 1)) (Wells 1986) and costs the same for every r in `radii`.
 */
export function darkRidges(
  plane: Float32Array,
  widthPx: number,
  heightPx: number,
  radii: readonly number[],
  inside: Uint8Array,
): Ridges {
  const strength = new Float32Array(plane.length);
  const sigma = new Float32Array(plane.length);
  const direction = new Uint8Array(plane.length);
  for (const radius of radii) {
    const smooth = smoothed(plane, widthPx, heightPx, radius);
    const scale = Math.sqrt(radius * (radius + 1));
    for (let y = 1; y < heightPx - 1; y++) {
      for (let x = 1; x < widthPx - 1; x++) {
        const at = y * widthPx + x;
        if (!inside[at]) continue;
        const centre = smooth[at] ?? 0;
        const xx = (smooth[at - 1] ?? 0) + (smooth[at + 1] ?? 0) - 2 * centre;
        const yy = (smooth[at - widthPx] ?? 0) + (smooth[at + widthPx] ?? 0) - 2 * centre;
        if (xx + yy <= 0) continue;
        const xy =
          ((smooth[at - widthPx - 1] ?? 0) +
            (smooth[at + widthPx + 1] ?? 0) -
            (smooth[at - widthPx + 1] ?? 0) -
            (smooth[at + widthPx - 1] ?? 0)) /
          4;
        const half = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
        const across = (xx + yy) / 2 + half;
        const along = (xx + yy) / 2 - half;
        if (Math.abs(along) > MOST_ALONG * across) continue;
        const height = (scale * scale * across) / RESPONSE_OF_UNIT_LINE;
        if (height <= (strength[at] ?? 0)) continue;
        strength[at] = height;
        sigma[at] = scale;
        direction[at] = octant(Math.atan2(2 * xy, xx - yy) / 2);
      }
    }
  }
  return { strength, sigma, crest: crests({ plane, widthPx, heightPx, strength, sigma, direction }) };
}

/** Angle across the line, in quarters of a half turn: 0 horizontal, 1 falling, 2 vertical, 3 rising. */
function octant(angle: number): number {
  return ((Math.round((angle * 4) / Math.PI) % 4) + 4) % 4;
}

interface Answers {
  readonly plane: Float32Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly strength: Float32Array;
  readonly sigma: Float32Array;
  readonly direction: Uint8Array;
}

/** How far a step across the line moves along x and y, by octant. */
const ACROSS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const;
/** A valley rises on both sides by at least this share of its height; the foot of a step rises on one. */
const LEAST_RISE = 0.4;
/** Filter widths from the crest at which the sides are looked at: there a Gaussian profile has risen by 98 %. */
const SIDE = 2;

function crests({ plane, widthPx, heightPx, strength, sigma, direction }: Answers): Uint8Array {
  const crest = new Uint8Array(strength.length);
  const lightness = boxBlur(plane, widthPx, heightPx, 1);
  const valueAt = (x: number, y: number) =>
    lightness[Math.min(heightPx - 1, Math.max(0, y)) * widthPx + Math.min(widthPx - 1, Math.max(0, x))] ?? 0;
  for (let at = widthPx + 1; at < widthPx * (heightPx - 1) - 1; at++) {
    const own = strength[at] ?? 0;
    if (own === 0) continue;
    const [dx, dy] = ACROSS[direction[at] ?? 0] ?? [1, 0];
    const step = dy * widthPx + dx;
    if (own < (strength[at - step] ?? 0) || own <= (strength[at + step] ?? 0)) continue;
    const far = Math.max(2, Math.round((SIDE * (sigma[at] ?? 1)) / Math.hypot(dx, dy)));
    const x = at % widthPx;
    const y = Math.floor(at / widthPx);
    const sides = Math.min(valueAt(x - far * dx, y - far * dy), valueAt(x + far * dx, y + far * dy));
    if (sides - valueAt(x, y) >= LEAST_RISE * own) crest[at] = 1;
  }
  return crest;
}

function smoothed(plane: Float32Array, widthPx: number, heightPx: number, radius: number): Float32Array {
  let smooth = plane;
  for (let pass = 0; pass < 3; pass++) smooth = boxBlur(smooth, widthPx, heightPx, radius);
  return smooth;
}

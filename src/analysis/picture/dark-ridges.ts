import { boxBlur, boxBlurInto } from './box-blur.ts';

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
 * (Steger 1998; scales as Lindeberg 1998). Smoothing is by running means, several of which are nearly a Gaussian (Wells 1986) and cost
 * the same for every radius r: each adds r(r + 1)/3 to its σ². `scales` names the radii that every scale adds to the one before.
 */
export function darkRidges(
  plane: Float32Array,
  widthPx: number,
  heightPx: number,
  scales: readonly (readonly number[])[],
  inside: Uint8Array,
): Ridges {
  const strength = new Float32Array(plane.length);
  const sigma = new Float32Array(plane.length);
  const direction = new Uint8Array(plane.length);
  const smooth = plane.slice();
  const scratch = new Float32Array(plane.length);
  let variance = 0;
  for (const radii of scales) {
    for (const radius of radii) {
      boxBlurInto(smooth, smooth, widthPx, heightPx, radius, scratch);
      variance += (radius * (radius + 1)) / 3;
    }
    const scale = Math.sqrt(variance);
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
        direction[at] = octant(xx - yy, 2 * xy);
      }
    }
  }
  return { strength, sigma, crest: crests({ plane, widthPx, heightPx, strength, sigma, direction }) };
}

/**
 * Direction across the line, in quarters of a half turn: 0 horizontal, 1 falling, 2 vertical, 3 rising. Cosine and sine of twice its
 * angle, up to a common factor.
 */
function octant(cosine: number, sine: number): number {
  if (Math.abs(sine) > Math.abs(cosine)) return sine > 0 ? 1 : 3;
  return cosine > 0 ? 0 : 2;
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
const ACROSS_X = [1, 1, 0, -1] as const;
const ACROSS_Y = [0, 1, 1, 1] as const;
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
    const dx = ACROSS_X[direction[at] ?? 0] ?? 1;
    const dy = ACROSS_Y[direction[at] ?? 0] ?? 0;
    const step = dy * widthPx + dx;
    if (own < (strength[at - step] ?? 0) || own <= (strength[at + step] ?? 0)) continue;
    const far = Math.max(2, Math.round((SIDE * (sigma[at] ?? 1)) / (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1)));
    const x = at % widthPx;
    const y = Math.floor(at / widthPx);
    const sides = Math.min(valueAt(x - far * dx, y - far * dy), valueAt(x + far * dx, y + far * dy));
    if (sides - valueAt(x, y) >= LEAST_RISE * own) crest[at] = 1;
  }
  return crest;
}

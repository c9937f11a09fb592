import type { Lab } from '../../domain/picture.ts';

const DEGREES = 180 / Math.PI;

/** CIE 1976 colour difference: the Euclidean distance in CIELAB. */
export function deltaE76(first: Lab, second: Lab): number {
  return Math.hypot(first.l - second.l, first.a - second.a, first.b - second.b);
}

function hueDegrees(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const angle = Math.atan2(b, a) * DEGREES;
  return angle < 0 ? angle + 360 : angle;
}

/** Hue difference and mean hue in degrees, with the wrap-around rules of the formula's equations 10 and 14. */
function hues(chroma1: number, hue1: number, chroma2: number, hue2: number): { difference: number; mean: number } {
  if (chroma1 * chroma2 === 0) return { difference: 0, mean: hue1 + hue2 };
  const gap = hue2 - hue1;
  if (Math.abs(gap) <= 180) return { difference: gap, mean: (hue1 + hue2) / 2 };
  const turn = gap > 180 ? -360 : 360;
  return { difference: gap + turn, mean: (hue1 + hue2 + (hue1 + hue2 < 360 ? 360 : -360)) / 2 };
}

const cosine = (degrees: number): number => Math.cos(degrees / DEGREES);

/** x⁷ / (x⁷ + 25⁷), the chroma weight of the formula. */
function chromaWeight(chroma: number): number {
  const power = chroma ** 7;
  return Math.sqrt(power / (power + 25 ** 7));
}

/** CIEDE2000 with unit weights: ISO/CIE 11664-6:2014; equations as numbered by Sharma, Wu and Dalal (2005). */
export function deltaE2000(first: Lab, second: Lab): number {
  const stretch = 1 + 0.5 * (1 - chromaWeight((Math.hypot(first.a, first.b) + Math.hypot(second.a, second.b)) / 2));
  const a1 = first.a * stretch;
  const a2 = second.a * stretch;
  const chroma1 = Math.hypot(a1, first.b);
  const chroma2 = Math.hypot(a2, second.b);
  const hue = hues(chroma1, hueDegrees(a1, first.b), chroma2, hueDegrees(a2, second.b));
  const meanChroma = (chroma1 + chroma2) / 2;
  const lightness = ((first.l + second.l) / 2 - 50) ** 2;
  const t =
    1 -
    0.17 * cosine(hue.mean - 30) +
    0.24 * cosine(2 * hue.mean) +
    0.32 * cosine(3 * hue.mean + 6) -
    0.2 * cosine(4 * hue.mean - 63);
  const dL = (second.l - first.l) / (1 + (0.015 * lightness) / Math.sqrt(20 + lightness));
  const dC = (chroma2 - chroma1) / (1 + 0.045 * meanChroma);
  const dH = (2 * Math.sqrt(chroma1 * chroma2) * Math.sin(hue.difference / 2 / DEGREES)) / (1 + 0.015 * meanChroma * t);
  const turn = 60 * Math.exp(-(((hue.mean - 275) / 25) ** 2));
  const rotation = -2 * chromaWeight(meanChroma) * Math.sin(turn / DEGREES);
  return Math.sqrt(dL * dL + dC * dC + dH * dH + rotation * dC * dH);
}

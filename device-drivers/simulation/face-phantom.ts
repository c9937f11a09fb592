import type { FaceRegion } from '../../src/domain/finding.ts';
import type { Lab } from '../../src/domain/picture.ts';
import {
  cover,
  createCanvas,
  type LabCanvas,
  lame,
  meanLab,
  paint,
  ramp,
  regionMask,
  shade,
  spot,
} from './lab-canvas.ts';
import { seededRandom, smoothNoise } from './seeded-noise.ts';

/** The regions that are drawn with a colour of their own. */
type DrawnRegion = Exclude<FaceRegion, 'eyeSurroundLeft' | 'eyeSurroundRight'>;

export interface FaceTruth {
  /** Mean colour as drawn, in a disc well inside each region; lips without the line between them. Left and right are the person's own sides. */
  readonly regions: Readonly<Record<DrawnRegion, Lab>>;
}

interface FaceForm {
  readonly seed: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly skin: Lab;
  readonly lip: Lab;
}

const WALL: Lab = { l: 84, a: -3, b: 3 };
const HAIR: Lab = { l: 21, a: 2, b: 4 };
const SHIRT: Lab = { l: 46, a: -14, b: 4 };
const HALF_WIDTH = 0.225;
const HALF_HEIGHT = 0.315;

/** Discs in face coordinates: x to the picture's right in half widths, y down in half heights from the face's middle. */
const REGION_DISCS: Readonly<Record<Exclude<DrawnRegion, 'lips'>, { x: number; y: number; radius: number }>> = {
  forehead: { x: 0, y: -0.5, radius: 0.04 },
  cheekLeft: { x: 0.52, y: 0.24, radius: 0.032 },
  cheekRight: { x: -0.52, y: 0.24, radius: 0.032 },
  nose: { x: 0, y: 0.14, radius: 0.016 },
  chin: { x: 0, y: 0.8, radius: 0.026 },
};

/** A stylised face before a light wall: plainly drawn, but with the parts and shading that a real face shows a camera. */
export function drawFace(
  size: { widthPx: number; heightPx: number },
  seed: number,
): { readonly canvas: LabCanvas; readonly truth: FaceTruth } {
  const canvas = createCanvas(size.widthPx, size.heightPx);
  const form = formOf(seed);
  paint(canvas, (_x, y) => ({ lab: shade(WALL, -8 * y), alpha: 1 }));
  const local = (draw: (u: number, v: number, x: number, y: number) => { lab: Lab; alpha: number } | null) =>
    paint(canvas, (x, y) => {
      const dx = x - form.centreX;
      const dy = y - form.centreY;
      return draw(dx / HALF_WIDTH, dy / HALF_HEIGHT, dx, dy);
    });
  local((_u, _v, x, y) => hairBehindAt(form, x, y));
  local((_u, _v, x, y) => shouldersAt(x, y));
  local((_u, _v, x, y) => neckAt(form, x, y));
  local((u, v, x) => earAt(form, u, v, x));
  local((u, v, x, y) => skinAt(form, u, v, x, y));
  local((u, v, x, y) => noseAt(form, u, v, x, y));
  local((u, v) => mouthAt(form, u, v));
  local((u, v) => eyesAt(u, v));
  local((u, v, x, y) => browsAt(form, u, v, x, y));
  local((u, v, x, y) => fringeAt(form, u, v, x, y));
  return { canvas, truth: truthOf(canvas, form) };
}

function formOf(seed: number): FaceForm {
  const random = seededRandom(seed + 501);
  return {
    seed,
    centreX: 0,
    centreY: 0.47,
    skin: { l: 71 + 3 * (random() - 0.5), a: 12 + 2 * random(), b: 18 + 2 * (random() - 0.5) },
    lip: { l: 52 + 2 * random(), a: 30 + 4 * random(), b: 12 },
  };
}

function faceRadius(u: number, v: number): number {
  const jaw = v > 0 ? 1 - 0.2 * v * v : 1;
  return (Math.abs(u / jaw) ** 2.3 + Math.abs(v) ** 2.3) ** (1 / 2.3);
}

function hairBehindAt(form: FaceForm, x: number, y: number) {
  const radius = lame(x, y + 0.07, 0.262, 0.315, 2.3);
  return {
    lab: shade(HAIR, 2 * smoothNoise(form.seed, x * 60, y * 8)),
    alpha: y < 0.14 ? cover(radius, 0.02) : cover(radius, 0.02) * ramp(0.2, 0.12, y),
  };
}

function shouldersAt(x: number, y: number) {
  const radius = lame(x, y - 0.72, 0.56, 0.34, 2.6);
  return {
    lab: shade(SHIRT, -10 * ramp(0.2, 0.55, Math.abs(x)) + 4 * spot(x, y - 0.5, 0.4, 0.1)),
    alpha: cover(radius, 0.01),
  };
}

function neckAt(form: FaceForm, x: number, y: number) {
  const radius = lame(x, y - 0.3, 0.105 + 0.05 * ramp(0.36, 0.5, y), 0.155, 3);
  return {
    lab: shade(form.skin, -9 - 6 * ramp(0.4, 0.3, y) - 5 * ramp(0.05, 0.11, Math.abs(x)), 1.5),
    alpha: cover(radius, 0.02),
  };
}

function earAt(form: FaceForm, u: number, v: number, _x: number) {
  const radius = lame(Math.abs(u) - 1.01, v - 0.05, 0.1, 0.17, 2);
  return { lab: shade(form.skin, -7 - 6 * ramp(0.75, 0.2, radius), 3), alpha: cover(radius, 0.06) };
}

function skinAt(form: FaceForm, u: number, v: number, x: number, y: number) {
  const radius = faceRadius(u, v);
  const light =
    3 -
    12 * ramp(0.55, 1.02, radius) +
    2.5 * spot(u, v + 0.5, 0.5, 0.28) -
    3 * (spot(Math.abs(u) - 0.42, v + 0.12, 0.24, 0.14) + spot(u, v - 0.66, 0.28, 0.04)) +
    2 * spot(u, v - 0.8, 0.2, 0.1);
  const blush = 4 * spot(Math.abs(u) - 0.52, v - 0.24, 0.26, 0.18);
  const grain = 0.7 * smoothNoise(form.seed + 31, x * 160, y * 160) + 0.7 * smoothNoise(form.seed + 32, x * 12, y * 12);
  return {
    lab: shade(form.skin, light + grain - 0.4 * blush, blush + 1.5 * ramp(0.6, 1, radius), -0.3 * blush),
    alpha: cover(radius, 0.012),
  };
}

function noseAt(form: FaceForm, u: number, v: number, x: number, y: number) {
  const bridge = 3 * spot(u, v + 0.02, 0.06, 0.22) + 3 * spot(u, v - 0.16, 0.07, 0.06);
  const sides = -5 * spot(Math.abs(u) - 0.13, v - 0.06, 0.06, 0.2);
  const under = -9 * spot(u, v - 0.285, 0.16, 0.022);
  const nostrils = -30 * spot(Math.abs(u) - 0.085, v - 0.262, 0.042, 0.016);
  const grain = 0.7 * smoothNoise(form.seed + 31, x * 160, y * 160);
  const alpha = 0.9 * spot(u, v - 0.08, 0.24, 0.3) ** 0.5;
  return {
    lab: shade(form.skin, 4 + bridge + sides + under + nostrils + grain, 1.5),
    alpha: v > -0.35 && v < 0.4 ? alpha * ramp(0.4, 0.3, v) : 0,
  };
}

/** Closed lips: bow above, fuller below, a dark line between. */
function mouthAt(form: FaceForm, u: number, v: number) {
  const half = 0.36;
  const across = Math.max(0, 1 - (u / half) ** 2);
  const bow = 0.02 * spot(u, 0, 0.07, 1) - 0.012 * spot(Math.abs(u) - 0.1, 0, 0.08, 1);
  const height = v < 0.5 ? 0.075 * across ** 0.75 - bow : 0.098 * across ** 0.65;
  const line = Math.exp(-(((v - 0.5 - 0.012 * (u / half) ** 2) / 0.011) ** 2)) * ramp(1.08, 0.9, Math.abs(u) / half);
  const alpha = across > 0 ? ramp(height + 0.012, height - 0.012, Math.abs(v - 0.5)) : 0;
  const lab = shade(form.lip, 4 * spot(u, v - 0.56, 0.16, 0.025) - (v < 0.5 ? 4 : 0) - 24 * line, -8 * line);
  return { lab, alpha: Math.max(alpha, 0.7 * line), line };
}

function eyesAt(u: number, v: number) {
  const x = Math.abs(u) - 0.42;
  const y = v + 0.135;
  const lid = 0.062 * Math.max(0, 1 - (x / 0.19) ** 2) ** 0.8;
  const opening = ramp(lid + 0.01, lid - 0.01, Math.abs(y)) * (Math.abs(x) < 0.19 ? 1 : 0);
  const iris = Math.hypot(x * HALF_WIDTH, (y + 0.004) * HALF_HEIGHT);
  const upper = Math.exp(-(((y + lid) / 0.016) ** 2)) * ramp(0.215, 0.18, Math.abs(x));
  const glint = ramp(0.0042, 0.0028, Math.hypot(x * HALF_WIDTH - 0.006, (y + 0.025) * HALF_HEIGHT));
  if (upper > 0.25 && glint < 0.5) return { lab: { l: 17, a: 4, b: 4 }, alpha: upper };
  if (opening <= 0)
    return {
      lab: { l: 50, a: 14, b: 14 },
      alpha: 0.35 * Math.exp(-(((y + 0.115) / 0.014) ** 2)) * ramp(0.2, 0.14, Math.abs(x)),
    };
  const dark = ramp(0.0185, 0.0165, iris);
  const pupil = ramp(0.0085, 0.007, iris);
  return {
    lab: {
      l: 88 - 58 * dark - 18 * pupil + 70 * glint * dark,
      a: 1 + 6 * dark * (1 - glint),
      b: 2 + 9 * dark * (1 - pupil) * (1 - glint),
    },
    alpha: opening,
  };
}

function browsAt(form: FaceForm, u: number, v: number, x: number, y: number) {
  const along = (Math.abs(u) - 0.44) / 0.25;
  const arch = v + 0.335 - 0.045 * along * along - 0.008 * along;
  const width = 0.032 * Math.max(0, 1 - along * along) ** 0.5 + 0.002;
  const hairs = 0.12 * smoothNoise(form.seed + 40, x * 120, y * 260);
  return {
    lab: shade(HAIR, 6),
    alpha: Math.abs(along) < 1 ? (0.82 + hairs) * ramp(width * 1.4, width * 0.6, Math.abs(arch)) : 0,
  };
}

function fringeAt(form: FaceForm, u: number, v: number, x: number, y: number) {
  const line =
    -0.76 + 0.3 * u * u + 0.1 * Math.max(0, 0.4 - Math.abs(u + 0.3)) + 0.012 * smoothNoise(form.seed + 41, x * 40, 2);
  const cap = lame(x, y + 0.07, 0.262, 0.315, 2.3);
  const sheen = 5 * spot(u + 0.2, v + 0.98, 0.5, 0.1);
  const strands = 2.2 * smoothNoise(form.seed + 42, x * 90, y * 12);
  return { lab: shade(HAIR, sheen + strands), alpha: cover(cap, 0.02) * ramp(line + 0.02, line - 0.02, v) };
}

function truthOf(canvas: LabCanvas, form: FaceForm): FaceTruth {
  const disc = (region: keyof typeof REGION_DISCS): Lab => {
    const { x, y, radius } = REGION_DISCS[region];
    const inside = (px: number, py: number) =>
      Math.hypot(px - form.centreX - x * HALF_WIDTH, py - form.centreY - y * HALF_HEIGHT) < radius;
    return meanLab(canvas, regionMask(canvas, inside));
  };
  const lips = regionMask(canvas, (px, py) => {
    const u = (px - form.centreX) / HALF_WIDTH;
    const { alpha, line } = mouthAt(form, u, (py - form.centreY) / HALF_HEIGHT);
    return alpha > 0.95 && line < 0.05;
  });
  return {
    regions: {
      forehead: disc('forehead'),
      cheekLeft: disc('cheekLeft'),
      cheekRight: disc('cheekRight'),
      nose: disc('nose'),
      chin: disc('chin'),
      lips: meanLab(canvas, lips),
    },
  };
}

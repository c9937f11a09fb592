import type { Lab, PixelMask } from '../../src/domain/picture.ts';
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
import { paintMouthScene } from './mouth-scene.ts';
import { seededRandom, smoothNoise } from './seeded-noise.ts';

export interface UndersideTruth {
  readonly outline: PixelMask;
  readonly bodyLab: Lab;
  /** Middle line, length and mean full width at half depth of each vein, pixels; left and right are the person's own. */
  readonly veins: readonly {
    readonly side: 'left' | 'right';
    readonly line: readonly (readonly [number, number])[];
    readonly lengthPx: number;
    readonly widthPx: number;
  }[];
}

const MUCOSA: Lab = { l: 57, a: 29, b: 14 };
const VEIN: Lab = { l: 43, a: 17, b: -1 };

interface UndersideForm {
  readonly seed: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly halfWidth: number;
  readonly halfLength: number;
  readonly veinGap: number;
  readonly veinWidth: number;
}

/** Tongue lifted to the palate: moist mucosa, the frenulum in the middle and a vein on each side. */
export function drawUnderside(
  size: { widthPx: number; heightPx: number },
  seed: number,
): { readonly canvas: LabCanvas; readonly truth: UndersideTruth } {
  const canvas = createCanvas(size.widthPx, size.heightPx);
  const form = formOf(seed);
  paintMouthScene(canvas, { seed, shiftY: 0.1, openness: 1.2 });
  paint(canvas, (x, y) => ({ lab: { l: 16, a: 12, b: 8 }, alpha: 0.5 * cover(radiusAt(form, x, y), 0.1) }));
  paint(canvas, (x, y) => mucosaAt(form, x, y));
  paint(canvas, (x, y) => veinsAt(form, x, y));
  const outline = regionMask(canvas, (x, y) => radiusAt(form, x, y) < 1);
  const { widthPx, heightPx } = canvas;
  const veins = [veinTruth(form, canvas, 'right'), veinTruth(form, canvas, 'left')];
  return { canvas, truth: { outline: { widthPx, heightPx, data: outline }, bodyLab: meanLab(canvas, outline), veins } };
}

function formOf(seed: number): UndersideForm {
  const random = seededRandom(seed + 77);
  return {
    seed,
    centreX: 0,
    centreY: 0.43,
    halfWidth: 0.19 + 0.02 * random(),
    halfLength: 0.165 + 0.01 * random(),
    veinGap: 0.062 + 0.015 * random(),
    veinWidth: 0.009 + 0.004 * random(),
  };
}

function radiusAt(form: UndersideForm, x: number, y: number): number {
  const v = (y - form.centreY) / form.halfLength;
  return lame(x - form.centreX, y - form.centreY, form.halfWidth * (1 + 0.08 * v), form.halfLength, 2.4);
}

function mucosaAt(form: UndersideForm, x: number, y: number) {
  const radius = radiusAt(form, x, y);
  const v = (y - form.centreY) / form.halfLength;
  const frenulum = 6 * Math.exp(-(((x - form.centreX) / 0.009) ** 2)) * ramp(-0.3, 0.3, v);
  const grain = 1.1 * smoothNoise(form.seed + 12, x * 110, y * 110) + 1.6 * smoothNoise(form.seed + 13, x * 14, y * 14);
  const glint = 6 * spot(Math.abs(x - form.centreX) - 0.11, v + 0.35, 0.018, 0.12);
  const light = frenulum + grain + glint - 8 * ramp(0.78, 1.02, radius) - 5 * ramp(0.6, 1, v);
  return { lab: shade(MUCOSA, light, 2 * ramp(-0.5, -1, v)), alpha: cover(radius, 0.008) };
}

/** Slightly winding, thinner towards the tip, soft-edged because they lie under the mucosa. */
function veinsAt(form: UndersideForm, x: number, y: number) {
  const v = (y - form.centreY) / form.halfLength;
  const side = x < form.centreX ? -1 : 1;
  const across = (Math.abs(x - form.centreX) - veinPath(form, side, v)) / veinHalfWidth(form, v);
  return { lab: VEIN, alpha: 0.72 * Math.exp(-(across ** 2)) * veinStrength(v) };
}

/** Distance of a vein's middle line from the frenulum. */
function veinPath(form: UndersideForm, side: 1 | -1, v: number): number {
  const y = form.centreY + v * form.halfLength;
  return form.veinGap * (1 - 0.25 * v) + 0.008 * smoothNoise(form.seed + 20 + side, 2, y * 22);
}

function veinHalfWidth(form: UndersideForm, v: number): number {
  return form.veinWidth * ramp(-1, 0.6, v) + 0.004;
}

function veinStrength(v: number): number {
  return ramp(-0.72, -0.35, v) * ramp(0.93, 0.6, v);
}

/** The part of the vein that is drawn at half its strength or more. */
function veinTruth(form: UndersideForm, canvas: LabCanvas, side: 'left' | 'right'): UndersideTruth['veins'][number] {
  // The person's left is on the right of the picture.
  const sign = side === 'left' ? 1 : -1;
  const heights = Array.from({ length: 201 }, (_, step) => step / 100 - 1).filter((v) => veinStrength(v) >= 0.5);
  const line = heights.map((v): readonly [number, number] => {
    const x = form.centreX + sign * veinPath(form, sign, v);
    return [x * canvas.heightPx + canvas.widthPx / 2, (form.centreY + v * form.halfLength) * canvas.heightPx];
  });
  const lengthPx = line.slice(1).reduce((sum, [x, y], at) => {
    const [lastX, lastY] = line[at] ?? [x, y];
    return sum + Math.hypot(x - lastX, y - lastY);
  }, 0);
  const halfWidth = heights.reduce((sum, v) => sum + veinHalfWidth(form, v), 0) / heights.length;
  return { side, line, lengthPx, widthPx: 2 * Math.sqrt(Math.LN2) * halfWidth * canvas.heightPx };
}

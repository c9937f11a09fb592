import type { Lab, PixelMask } from '../../src/domain/picture.ts';
import {
  cover,
  createCanvas,
  type LabCanvas,
  lame,
  meanLab,
  mix,
  paint,
  pixelCentre,
  ramp,
  regionMask,
  shade,
  spot,
} from './lab-canvas.ts';
import { paintMouthScene } from './mouth-scene.ts';
import { type Crack, crackShade, drawCracks } from './phantom-cracks.ts';
import { seededRandom, smoothNoise } from './seeded-noise.ts';

export interface TongueLook {
  readonly bodyLab: Lab;
  readonly coatingLab: Lab;
  /** Share of the tongue's area that the coating covers, 0–1. */
  readonly coatingFraction: number;
  /** Cracks drawn besides the faint median furrow; default none. */
  readonly cracks?: number;
  /** L* of a crack's floor below its sides, default 14. */
  readonly crackDepth?: number;
  /** Tooth-marks on each side; default none. */
  readonly toothMarks?: number;
  /** How much of the tongue is put out, default 1: of less only the tip shows, from the same root on. */
  readonly reach?: number;
}

/** What was drawn, exactly: for judging an analysis against it. Colours are means over the drawn regions. */
export interface TongueTruth {
  readonly outline: PixelMask;
  readonly coating: PixelMask;
  readonly bodyLab: Lab;
  readonly coatingLab: Lab;
  readonly coatingFraction: number;
  /** Middle line of each crack, pixels; and its full width at half depth. */
  readonly cracks: readonly { readonly line: readonly (readonly [number, number])[]; readonly widthPx: number }[];
  /** The deepest point of each tooth-mark, pixels. */
  readonly toothMarks: readonly (readonly [number, number])[];
}

/** Depth in drawing units and height in half lengths of one tooth-mark. */
const TOOTH_MARK = { depth: 0.011, height: 0.075 };

/** A healthy look within the published range (淡红舌薄白苔): body and coating at device level, not calibrated values. */
export const DEFAULT_TONGUE_LOOK: TongueLook = {
  bodyLab: { l: 56, a: 31, b: 12 },
  coatingLab: { l: 68, a: 15, b: 8 },
  coatingFraction: 0.45,
};

interface TongueForm {
  readonly seed: number;
  readonly cracks: readonly Crack[];
  readonly crackDepth: number;
  /** Heights of the tooth-marks, in half lengths from the middle. */
  readonly toothMarks: readonly number[];
  readonly halfWidth: number;
  readonly halfLength: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly power: number;
  readonly bend: number;
}

export interface TonguePicture {
  readonly canvas: LabCanvas;
  readonly truth: TongueTruth;
}

/** Tongue put out of an open mouth. */
export function drawTongue(size: { widthPx: number; heightPx: number }, seed: number, look: TongueLook): TonguePicture {
  const canvas = createCanvas(size.widthPx, size.heightPx);
  const form = formOf(seed, look);
  paintMouthScene(canvas, { seed, shiftY: 0, openness: 0.35 });
  paint(canvas, (x, y) => ({
    lab: { l: 20, a: 14, b: 10 },
    alpha: 0.55 * cover(tongueRadius(form, x, y - 0.012), 0.07),
  }));
  const tongue = regionMask(canvas, (x, y) => tongueRadius(form, x, y) < 1);
  const coating = coatingMask(canvas, form, tongue, look.coatingFraction);
  paintTongue(canvas, form, look, coating, tongue);
  return { canvas, truth: truthOf(canvas, form, tongue, coating) };
}

function formOf(seed: number, look: TongueLook): TongueForm {
  const random = seededRandom(seed);
  const toothMarks = Array.from(
    { length: look.toothMarks ?? 0 },
    (_, mark, count = look.toothMarks ?? 1) => -0.3 + (mark * 0.95) / Math.max(1, count - 1),
  );
  return {
    seed,
    cracks: drawCracks(seed, look.cracks ?? 0),
    crackDepth: look.crackDepth ?? 14,
    toothMarks,
    halfWidth: 0.2 + 0.035 * random(),
    ...lengthOf(0.29 + 0.03 * random(), look.reach ?? 1),
    centreX: 0.02 * (random() - 0.5),
    power: 2.5 + 0.6 * random(),
    bend: 0.04 * (random() - 0.5),
  };
}

function lengthOf(halfLength: number, reach: number): Pick<TongueForm, 'halfLength' | 'centreY'> {
  return { halfLength: halfLength * reach, centreY: 0.535 - halfLength * (1 - reach) };
}

/** Below 1 inside the tongue. It narrows towards the tip and has a slightly uneven edge. */
function tongueRadius(form: TongueForm, x: number, y: number): number {
  const v = (y - form.centreY) / form.halfLength;
  const even = form.halfWidth * (1 - 0.1 * v * Math.abs(v)) * (1 + 0.012 * smoothNoise(form.seed + 9, 3, v * 5));
  const width = even - toothMarkDepth(form, v);
  return lame(x - form.centreX - form.bend * v * v, v * form.halfLength, width, form.halfLength, form.power);
}

/** Inward shift of both sides at a height. */
function toothMarkDepth({ toothMarks }: TongueForm, v: number): number {
  return toothMarks.reduce((sum, at) => sum + TOOTH_MARK.depth * Math.exp(-(((v - at) / TOOTH_MARK.height) ** 2)), 0);
}

/** The inner area with a ragged edge, cut so that it covers exactly the wanted share. */
function coatingMask(canvas: LabCanvas, form: TongueForm, tongue: Uint8Array, fraction: number): Uint8Array {
  const order: { pixel: number; depth: number }[] = [];
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (!tongue[pixel]) continue;
    const [x, y] = pixelCentre(canvas, pixel);
    const ragged =
      0.07 * smoothNoise(form.seed + 4, x * 18, y * 18) + 0.035 * smoothNoise(form.seed + 5, x * 60, y * 60);
    order.push({ pixel, depth: tongueRadius(form, x, y + 0.05) + ragged });
  }
  order.sort((p, q) => p.depth - q.depth);
  const mask = new Uint8Array(tongue.length);
  for (const { pixel } of order.slice(0, Math.round(order.length * fraction))) mask[pixel] = 255;
  return mask;
}

function paintTongue(
  canvas: LabCanvas,
  form: TongueForm,
  look: TongueLook,
  coating: Uint8Array,
  tongue: Uint8Array,
): void {
  const layer = createCanvas(canvas.widthPx, canvas.heightPx);
  paint(layer, (x, y) => ({ lab: shade({ l: 0, a: 0, b: 0 }, reliefAt(form, x, y), rednessAt(form, x, y)), alpha: 1 }));
  const soft = softened(coating, canvas.widthPx, canvas.heightPx);
  const offsets = [
    meanLab(layer, coating),
    meanLab(
      layer,
      coating.map((value, p) => (value || !tongue[p] ? 0 : 255)),
    ),
  ];
  let pixel = -1;
  paint(canvas, (x, y) => {
    pixel++;
    const radius = tongueRadius(form, x, y);
    if (radius > 1.05) return null;
    const share = soft[pixel] ?? 0;
    const colour = (key: keyof Lab, channel: number) =>
      mix(look.bodyLab[key] - (offsets[1]?.[key] ?? 0), look.coatingLab[key] - (offsets[0]?.[key] ?? 0), share) +
      (layer.data[pixel * 3 + channel] ?? 0);
    return { lab: { l: colour('l', 0), a: colour('a', 1), b: colour('b', 2) }, alpha: cover(radius, 0.0065) };
  });
}

/** Lightness relief: rounded edge, shade of the upper lip, papillae, a faint median furrow, two moist glints. */
function reliefAt(form: TongueForm, x: number, y: number): number {
  const radius = tongueRadius(form, x, y);
  const v = (y - form.centreY) / form.halfLength;
  const wander = form.centreX + form.bend * v * v + 0.006 * smoothNoise(form.seed + 6, 1, y * 14);
  const furrow = -7 * Math.exp(-(((x - wander) / 0.006) ** 2)) * ramp(-0.75, -0.4, v) * ramp(0.55, 0.1, v);
  const cracks = crackShade(form.cracks, x - form.centreX, y - form.centreY);
  const papillae =
    1.5 * smoothNoise(form.seed + 7, x * 170, y * 170) + 1.1 * smoothNoise(form.seed + 8, x * 75, y * 75);
  const glints =
    7 * spot(x - form.centreX + 0.07, y - form.centreY - 0.19, 0.02, 0.012) +
    6 * spot(x - form.centreX - 0.06, y - form.centreY - 0.21, 0.025, 0.01);
  return (
    -7 * ramp(0.78, 1.02, radius) -
    9 * ramp(-0.72, -1, v) +
    2.5 * spot(x - form.centreX, v - 0.35, 0.12, 0.4) +
    furrow -
    form.crackDepth * cracks +
    papillae +
    glints
  );
}

/** The tip is redder and carries a few red papillae. */
function rednessAt(form: TongueForm, x: number, y: number): number {
  const v = (y - form.centreY) / form.halfLength;
  const dots = ramp(0.62, 0.85, smoothNoise(form.seed + 11, x * 48, y * 48)) * ramp(0.2, 0.7, v);
  return 3 * ramp(0.5, 1, v) + 4 * dots;
}

/** Two running means, so that the coating thins out over about a fortieth of the picture's height. */
function softened(mask: Uint8Array, widthPx: number, heightPx: number): Float32Array {
  const radius = Math.max(1, Math.round(heightPx / 160));
  const rows = slidingMean(
    Float32Array.from(mask, (value) => value / 255),
    radius,
    1,
  );
  return slidingMean(rows, radius, widthPx);
}

function slidingMean(values: Float32Array, radius: number, stride: number): Float32Array {
  return values.map((_, at) => {
    let sum = 0;
    for (let step = -radius; step <= radius; step++) sum += values[at + step * stride] ?? 0;
    return sum / (2 * radius + 1);
  });
}

function truthOf(canvas: LabCanvas, form: TongueForm, tongue: Uint8Array, coating: Uint8Array): TongueTruth {
  const { widthPx, heightPx } = canvas;
  const body = tongue.map((value, pixel) => (value && !coating[pixel] ? 255 : 0));
  const count = (mask: Uint8Array) => mask.reduce((sum, value) => sum + (value ? 1 : 0), 0);
  return {
    outline: { widthPx, heightPx, data: tongue },
    coating: { widthPx, heightPx, data: coating },
    bodyLab: meanLab(canvas, body),
    coatingLab: meanLab(canvas, coating),
    coatingFraction: count(coating) / count(tongue),
    cracks: form.cracks.map(({ points, width }) => ({
      line: points.map(([x, y]) => toPixel(canvas, x + form.centreX, y + form.centreY)),
      widthPx: 2 * Math.sqrt(Math.LN2) * width * heightPx,
    })),
    toothMarks: form.toothMarks.flatMap((v) => bothSides(canvas, form, v)),
  };
}

/** Where the border lies at a height, left and right in the picture. */
function bothSides(canvas: LabCanvas, form: TongueForm, v: number): (readonly [number, number])[] {
  const y = form.centreY + v * form.halfLength;
  return [-1, 1].map((side) => {
    let x = form.centreX + form.bend * v * v;
    while (tongueRadius(form, x, y) < 1) x += side * 1e-3;
    return toPixel(canvas, x, y);
  });
}

function toPixel(canvas: LabCanvas, x: number, y: number): readonly [number, number] {
  return [x * canvas.heightPx + canvas.widthPx / 2, y * canvas.heightPx];
}

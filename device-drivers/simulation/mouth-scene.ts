import type { Lab } from '../../src/domain/picture.ts';
import { cover, type LabCanvas, lame, paint, ramp, shade, spot } from './lab-canvas.ts';
import { smoothNoise } from './seeded-noise.ts';

const SKIN: Lab = { l: 69, a: 13, b: 18 };
const LIP: Lab = { l: 53, a: 26, b: 14 };
const CAVITY: Lab = { l: 13, a: 10, b: 6 };
const TEETH: Lab = { l: 80, a: 1, b: 9 };
const WALL: Lab = { l: 34, a: -3, b: 2 };

export interface MouthScene {
  readonly seed: number;
  /** Shift of the head downwards, drawing units. */
  readonly shiftY: number;
  readonly openness: number;
}

/** Lower half of a face before a dark wall, mouth open: skin, lips, teeth and the dark of the mouth. */
export function paintMouthScene(canvas: LabCanvas, scene: MouthScene): void {
  paint(canvas, (x, y) => ({ lab: shade(WALL, 3 * smoothNoise(scene.seed, x * 2, y * 2)), alpha: 1 }));
  paint(canvas, (x, y) => skinAt(scene, x, y - scene.shiftY));
  paint(canvas, (x, y) => lipsAt(scene, x, y - scene.shiftY));
  paint(canvas, (x, y) => cavityAt(scene, x, y - scene.shiftY));
  paint(canvas, (x, y) => teethAt(scene, x, y - scene.shiftY));
}

function skinAt(scene: MouthScene, x: number, y: number) {
  const jaw = lame(x, y - 0.1, 0.66 - 0.12 * ramp(0.4, 1.1, y), 0.96, 2.5);
  const grain = 0.9 * smoothNoise(scene.seed + 1, x * 150, y * 150) + 1.2 * smoothNoise(scene.seed + 2, x * 9, y * 9);
  const light = 4 - 20 * ramp(0.55, 1, jaw) - 5 * spot(x, y - 0.75, 0.26, 0.07) + 2 * spot(x, y - 0.9, 0.2, 0.1);
  return { lab: shade(SKIN, light + grain, 1.5 * ramp(0.5, 1, jaw)), alpha: cover(jaw, 0.012) };
}

/** The upper lip has its bow; the lower lip is fuller. */
function lipsAt(scene: MouthScene, x: number, y: number) {
  const bow = y < 0.3 ? 0.016 * spot(x, 0, 0.05, 1) - 0.01 * spot(Math.abs(x) - 0.08, 0, 0.06, 1) : 0;
  const outer = lame(x, y - 0.32 - bow, 0.345, 0.21 + 0.07 * scene.openness, 2.2);
  const folds = 1.6 * smoothNoise(scene.seed + 3, x * 70, y * 8);
  const light = 5 * spot(x, y - 0.11, 0.22, 0.03) - 9 * ramp(0.9, 1, outer) + folds;
  return { lab: shade(LIP, light), alpha: cover(outer, 0.02) };
}

function cavityRadius(scene: MouthScene, x: number, y: number): number {
  return lame(x, y - 0.32, 0.285, 0.125 + 0.07 * scene.openness, 2.3);
}

function cavityAt(scene: MouthScene, x: number, y: number) {
  const radius = cavityRadius(scene, x, y);
  return { lab: shade(CAVITY, 8 * ramp(0.8, 1, radius), 5 * ramp(0.7, 1, radius)), alpha: cover(radius, 0.03) };
}

function teethAt(scene: MouthScene, x: number, y: number) {
  const top = 0.32 - (0.125 + 0.07 * scene.openness);
  const gap = Math.abs(((x / 0.062 + 50.5) % 1) - 0.5);
  const row = ramp(top + 0.052 - 0.25 * x * x, top + 0.044 - 0.25 * x * x, y);
  const inside = cover(cavityRadius(scene, x, y), 0.03) * ramp(0.2, 0.16, Math.abs(x));
  return { lab: shade(TEETH, -14 * ramp(0.4, 0.5, gap) - 60 * Math.abs(x) ** 1.6), alpha: row * inside };
}

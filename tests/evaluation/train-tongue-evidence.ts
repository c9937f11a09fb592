/**
 * Fits the weights in `src/analysis/tongue/tongue-evidence-weights.ts` on every second picture of tongue741 (the other
 * half is for reporting) and prints that file. Run by hand: `node tests/evaluation/train-tongue-evidence.ts > FILE`.
 */
import '../../src/cli/steady-compiler.ts';
import { readdirSync } from 'node:fs';
import { stdout } from 'node:process';
import sharp from 'sharp';
import { type LabPlanes, labPlanes } from '../../src/analysis/colour/lab-planes.ts';
import { countInside } from '../../src/analysis/picture/mask-operations.ts';
import { fillPolygon } from '../../src/analysis/picture/polygon.ts';
import { shrinkImage } from '../../src/analysis/picture/shrink-image.ts';
import { pinkestPart } from '../../src/analysis/tongue/pinkest-part.ts';
import { outlineFrom, WORKING_PX } from '../../src/analysis/tongue/segment-tongue.ts';
import { pixelFeatures, TERM_COUNT, tongueFrame, writeTerms } from '../../src/analysis/tongue/tongue-evidence.ts';

const STAGES = 3;
const SAMPLES_PER_PICTURE = 400;
const RIDGE = 1e-3;
const LEAST_AREA_PX = 120;
const NEWTON_ROUNDS = 6;
const folder = new URL('../../../shared/data/tongue741/', import.meta.url).pathname;

interface Case {
  readonly planes: LabPlanes;
  readonly truth: Uint8Array;
  guess: Uint8Array;
}

/** Same sequence every run (Numerical Recipes' linear congruential generator). */
let state = 1;
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

async function load(name: string, vary: boolean): Promise<Case | null> {
  const picture = await sharp(`${folder}img/${name}`).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const gains = [0, 1, 2].map(() => (vary ? 0.9 + 0.2 * random() : 1));
  const level = vary ? 0.8 + 0.5 * random() : 1;
  const crop = vary ? random() : 1;
  const data = Uint8Array.from(picture.data, (v, i) => Math.min(255, v * level * (gains[i % 3] ?? 1)));
  const { width, height } = picture.info;
  const mask = await sharp(`${folder}mask/${name.replace('.jpg', '.png')}`)
    .greyscale()
    .raw()
    .toBuffer();
  const box = cropAround(mask, width, height, crop);
  const cut = cutOut(data, width, box, 3);
  const small = shrinkImage({ widthPx: box.width, heightPx: box.height, data: cut }, WORKING_PX);
  const truthSource = await sharp(
    cutOut(
      Uint8Array.from(mask, (v) => (v ? 255 : 0)),
      width,
      box,
      1,
    ),
    {
      raw: { width: box.width, height: box.height, channels: 1 },
    },
  )
    .resize(small.widthPx, small.heightPx, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer();
  const planes = labPlanes(small);
  const guess = pinkestPart(planes);
  return guess && { planes, truth: Uint8Array.from(truthSource, (v) => (v > 127 ? 1 : 0)), guess };
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN_PX = 8;

/** Between the whole picture (`keep` 1) and the tongue's own box with a small margin (`keep` 0). */
function cropAround(mask: Uint8Array, width: number, height: number, keep: number): Rectangle {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  mask.forEach((value, pixel) => {
    if (!value) return;
    left = Math.min(left, pixel % width);
    right = Math.max(right, pixel % width);
    top = Math.min(top, Math.floor(pixel / width));
    bottom = Math.max(bottom, Math.floor(pixel / width));
  });
  const x = Math.round(Math.max(0, left - MARGIN_PX) * (1 - keep));
  const y = Math.round(Math.max(0, top - MARGIN_PX) * (1 - keep));
  const endX = Math.round(width - (width - Math.min(width, right + MARGIN_PX)) * (1 - keep));
  const endY = Math.round(height - (height - Math.min(height, bottom + MARGIN_PX)) * (1 - keep));
  return { x, y, width: endX - x, height: endY - y };
}

function cutOut(data: Uint8Array, width: number, box: Rectangle, c: number) {
  const out = new Uint8Array(box.width * box.height * c);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * width + box.x) * c;
    out.set(data.subarray(from, from + box.width * c), y * box.width * c);
  }
  return out;
}

function samplesOf(item: Case): { terms: Float64Array; inside: number }[] {
  const frame = tongueFrame(item.planes, item.guess);
  const features = pixelFeatures(item.planes, item.guess, frame);
  return Array.from({ length: SAMPLES_PER_PICTURE }, () => {
    const pixel = Math.floor(random() * item.truth.length);
    const terms = new Float64Array(TERM_COUNT);
    writeTerms(features, pixel, terms);
    return { terms, inside: item.truth[pixel] ? 1 : 0 };
  });
}

function fitWeights(samples: { terms: Float64Array; inside: number }[]): number[] {
  let w = new Array<number>(TERM_COUNT).fill(0);
  for (let round = 0; round < NEWTON_ROUNDS; round++) {
    const h = Array.from({ length: TERM_COUNT }, (_, i) => {
      const row = new Float64Array(TERM_COUNT + 1);
      row[i] = RIDGE * samples.length;
      row[TERM_COUNT] = -RIDGE * samples.length * (w[i] ?? 0);
      return row;
    });
    for (const { terms, inside } of samples) {
      let z = 0;
      for (let i = 0; i < TERM_COUNT; i++) z += (terms[i] as number) * (w[i] as number);
      const p = 1 / (1 + Math.exp(-z));
      const s = Math.max(1e-4, p * (1 - p));
      for (let i = 0; i < TERM_COUNT; i++) {
        const row = h[i] as Float64Array;
        const ti = terms[i] as number;
        row[TERM_COUNT] = (row[TERM_COUNT] as number) + (inside - p) * ti;
        const si = s * ti;
        for (let j = 0; j < TERM_COUNT; j++) row[j] = (row[j] as number) + si * (terms[j] as number);
      }
    }
    const step = solve(h);
    w = w.map((v, i) => v + (step[i] ?? 0));
  }
  return w;
}

function solve(rows: Float64Array[]): number[] {
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    const pivot = rows[c] as Float64Array;
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const row = rows[r] as Float64Array;
      const f = (row[c] as number) / (pivot[c] as number);
      if (f !== 0) for (let k = c; k <= n; k++) row[k] = (row[k] as number) - f * (pivot[k] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}

const names = readdirSync(`${folder}img`)
  .sort()
  .filter((_, index) => index % 2 === 0);
const loaded: (Case | null)[] = [];
for (const name of names) loaded.push(await load(name, false), await load(name, true));
let cases = loaded.filter((item) => item !== null);
const stages: number[][] = [];
for (let stage = 0; stage < STAGES; stage++) {
  const weights = fitWeights(cases.flatMap(samplesOf));
  stages.push(weights);
  cases = cases.flatMap((item) => {
    const guess = fillPolygon(outlineFrom(item.planes, item.guess, weights), item.planes.widthPx, item.planes.heightPx);
    return countInside(guess) > LEAST_AREA_PX ? [{ ...item, guess }] : [];
  });
}
const rows = stages.map((s) => `  [${s.map((v) => v.toFixed(3)).join(', ')}],`).join('\n');
stdout.write(`/**
 * Weights of the quadratic of \`tongueEvidence\`, one row per round. Logistic regression (ridge ${RIDGE}) on ${names.length} pictures
 * of tongue741 (every second by name; MIT, Ian Mackenzie 2025), each also once with varied colour and framing, by
 * \`tests/evaluation/train-tongue-evidence.ts\`. Each round is fitted on the outlines of the round before.
 */
export const EVIDENCE_WEIGHTS: readonly (readonly number[])[] = [\n${rows}\n];\n`);

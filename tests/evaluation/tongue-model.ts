/**
 * Measures the trained segmentation as the station runs it: `node tests/evaluation/tongue-model.ts [--models FOLDER]
 * [--external STEP]`. Held-out tongue741 as it is and as other cameras would have taken it, every STEP-th picture of
 * tonguexpert (0, the default, leaves it out: it is for the final figure), pictures without a tongue. One JSON object.
 */
import '../../src/cli/steady-compiler.ts';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { findTongue } from '../../src/analysis/tongue/find-tongue.ts';
import { modelView } from '../../src/analysis/tongue/model-view.ts';
import { cleanLogits, maskFromLogits } from '../../src/analysis/tongue/tongue-logits.ts';
import type { PixelImage } from '../../src/domain/picture.ts';
import { openModelRegistry } from '../../src/inference/model-registry.ts';
import { runTongueModel } from '../../src/inference/run-tongue-model.ts';
import {
  heldOutNames,
  intersectionOverUnion,
  type LabelledPicture,
  pictureNames,
  readLabelled,
  readPixels,
} from './support/labelled-pictures.ts';
import { missingPhotos, tonguelessPictures } from './support/tongueless-pictures.ts';

const { values } = parseArgs({
  options: { models: { type: 'string' }, external: { type: 'string', default: '0' } },
});
const modelsDir = values.models ?? fileURLToPath(new URL('../../models/', import.meta.url));
const registry = await openModelRegistry({ modelsDir });
const run = runTongueModel(registry.get('tongue-segmentation'));

const raw = ({ widthPx, heightPx, data }: PixelImage) =>
  sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });

/** What another camera, distance or light makes of the same picture; the mask goes the same way. */
type Change = (picture: Sharp, isMask: boolean) => Sharp;

const CHANGES: Readonly<Record<string, Change>> = {
  asTaken: (picture) => picture,
  webcam224: (picture, isMask) => (isMask ? picture.resize(224) : picture.resize(224).blur(0.8).jpeg({ quality: 45 })),
  farOnGrey: (picture, isMask) =>
    picture.extend({ top: 200, bottom: 300, left: 400, right: 300, background: isMask ? '#000' : '#888' }),
  turned20: (picture) => picture.rotate(20, { background: '#000' }),
  warmAndDark: (picture, isMask) => (isMask ? picture : picture.linear([0.75, 0.6, 0.42], [0, 0, 0])),
  coldAndBright: (picture, isMask) => (isMask ? picture : picture.linear([1.3, 1.45, 1.65], [8, 8, 8])),
};

async function changed({ image, truth }: LabelledPicture, change: Change): Promise<LabelledPicture> {
  const png = await change(raw(image), false).png().toBuffer();
  const { widthPx, heightPx } = image;
  const mask = sharp(
    truth.map((value) => (value ? 255 : 0)),
    { raw: { width: widthPx, height: heightPx, channels: 1 } },
  );
  const maskPixels = await readPixels(sharp(await change(mask, true).png().toBuffer()));
  return {
    image: await readPixels(sharp(png)),
    truth: Uint8Array.from({ length: maskPixels.data.length / 3 }, (_, pixel) => {
      return (maskPixels.data[pixel * 3] ?? 0) > 127 ? 1 : 0;
    }),
  };
}

interface Score {
  readonly iou: number;
  readonly refused: boolean;
}

/** A refused picture counts with an overlap of 0. */
async function score({ image, truth }: LabelledPicture): Promise<Score> {
  const { mask, refusal } = await findTongue(image, run);
  return { iou: intersectionOverUnion(truth, mask?.data), refused: refusal !== null };
}

function meanOf(scores: readonly number[]): number {
  return Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(4));
}

function summary(scores: readonly Score[]) {
  const iou = scores.map((each) => each.iou).sort((p, q) => p - q);
  const at = (share: number) => Number((iou[Math.floor(share * (iou.length - 1))] ?? Number.NaN).toFixed(4));
  return {
    pictures: iou.length,
    meanIou: meanOf(iou),
    p05: at(0.05),
    median: at(0.5),
    worst: at(0),
    refused: scores.filter((each) => each.refused).length,
  };
}

async function heldOut() {
  const names = heldOutNames();
  if (!names) return { missing: 'tongue741 is not on this machine' };
  const results: Record<string, ReturnType<typeof summary>> = {};
  for (const [label, change] of Object.entries(CHANGES)) {
    const scores: Score[] = [];
    for (const name of names) {
      const picture = await readLabelled('tongue741', name);
      scores.push(await score(change === CHANGES.asTaken ? picture : await changed(picture, change)));
    }
    results[label] = summary(scores);
  }
  return results;
}

/** Logits at which the outline may be drawn; the station draws at 0. */
const LEVELS = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
/** Every so many of the pictures that trained. */
const TRAINED_STEP = 4;

/**
 * How far any choice of the outline's level could help: mean overlap at 0, and with each picture's best level chosen
 * while knowing the drawn outline, as no station can.
 */
async function bestLevels() {
  const names = heldOutNames();
  const every = pictureNames('tongue741');
  if (!names || !every) return { missing: 'tongue741 is not on this machine' };
  const trained = every.filter((name) => !names.includes(name)).filter((_, index) => index % TRAINED_STEP === 0);
  return { heldOut: await levelsOf(names), trained: await levelsOf(trained) };
}

async function levelsOf(names: readonly string[]) {
  const rows = await Promise.all(
    names.map(async (name) => {
      const { image, truth } = await readLabelled('tongue741', name);
      const view = modelView(image);
      const { logits } = await run(view.data);
      return LEVELS.map((level) => {
        const cleaned = cleanLogits(
          logits.map((logit) => logit - level),
          view,
        );
        return intersectionOverUnion(truth, maskFromLogits(cleaned, view, image).data);
      });
    }),
  );
  return {
    pictures: names.length,
    atZero: meanOf(rows.map((row) => row[LEVELS.indexOf(0)] ?? Number.NaN)),
    atEachPicturesBest: meanOf(rows.map((row) => Math.max(...row))),
  };
}

async function external(step: number) {
  const every = pictureNames('tonguexpert');
  if (!every) return { missing: 'tonguexpert is not on this machine' };
  if (step === 0) return { leftOut: 'see --external' };
  const names = every.filter((_, index) => index % step === 0);
  const scores: Score[] = [];
  for (const name of names) scores.push(await score(await readLabelled('tonguexpert', name)));
  return { ...summary(scores), upsideDown: await upsideDown('tonguexpert', names) };
}

async function falseTongues() {
  const byKind: Record<string, { pictures: number; found: number }> = {};
  for await (const { kind, image } of tonguelessPictures()) {
    const { refusal } = await findTongue(image, run);
    const entry = byKind[kind] ?? { pictures: 0, found: 0 };
    byKind[kind] = entry;
    entry.pictures++;
    if (refusal === null) entry.found++;
  }
  const all = Object.values(byKind);
  const pictures = all.reduce((sum, entry) => sum + entry.pictures, 0);
  const found = all.reduce((sum, entry) => sum + entry.found, 0);
  return {
    pictures,
    found,
    share: Number((found / pictures).toFixed(4)),
    byKind,
    photosMissing: missingPhotos().length,
  };
}

/** Pictures turned by 180°, and how many of them are refused. */
async function upsideDown(set: string, names: readonly string[] | null) {
  if (!names) return { missing: `${set} is not on this machine` };
  let refused = 0;
  for (const name of names) {
    const { image } = await readLabelled(set, name);
    const turned = await readPixels(raw(image).rotate(180));
    if ((await findTongue(turned, run)).refusal) refused++;
  }
  return { pictures: names.length, refused };
}

const result = {
  tongue741HeldOut: await heldOut(),
  bestLevels: await bestLevels(),
  upsideDown: await upsideDown('tongue741', heldOutNames()),
  falseTongues: await falseTongues(),
  tonguexpertExternal: await external(Number(values.external)),
};
stdout.write(`${JSON.stringify(result, null, 2)}\n`);
await registry.close();

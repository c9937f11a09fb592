/**
 * Measures the tongue segmentation on photographs: `node tests/evaluation/tongue.ts [STEP]`, every STEP-th picture.
 * tongue741's even pictures (by name) trained the evidence weights, the odd ones are held out; tonguexpert is another
 * camera: no weight was fitted on it, but every 60th picture helped to set the limits of the gate. Prints one JSON
 * object; says so where the data are not there.
 */
import '../../src/cli/steady-compiler.ts';
import { existsSync, readdirSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import sharp from 'sharp';
import { analyzeTongue } from '../../src/analysis/tongue/analyze-tongue.ts';
import { segmentTongue } from '../../src/analysis/tongue/segment-tongue.ts';

const step = Math.max(1, Number(argv[2] ?? 1));

interface Outcome {
  readonly iou: number;
  readonly dice: number;
  readonly usable: boolean;
  readonly ms: number;
}

async function measure(folder: URL, name: string): Promise<Outcome> {
  const { data, info } = await sharp(new URL(`img/${name}`, folder).pathname)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const truth = await sharp(new URL(`mask/${name.replace('.jpg', '.png')}`, folder).pathname)
    .greyscale()
    .raw()
    .toBuffer();
  const image = { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
  const begin = performance.now();
  const found = segmentTongue(image);
  const ms = performance.now() - begin;
  let both = 0;
  let sum = 0;
  truth.forEach((value, pixel) => {
    const own = found?.data[pixel] ?? 0;
    if (value && own) both++;
    sum += (value ? 1 : 0) + (own ? 1 : 0);
  });
  const { usable } = analyzeTongue(image, { segment: () => found }).finding.quality;
  return { iou: both / (sum - both), dice: (2 * both) / sum, usable, ms };
}

function summary(outcomes: readonly Outcome[]) {
  const iou = outcomes.map((outcome) => outcome.iou).sort((p, q) => p - q);
  const mean = (of: (outcome: Outcome) => number) =>
    Number((outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length).toFixed(4));
  const at = (share: number) => Number((iou[Math.floor(share * (iou.length - 1))] ?? 0).toFixed(4));
  return {
    pictures: outcomes.length,
    meanIou: mean((outcome) => outcome.iou),
    meanDice: mean((outcome) => outcome.dice),
    iou: { p05: at(0.05), median: at(0.5), worst: at(0) },
    usableShare: mean((outcome) => (outcome.usable ? 1 : 0)),
    meanSegmentMs: mean((outcome) => outcome.ms),
  };
}

async function evaluate(set: string, part: (index: number) => boolean) {
  const folder = new URL(`../../../shared/data/${set}/`, import.meta.url);
  if (!existsSync(folder)) return { missing: `${set} is not on this machine` };
  const names = readdirSync(new URL('img/', folder)).sort();
  const outcomes: Outcome[] = [];
  let index = 0;
  for (const name of names.filter((_, place) => part(place))) {
    if (index++ % step === 0) outcomes.push(await measure(folder, name));
  }
  return summary(outcomes);
}

const result = {
  step,
  tongue741Tuned: await evaluate('tongue741', (index) => index % 2 === 0),
  tongue741HeldOut: await evaluate('tongue741', (index) => index % 2 === 1),
  tonguexpertExternal: await evaluate('tonguexpert', () => true),
};
stdout.write(`${JSON.stringify(result)}\n`);

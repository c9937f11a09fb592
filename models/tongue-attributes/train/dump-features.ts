/**
 * `node models/tongue-attributes/train/dump-features.ts FOLDER OUT [--labelled] [--own-masks]`: features of the pictures of
 * tonguexpert (FOLDER) by the code that ships. OUT.csv: id and features; OUT.bin: 192 × 192 × 3 bytes a picture, the crop
 * of the picture network, in the same order. --labelled: only pictures with a manual label. --own-masks: with the
 * masks of the segmentation that ships, as at the station, instead of the data set's.
 */
import '../../../src/cli/steady-compiler.ts';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { attributeCrop } from '../../../src/analysis/tongue/attribute-crop.ts';
import { attributeFeatures } from '../../../src/analysis/tongue/attribute-features.ts';
import { findTongue } from '../../../src/analysis/tongue/find-tongue.ts';
import { measureSurface } from '../../../src/analysis/tongue/tongue-surface.ts';
import { tongueView } from '../../../src/analysis/tongue/tongue-view.ts';
import type { PixelImage } from '../../../src/domain/picture.ts';
import { openModelRegistry } from '../../../src/inference/model-registry.ts';
import { runTongueModel } from '../../../src/inference/run-tongue-model.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { labelled: { type: 'boolean', default: false }, 'own-masks': { type: 'boolean', default: false } },
});
const [folder = '', out = ''] = positionals;

async function read(path: string, channels: 1 | 3): Promise<PixelImage> {
  const pipeline = channels === 1 ? sharp(path).greyscale() : sharp(path).toColourspace('srgb').removeAlpha();
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
}

/** Columns 2 to 5 of labels.csv are the manual labels. */
function labelledIds(): ReadonlySet<string> {
  const rows = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const cells = rows.map((row) => row.split(','));
  return new Set(cells.filter((row) => row.slice(1, 5).some((cell) => cell !== '')).map(([id]) => id ?? ''));
}

const modelsDir = fileURLToPath(new URL('../../', import.meta.url));
const registry = values['own-masks'] ? await openModelRegistry({ modelsDir }) : null;
const segment = registry && runTongueModel(registry.get('tongue-segmentation'));
const wanted = values.labelled ? labelledIds() : null;
const table = createWriteStream(`${out}.csv`);
const crops = createWriteStream(`${out}.bin`);

let rows = 0;
let refused = 0;
for (const file of readdirSync(join(folder, 'img')).sort()) {
  const id = file.replace('.jpg', '');
  if (wanted && !wanted.has(id)) continue;
  const image = await read(join(folder, 'img', file), 3);
  const mask = segment ? (await findTongue(image, segment)).mask : await read(join(folder, 'mask', `${id}.png`), 1);
  const view = mask && tongueView(image, mask);
  if (!view) {
    refused++;
    continue;
  }
  const features = attributeFeatures(view, measureSurface(view));
  if (rows === 0) table.write(`id,${[...features.keys()].join(',')}\n`);
  table.write(`${id},${[...features.values()].map((value) => value.toPrecision(8)).join(',')}\n`);
  crops.write(attributeCrop(view, view.image));
  rows++;
}
await Promise.all([table, crops].map((stream) => new Promise<void>((done) => stream.end(() => done()))));
await registry?.close();
stdout.write(`${rows} pictures, ${refused} refused\n`);

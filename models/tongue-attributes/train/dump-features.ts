/**
 * `node models/tongue-attributes/train/dump-features.ts FOLDER OUT`: features of every picture of tonguexpert (FOLDER) with
 * its own mask, by the code that ships. OUT.csv: id and features; OUT.bin: per picture 3 × 192 × 192 bytes, the crop of the
 * crack model, in the same order.
 */
import { createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import sharp from 'sharp';
import { attributeCrop } from '../../../src/analysis/tongue/attribute-crop.ts';
import { featuresOf } from '../../../src/analysis/tongue/attribute-features.ts';
import { attributeView } from '../../../src/analysis/tongue/attribute-view.ts';

const [folder = '', out = ''] = argv.slice(2);
const table = createWriteStream(`${out}.csv`);
const crops = createWriteStream(`${out}.bin`);

async function read(path: string, channels: 1 | 3) {
  const pipeline = channels === 1 ? sharp(path).greyscale() : sharp(path).toColourspace('srgb').removeAlpha();
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
}

let rows = 0;
for (const file of readdirSync(join(folder, 'img')).sort()) {
  const id = file.replace('.jpg', '');
  const image = await read(join(folder, 'img', file), 3);
  const mask = await read(join(folder, 'mask', `${id}.png`), 1);
  const view = attributeView(image, mask);
  if (!view) throw new Error(`${id} has an empty mask`);
  const features = featuresOf(view);
  if (rows === 0) table.write(`id,${[...features.keys()].join(',')}\n`);
  table.write(`${id},${[...features.values()].map((value) => value.toPrecision(8)).join(',')}\n`);
  crops.write(attributeCrop(view));
  rows++;
}
await Promise.all([table, crops].map((stream) => new Promise((resolve) => stream.end(resolve))));
stdout.write(`${rows} pictures\n`);

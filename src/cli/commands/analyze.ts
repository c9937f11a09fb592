import { mkdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { decodePicture } from '../../acquisition/decode-picture.ts';
import { analyzePulse } from '../../analysis/pulse/analyze-pulse.ts';
import { parseSampleText } from '../../analysis/pulse/parse-samples.ts';
import { analyzeTongue } from '../../analysis/tongue/analyze-tongue.ts';
import { systemClock } from '../../domain/clock.ts';
import type { PixelMask } from '../../domain/picture.ts';
import { examineFace } from '../../inference/examine-face.ts';
import { createPictureModels, type PictureModels } from '../../inference/picture-models.ts';
import { annotatePicture } from '../annotate-picture.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { eachFile } from '../each-file.ts';
import { MODELS_DIR } from '../project-paths.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  rate: { type: 'string' },
  'mask-dir': { type: 'string' },
  'annotated-dir': { type: 'string' },
} as const;

function rateHz(text: string | undefined): number {
  const rate = Number(text);
  if (text === undefined || !Number.isFinite(rate) || rate <= 0)
    throw new UsageError('--rate HZ is needed, a number above 0');
  return rate;
}

const pngName = (file: string): string => `${parse(basename(file)).name}.png`;

async function writeMask(folder: string, file: string, mask: PixelMask): Promise<void> {
  const raw = { width: mask.widthPx, height: mask.heightPx, channels: 1 } as const;
  await sharp(mask.data, { raw })
    .toColourspace('b-w')
    .png()
    .toFile(join(folder, pngName(file)));
}

async function analyzePulseFile(file: string, rate: number): Promise<object> {
  return { file, ...analyzePulse(parseSampleText(await readFile(file, 'utf8')), rate) };
}

interface PictureOutputs {
  readonly maskDir: string | undefined;
  readonly annotatedDir: string | undefined;
}

async function analyzeTongueFile(file: string, outputs: PictureOutputs): Promise<object> {
  const bytes = await readFile(file);
  const image = await decodePicture(bytes);
  const { finding, mask } = analyzeTongue(image);
  const empty = {
    widthPx: image.widthPx,
    heightPx: image.heightPx,
    data: new Uint8Array(image.widthPx * image.heightPx),
  };
  if (outputs.maskDir !== undefined) await writeMask(outputs.maskDir, file, mask ?? empty);
  if (outputs.annotatedDir !== undefined) {
    await annotatePicture(image, finding.tongue?.outline ?? [], join(outputs.annotatedDir, pngName(file)));
  }
  return { file, ...finding };
}

async function analyzeFaceFile(models: PictureModels, file: string): Promise<object> {
  const { finding, landmarks } = await examineFace(models, await decodePicture(await readFile(file)));
  // Complexion (面色) is the physician's field; it is never filled in here.
  return { file, ...finding, landmarks, complexion: { physician: null } };
}

async function withPictureModels(use: (models: PictureModels) => Promise<number>): Promise<number> {
  const models = createPictureModels({ modelsDir: MODELS_DIR, researchModels: true, clock: systemClock });
  try {
    return await use(models);
  } finally {
    await models.close();
  }
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [what, ...files] = positionals;
  for (const folder of [values['mask-dir'], values['annotated-dir']]) {
    if (folder !== undefined) await mkdir(folder, { recursive: true });
  }
  const outputs = { maskDir: values['mask-dir'], annotatedDir: values['annotated-dir'] };
  switch (what) {
    case 'pulse': {
      const rate = rateHz(values.rate);
      return eachFile(files, io, (file) => analyzePulseFile(file, rate));
    }
    case 'tongue':
      return eachFile(files, io, (file) => analyzeTongueFile(file, outputs));
    case 'face':
      return withPictureModels((models) => eachFile(files, io, (file) => analyzeFaceFile(models, file)));
    default:
      throw new UsageError('analyze takes pulse, tongue or face');
  }
}

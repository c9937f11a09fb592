import { basename, join, parse } from 'node:path';
import sharp from 'sharp';
import { type BoundedPicture, decodeBounded } from '../acquisition/decode-picture.ts';
import type { ColourBasis } from '../analysis/calibration/colour-basis.ts';
import { enlargeMask } from '../analysis/picture/enlarge-mask.ts';
import { scaleFinding } from '../analysis/tongue/scale-finding.ts';
import type { PixelMask } from '../domain/picture.ts';
import type { PictureModels } from '../inference/picture-models.ts';
import { readTongue, SEGMENTATION_MODEL } from '../inference/read-tongue.ts';
import { annotatePicture } from './annotate-picture.ts';
import type { CommandIo } from './command.ts';
import { eachFile } from './each-file.ts';
import { withChart } from './read-chart.ts';
import { readPictureFile } from './read-picture-file.ts';

export interface TongueFileOptions {
  readonly maskDir: string | undefined;
  readonly annotatedDir: string | undefined;
  /** A picture of the colour chart, taken by the same camera under the same light. */
  readonly chart: string | undefined;
}

/**
 * `analyze tongue`: one JSON object a file; masks and annotated pictures beside it. A picture that carries an EXIF orientation is
 * turned upright first: positions, sizes and masks are those of the upright picture.
 */
export async function analyzeTongueFiles(
  files: readonly string[],
  options: TongueFileOptions,
  models: PictureModels,
  io: CommandIo,
): Promise<number> {
  const state = (await models.states()).find(({ name }) => name === SEGMENTATION_MODEL);
  if (state?.code) io.err(`${state.code}: ${SEGMENTATION_MODEL}: outlines by classical means`);
  return withChart(options.chart, io, (calibration) =>
    eachFile(files, io, (file) => analyzeFile(file, options, models, calibration)),
  );
}

async function analyzeFile(
  file: string,
  { maskDir, annotatedDir }: TongueFileOptions,
  models: PictureModels,
  calibration: ColourBasis | null,
): Promise<object> {
  const picture = await decodeBounded(await readPictureFile(file));
  const { image, widthPx } = picture;
  const { finding, mask } = await readTongue(models, image, { calibration });
  if (maskDir !== undefined) await writeMask(join(maskDir, pngName(file)), picture, mask);
  if (annotatedDir !== undefined)
    await annotatePicture(image, finding.tongue?.outline ?? [], join(annotatedDir, pngName(file)));
  return { file, ...scaleFinding(finding, widthPx / image.widthPx) };
}

const pngName = (file: string): string => `${parse(basename(file)).name}.png`;

/** 8-bit grey, 0 or 255, at the upright picture's own size; all 0 without a tongue. */
async function writeMask(file: string, { widthPx, heightPx }: BoundedPicture, mask: PixelMask | null): Promise<void> {
  const full = mask === null ? new Uint8Array(widthPx * heightPx) : enlargeMask(mask, widthPx, heightPx).data;
  const raw = { width: widthPx, height: heightPx, channels: 1 } as const;
  // Two values compress well enough by the fastest means.
  await sharp(full, { raw }).toColourspace('b-w').png({ compressionLevel: 1 }).toFile(file);
}

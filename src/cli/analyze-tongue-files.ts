import { createHash } from 'node:crypto';
import { basename, join, parse } from 'node:path';
import sharp from 'sharp';
import { type BoundedPicture, CHART_PX, decodeBounded } from '../acquisition/decode-picture.ts';
import { AnalysisError } from '../analysis/analysis-error.ts';
import { calibrate, colourBasis } from '../analysis/calibration/calibrate.ts';
import { enlargeMask } from '../analysis/picture/enlarge-mask.ts';
import type { ColourBasis } from '../analysis/tongue/analyze-tongue.ts';
import { scaleFinding } from '../analysis/tongue/scale-finding.ts';
import type { PixelMask } from '../domain/picture.ts';
import type { PictureModels } from '../inference/picture-models.ts';
import { readTongue, SEGMENTATION_MODEL } from '../inference/read-tongue.ts';
import { annotatePicture } from './annotate-picture.ts';
import { type CommandIo, EXIT } from './command.ts';
import { eachFile, fileError } from './each-file.ts';
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
  const calibration = options.chart === undefined ? null : await chartOrError(options.chart, io);
  if (calibration === 'failed') return EXIT.badInput;
  return eachFile(files, io, (file) => analyzeFile(file, options, models, calibration));
}

async function chartOrError(file: string, io: CommandIo): Promise<ColourBasis | 'failed'> {
  try {
    return await readChart(file);
  } catch (error) {
    const known = fileError(error, file);
    io.err(`${known.code}: ${file}: ${known.message}`);
    return 'failed';
  }
}

/** Throws `analysis/chart-not-found`, `analysis/chart-poor-fit` or what decoding throws. */
async function readChart(file: string): Promise<ColourBasis> {
  const bytes = await readPictureFile(file);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const { image } = await decodeBounded(bytes, CHART_PX);
  const request = { id, camera: 'file', light: 'as in the picture of the chart', nowMs: Date.now() };
  const { calibration, usable } = calibrate(image, request);
  if (!usable) {
    const { meanDeltaE, maxDeltaE } = calibration.fit;
    const message = `CIEDE2000 ${meanDeltaE.toFixed(2)} in the mean and ${maxDeltaE.toFixed(2)} at most are left on the chart`;
    throw new AnalysisError('analysis/chart-poor-fit', message, { meanDeltaE, maxDeltaE });
  }
  return colourBasis(calibration);
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

import { createHash } from 'node:crypto';
import { CHART_PX, decodeBounded } from '../acquisition/decode-picture.ts';
import { AnalysisError } from '../analysis/analysis-error.ts';
import { calibrate, colourBasis } from '../analysis/calibration/calibrate.ts';
import type { ColourBasis } from '../analysis/calibration/colour-basis.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import { type CommandIo, EXIT } from './command.ts';
import { fileError } from './each-file.ts';
import { readPictureFile } from './read-picture-file.ts';

/** Runs `work` with the calibration that a picture of the chart gives, or without one; a chart that cannot be used ends it. */
export async function withChart(
  chart: string | undefined,
  io: CommandIo,
  work: (calibration: ColourBasis | null) => Promise<number>,
): Promise<number> {
  if (chart === undefined) return work(null);
  const read = await readChart(chart).catch((error: unknown) => fileError(error, chart));
  if (!isSizhenError(read)) return work(read);
  io.err(`${read.code}: ${chart}: ${read.message}`);
  return EXIT.badInput;
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

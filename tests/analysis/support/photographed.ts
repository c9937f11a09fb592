import sharp from 'sharp';
import { type CameraModel, photograph } from '../../../device-drivers/simulation/camera-model.ts';
import { type ChartScene, drawChart } from '../../../device-drivers/simulation/chart-phantom.ts';
import type { LabCanvas } from '../../../device-drivers/simulation/lab-canvas.ts';
import { CHART_XYZ } from '../../../src/analysis/calibration/chart-reference.ts';
import { labFromXyz } from '../../../src/analysis/calibration/xyz.ts';
import type { PixelImage } from '../../../src/domain/picture.ts';

/** What a camera makes of a drawing, through a JPEG of quality 90. */
export async function photographed(canvas: LabCanvas, camera: CameraModel, seed: number): Promise<PixelImage> {
  const { widthPx, heightPx, data } = photograph(canvas, camera, seed);
  const jpeg = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { widthPx, heightPx, data: new Uint8Array(await sharp(jpeg).raw().toBuffer()) };
}

export function chartPhoto(scene: Omit<ChartScene, 'patches'>, camera: CameraModel, seed = 5): Promise<PixelImage> {
  const patches = CHART_XYZ.map(labFromXyz);
  return photographed(drawChart({ widthPx: 800, heightPx: 600 }, { patches, ...scene }), camera, seed);
}

import { decodeBounded } from '../acquisition/decode-picture.ts';
import type { ColourBasis } from '../analysis/calibration/colour-basis.ts';
import { scaleFaceFinding } from '../analysis/face/scale-face-finding.ts';
import { examineFace } from '../inference/examine-face.ts';
import type { PictureModels } from '../inference/picture-models.ts';
import type { CommandIo } from './command.ts';
import { eachFile } from './each-file.ts';
import { readPictureFile } from './read-picture-file.ts';

/**
 * `analyze face`: one JSON object a file, in pixels of the upright picture. Complexion (面色) is the physician's field and never
 * filled in here: it stands empty beside what was measured.
 */
export function analyzeFaceFiles(
  files: readonly string[],
  calibration: ColourBasis | null,
  models: PictureModels,
  io: CommandIo,
): Promise<number> {
  return eachFile(files, io, (file) => analyzeFile(file, calibration, models));
}

async function analyzeFile(file: string, calibration: ColourBasis | null, models: PictureModels): Promise<object> {
  const { image, widthPx } = await decodeBounded(await readPictureFile(file));
  const factor = widthPx / image.widthPx;
  const { finding, landmarks, models: used } = await examineFace(models, image, calibration);
  return {
    file,
    ...scaleFaceFinding(finding, factor),
    models: used,
    landmarks: landmarks?.map(([x, y]) => [x * factor, y * factor]) ?? null,
    complexion: { physician: null, measured: finding.skin },
  };
}

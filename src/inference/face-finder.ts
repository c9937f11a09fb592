import { BLAZE_FACE_SIDE, blazeFaceInput, decodeBlazeFace } from '../analysis/face/blaze-face.ts';
import type { Landmarks } from '../analysis/face/face-regions.ts';
import { LANDMARK_SIDE, landmarkCrop, landmarkInput, landmarksOnPicture } from '../analysis/face/landmark-crop.ts';
import { shrinkImage } from '../analysis/picture/shrink-image.ts';
import type { PixelImage } from '../domain/picture.ts';
import type { Model, NamedTensors } from './model.ts';
import type { PictureModels } from './picture-models.ts';

/** `unavailable`: a model it needs was left out, so nothing can be said. `face` null: there is none on the picture. */
export type FaceSearch =
  | 'unavailable'
  | {
      readonly face: { readonly score: number; readonly points: Landmarks } | null;
      /** Each as `name@version`. */
      readonly models: readonly string[];
    };

/** Long sides on which the detector and the landmark network look; the crop of a near face then holds twice its input. */
const DETECTION_PX = 512;
const LANDMARK_PX = 1024;

/**
 * The nearest face of a picture with its 68 landmarks: BlazeFace (Bazarevsky et al. 2019), then the landmark network of
 * face-api. Who somebody is is never asked. Rejects with `inference/…` codes.
 */
export async function findFace(models: PictureModels, image: PixelImage, signal?: AbortSignal): Promise<FaceSearch> {
  const detector = await models.find('face-detection');
  const network = await models.find('face-landmarks');
  if (detector === null || network === null) return 'unavailable';
  const working = shrinkImage(image, LANDMARK_PX);
  const [face] = await detect(detector, working, signal);
  const used = [detector, network].map(({ name, version }) => `${name}@${version}`);
  if (face === undefined) return { face: null, models: used };
  const crop = landmarkCrop(face);
  const dims = [1, 3, LANDMARK_SIDE, LANDMARK_SIDE];
  const picture = { type: 'float32', dims, data: landmarkInput(working, crop) } as const;
  const { points } = await network.run({ picture }, signal);
  const scale = image.widthPx / working.widthPx;
  const onWorking = landmarksOnPicture(points?.data ?? [], crop);
  const onPicture = onWorking.map(([x, y]) => [x * scale, y * scale] as const);
  return { face: { score: face.score, points: onPicture }, models: used };
}

async function detect(detector: Model, image: PixelImage, signal?: AbortSignal) {
  const data = blazeFaceInput(shrinkImage(image, DETECTION_PX));
  const dims = [1, BLAZE_FACE_SIDE, BLAZE_FACE_SIDE, 3];
  const outputs = await detector.run({ 'input:0': { type: 'float32', dims, data } }, signal);
  const of = (name: string): ArrayLike<number> => (outputs as NamedTensors)[name]?.data ?? [];
  const fine = { fineScores: of('Identity:0'), finePlaces: of('Identity_2:0') };
  return decodeBlazeFace({ ...fine, coarseScores: of('Identity_1:0'), coarsePlaces: of('Identity_3:0') }, image);
}

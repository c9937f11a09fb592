import type { FaceFinding, ZoneColour } from '../../domain/finding.ts';
import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { sharpness } from '../picture/sharpness.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { faceRegions } from './face-regions.ts';
import { type FaceGeometry, findFace } from './find-face.ts';

export interface FaceAnalysis {
  readonly finding: FaceFinding;
  /** Facial skin at the picture's size; null when no face was found. */
  readonly mask: PixelMask | null;
}

/** Long side of the working picture: a face in the guide frame is then about 100 px wide. */
const WORKING_PX = 256;
/**
 * Limits of the gate, set on drawn faces only: the project has no licensed photographs of faces to measure on. Kept wide
 * for that reason.
 */
const LIMIT = { darkest: 32, brightest: 90, leastSharpness: 0.35, leastWidthPx: 90, bluest: 2, yellowest: 34 };

/**
 * Finds one frontal face and gives CIELAB (D65) mean and spread of its regions. Colour names are not given: the picture
 * is uncalibrated. An unusable picture carries reasons and no findings; never throws. Limits: see `findFace`.
 */
export function analyzeFace(image: PixelImage): FaceAnalysis {
  const small = shrinkImage(image, WORKING_PX);
  const planes = labPlanes(small);
  const face = findFace(planes);
  const nothing = { calibrated: false, face: null, skin: null, regions: {} };
  if (!face)
    return { finding: { ...nothing, quality: qualityOf(['no-face', ...exposureReasons(image)], false) }, mask: null };
  const scale = image.widthPx / small.widthPx;
  const skin = robustColour(planes, facialSkin(planes, face));
  const quality = qualityOf(faceReasons(planes, face, skin, scale), false);
  const found = { ...nothing, quality, face: place(face, scale) };
  const mask = enlarged(planes, face, image);
  if (!skin || !quality.usable) return { finding: found, mask };
  const regions = Object.fromEntries(
    Object.entries(faceRegions(planes, face, skin.lab.a)).map(([name, zone]) => [
      name,
      { ...zone, areaPx: Math.round(zone.areaPx * scale * scale) },
    ]),
  );
  return { finding: { ...found, skin: { lab: skin.lab, spread: skin.spread }, regions }, mask };
}

/** Skin between hairline and chin: below it the neck is shaded and says nothing of the face. */
function facialSkin(planes: LabPlanes, face: FaceGeometry): Uint8Array {
  const chinY = face.mouthY + 0.75 * (face.mouthY - face.eyeY);
  return face.skin.map((value, pixel) => (value && Math.floor(pixel / planes.widthPx) < chinY ? 255 : 0));
}

function faceReasons(
  planes: LabPlanes,
  face: FaceGeometry,
  skin: ZoneColour | null,
  scale: number,
): readonly QualityReason[] {
  if (!skin) return ['no-face'];
  const { widthPx, heightPx } = planes;
  const detail = sharpness(planes.l, widthPx, heightPx, facialSkin(planes, face)) ?? 0;
  const half = face.widthPx / 2;
  const chinY = face.mouthY + 0.75 * (face.mouthY - face.eyeY);
  const cut = face.centreX - half < 2 || face.centreX + half > widthPx - 2 || face.box.y < 1 || chinY > heightPx;
  const found: [QualityReason, boolean][] = [
    ['face-cut-off', cut],
    ['too-small', face.widthPx * scale < LIMIT.leastWidthPx],
    ['too-dark', skin.lab.l < LIMIT.darkest],
    ['too-bright', skin.lab.l > LIMIT.brightest],
    ['blurred', detail < LIMIT.leastSharpness],
    ['colour-cast', skin.lab.b < LIMIT.bluest || skin.lab.b > LIMIT.yellowest],
  ];
  return found.filter(([, applies]) => applies).map(([reason]) => reason);
}

function place(face: FaceGeometry, scale: number): NonNullable<FaceFinding['face']> {
  const top = face.box.y;
  const bottom = face.mouthY + 0.75 * (face.mouthY - face.eyeY);
  return {
    bbox: {
      x: Math.round((face.centreX - face.widthPx / 2) * scale),
      y: Math.round(top * scale),
      width: Math.round(face.widthPx * scale),
      height: Math.round((bottom - top) * scale),
    },
    areaPx: Math.round(countInside(face.skin) * scale * scale),
  };
}

function enlarged(planes: LabPlanes, face: FaceGeometry, image: PixelImage): PixelMask {
  const small = { widthPx: planes.widthPx, heightPx: planes.heightPx, data: facialSkin(planes, face) };
  const { widthPx, heightPx } = image;
  return { widthPx, heightPx, data: shrinkMask(small, widthPx, heightPx) };
}

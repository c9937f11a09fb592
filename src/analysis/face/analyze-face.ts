import type { FaceFinding, FaceRegion, FaceRegionColour } from '../../domain/finding.ts';
import type { Lab, PixelImage, PixelMask } from '../../domain/picture.ts';
import type { ColourBasis } from '../calibration/colour-basis.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { sharpness } from '../picture/sharpness.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { discMask, faceArea, faceDiscs, type Landmarks, lipMask } from './face-regions.ts';
import { faceReasons } from './judge-face.ts';
import { glossShare, medianLab, skinPixels } from './skin-pixels.ts';

export interface FaceAnalysis {
  readonly finding: FaceFinding;
  /** Facial skin at the picture's size; null when no face was found. */
  readonly mask: PixelMask | null;
}

/** Long side of the measured picture: a face in the guide frame is then about 250 px wide. */
const WORKING_PX = 640;
/** A region of which less than this share is skin is covered (hair, glasses, mask, beard) and left out. */
const LEAST_SKIN_SHARE = 0.6;
const LEAST_PIXELS = 12;

/**
 * Measures skin on the regions of one frontal face: CIELAB (D65) mean and spread, difference from the whole face's skin,
 * gloss; lips by their outline. `points` are the 68 landmarks on `image`, or null when no face was found. Complexion
 * (面色) is named by nobody here: it is the physician's field. Landmarks stay with the caller and are not part of the
 * finding: nothing that could tell who somebody is is kept. An unusable picture carries reasons and no findings.
 * Without a calibration of the camera colours are as the camera gave them, and the finding says so.
 */
export function analyzeFace(
  image: PixelImage,
  points: Landmarks | null,
  calibration: ColourBasis | null = null,
): FaceAnalysis {
  const nothing = noFaceFinding(calibration);
  const calibrated = calibration !== null;
  if (points === null) {
    const quality = qualityOf(['no-face', ...exposureReasons(image)], calibrated);
    return { finding: { ...nothing, quality }, mask: null };
  }
  const small = shrinkImage(image, WORKING_PX);
  const scale = image.widthPx / small.widthPx;
  const planes = (calibration?.toLab ?? labPlanes)(small);
  const here = points.map(([x, y]) => [x / scale, y / scale] as const);
  const face = measure(planes, here, scale);
  if (face === null) return { finding: { ...nothing, quality: qualityOf(['no-face'], calibrated) }, mask: null };
  const { skin, reasons, regions } = face;
  const quality = qualityOf(reasons, calibrated);
  const mask = enlarged(planes, skin, image);
  const found = {
    ...nothing,
    quality,
    face: { bbox: boxOf(points), areaPx: Math.round(countInside(skin) * scale ** 2) },
  };
  const colour = robustColour(planes, skin);
  if (!quality.usable || colour === null) return { finding: found, mask };
  return { finding: { ...found, skin: { lab: colour.lab, spread: colour.spread }, regions }, mask };
}

/** What a finding says before anything was measured. */
export function noFaceFinding(calibration: ColourBasis | null): Omit<FaceFinding, 'quality'> {
  const applied = calibration?.applied ?? null;
  return { calibrated: applied !== null, calibration: applied, face: null, skin: null, regions: {} };
}

function measure(planes: LabPlanes, points: Landmarks, scale: number) {
  const { widthPx, heightPx } = planes;
  const area = faceArea(points, widthPx, heightPx);
  const median = medianLab(planes, cheeksAndNose(points, widthPx, heightPx));
  if (median === null) return null;
  const skin = skinPixels(planes, area, median);
  const whole = robustColour(planes, skin)?.lab ?? median;
  const regions = faceRegions(planes, points, median, whole, scale);
  const cheeks = [regions.cheekLeft?.lab.l, regions.cheekRight?.lab.l];
  const [left, right] = cheeks;
  const reasons = faceReasons({
    points,
    widthPx,
    heightPx,
    scale,
    skin: whole,
    sharpness: sharpness(planes.l, widthPx, heightPx, skin) ?? 0,
    gloss: glossShare(planes, skin) ?? 0,
    cheekDifference: left === undefined || right === undefined ? null : left - right,
  });
  return { skin, reasons, regions };
}

/** Where skin is bare on nearly every face; its median tells what this person's skin looks like in this light. */
function cheeksAndNose(points: Landmarks, widthPx: number, heightPx: number): Uint8Array {
  const { cheekLeft, cheekRight, nose } = faceDiscs(points);
  const mask = new Uint8Array(widthPx * heightPx);
  for (const disc of [cheekLeft, cheekRight, nose]) {
    discMask(disc, widthPx, heightPx).forEach((value, pixel) => {
      if (value) mask[pixel] = 255;
    });
  }
  return mask;
}

function faceRegions(
  planes: LabPlanes,
  points: Landmarks,
  median: Lab,
  whole: Lab,
  scale: number,
): FaceFinding['regions'] {
  const { widthPx, heightPx } = planes;
  const regions: Partial<Record<FaceRegion, FaceRegionColour>> = {};
  for (const [region, disc] of Object.entries(faceDiscs(points)) as [Exclude<FaceRegion, 'lips'>, DiscOf][]) {
    const inside = discMask(disc, widthPx, heightPx);
    const skin = skinPixels(planes, inside, median);
    if (countInside(skin) < LEAST_SKIN_SHARE * countInside(inside)) continue;
    const colour = regionColour(planes, skin, whole, scale);
    if (colour === null) continue;
    const [x, y] = disc.centre;
    regions[region] = { ...colour, disc: { x: x * scale, y: y * scale, radiusPx: disc.radiusPx * scale } };
  }
  const lips = regionColour(planes, withoutShadow(planes, lipMask(points, widthPx, heightPx)), whole, scale);
  if (lips !== null) regions.lips = lips;
  return regions;
}

/** The line between closed lips is darker than the lips by far more than lips vary (about 4 L*) and is no lip. */
const SHADOW_DARKER = 9;

function withoutShadow(planes: LabPlanes, inside: Uint8Array): Uint8Array {
  const darkest = (medianLab(planes, inside)?.l ?? 0) - SHADOW_DARKER;
  return inside.map((value, pixel) => (value && (planes.l[pixel] ?? 0) > darkest ? 255 : 0));
}

type DiscOf = ReturnType<typeof faceDiscs>['nose'];

function regionColour(planes: LabPlanes, inside: Uint8Array, whole: Lab, scale: number): FaceRegionColour | null {
  const colour = robustColour(planes, inside);
  if (colour === null || colour.areaPx < LEAST_PIXELS) return null;
  const { lab, spread, areaPx } = colour;
  return {
    lab,
    spread,
    areaPx: Math.round(areaPx * scale * scale),
    fromSkin: { l: lab.l - whole.l, a: lab.a - whole.a, b: lab.b - whole.b },
    gloss: glossShare(planes, inside) ?? 0,
  };
}

function boxOf(points: Landmarks): NonNullable<FaceFinding['face']>['bbox'] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.floor(Math.min(...xs));
  const y = Math.floor(Math.min(...ys));
  return { x, y, width: Math.ceil(Math.max(...xs)) - x, height: Math.ceil(Math.max(...ys)) - y };
}

function enlarged(planes: LabPlanes, skin: Uint8Array, { widthPx, heightPx }: PixelImage): PixelMask {
  const small = { widthPx: planes.widthPx, heightPx: planes.heightPx, data: skin };
  return { widthPx, heightPx, data: shrinkMask(small, widthPx, heightPx) };
}

import type { FaceFinding, FaceRegion, FaceRegionColour } from '../../domain/finding.ts';
import type { Lab, PixelImage } from '../../domain/picture.ts';
import type { ColourBasis } from '../calibration/colour-basis.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { sharpness } from '../picture/sharpness.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { discMask, faceArea, faceDiscs, type Landmarks, lipMask } from './face-regions.ts';
import { type FaceView, faceView, partAround } from './face-view.ts';
import { faceReasons } from './judge-face.ts';
import { glossShare, medianLab, skinPixels } from './skin-pixels.ts';

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
): FaceFinding {
  const nothing = noFaceFinding(calibration);
  const calibrated = calibration !== null;
  if (points === null) return { ...nothing, quality: qualityOf(['no-face', ...exposureReasons(image)], calibrated) };
  const view = faceView(shrinkImage(image, WORKING_PX), image, points, calibration?.toLab ?? labPlanes);
  const face = view && measure(view);
  if (view === null || face === null) return { ...nothing, quality: qualityOf(['no-face'], calibrated) };
  const { skin, areaPx, reasons, regions } = face;
  const quality = qualityOf(reasons, calibrated);
  const found = {
    ...nothing,
    quality,
    face: { bbox: boxOf(points), areaPx: Math.round(areaPx * view.scale ** 2) },
  };
  if (!quality.usable || skin === null) return found;
  return { ...found, skin: { lab: skin.lab, spread: skin.spread }, regions };
}

/** What a finding says before anything was measured. */
export function noFaceFinding(calibration: ColourBasis | null): Omit<FaceFinding, 'quality'> {
  const applied = calibration?.applied ?? null;
  return { calibrated: applied !== null, calibration: applied, face: null, skin: null, regions: {} };
}

function measure(view: FaceView) {
  const { planes, points, scale } = view;
  const { widthPx, heightPx } = planes;
  const median = medianLab(planes, cheeksAndNose(points, widthPx, heightPx));
  if (median === null) return null;
  const mask = skinPixels(planes, faceArea(points, widthPx, heightPx), median);
  const skin = robustColour(planes, mask);
  const whole = skin?.lab ?? median;
  const regions = faceRegions(view, median, whole);
  const [left, right] = [regions.cheekLeft?.lab.l, regions.cheekRight?.lab.l];
  const reasons = faceReasons({
    points: view.onPicture,
    widthPx: view.widthPx,
    heightPx: view.heightPx,
    scale,
    skin: whole,
    sharpness: sharpness(planes.l, widthPx, heightPx, mask) ?? 0,
    gloss: glossShare(planes, mask) ?? 0,
    cheekDifference: left === undefined || right === undefined ? null : left - right,
  });
  return { skin, areaPx: countInside(mask), reasons, regions };
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

function faceRegions({ planes, points, scale, toPicture }: FaceView, median: Lab, whole: Lab): FaceFinding['regions'] {
  const regions: Partial<Record<FaceRegion, FaceRegionColour>> = {};
  for (const [region, disc] of Object.entries(faceDiscs(points)) as [Exclude<FaceRegion, 'lips'>, DiscOf][]) {
    const { part, shift } = partAround(planes, discCorners(disc));
    const inside = discMask({ ...disc, centre: shift(disc.centre) }, part.widthPx, part.heightPx);
    const skin = skinPixels(part, inside, median);
    if (countInside(skin) < LEAST_SKIN_SHARE * countInside(inside)) continue;
    const colour = regionColour(part, skin, whole, scale);
    if (colour === null) continue;
    const [x, y] = toPicture(disc.centre);
    regions[region] = { ...colour, disc: { x, y, radiusPx: disc.radiusPx * scale } };
  }
  const lips = lipColour(planes, points, whole, scale);
  if (lips !== null) regions.lips = lips;
  return regions;
}

function lipColour(planes: LabPlanes, points: Landmarks, whole: Lab, scale: number): FaceRegionColour | null {
  const { part, shift } = partAround(planes, points.slice(48, 60));
  const inside = lipMask(points.map(shift), part.widthPx, part.heightPx);
  return regionColour(part, withoutShadow(part, inside), whole, scale);
}

const discCorners = ({ centre: [x, y], radiusPx }: DiscOf): Landmarks => [
  [x - radiusPx, y - radiusPx],
  [x + radiusPx, y + radiusPx],
];

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

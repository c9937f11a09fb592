import type { FaceFinding, FaceRegion, ZoneColour } from '../../domain/finding.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import type { FaceGeometry } from './find-face.ts';

/**
 * Ellipses measured from the eye line (y = 0) and the mouth line (y = 1): y and radius in eye-to-mouth distances, x in face
 * widths to the picture's right. Well inside each region, clear of brows, nostrils and shadow lines. Left and right are
 * the person's own: their left cheek is on the right of the picture.
 */
const PLACES: Readonly<Record<Exclude<FaceRegion, 'lips'>, { x: number; y: number; radius: number }>> = {
  forehead: { x: 0, y: -0.62, radius: 0.18 },
  cheekLeft: { x: 0.25, y: 0.57, radius: 0.16 },
  cheekRight: { x: -0.25, y: 0.57, radius: 0.16 },
  nose: { x: 0, y: 0.42, radius: 0.08 },
  chin: { x: 0, y: 1.46, radius: 0.13 },
};

/** Lips lie within this box about the mouth line and are redder than the skin by at least `redder` (a*). */
const LIPS = { halfWidth: 0.17, halfHeight: 0.2, redder: 8 };
const LEAST_PIXELS = 12;

/** Colour per region from skin pixels only (lips: from pixels redder than skin). Regions that cannot be seen are left out. */
export function faceRegions(planes: LabPlanes, face: FaceGeometry, skinRed: number): FaceFinding['regions'] {
  const entries = Object.entries(PLACES).map(([region, place]): [string, ZoneColour | null] => [
    region,
    robustColour(planes, disc(planes, face, place)),
  ]);
  entries.push(['lips', robustColour(planes, lipPixels(planes, face, skinRed))]);
  return Object.fromEntries(entries.filter(([, colour]) => colour !== null && colour.areaPx >= LEAST_PIXELS));
}

function disc(planes: LabPlanes, face: FaceGeometry, place: { x: number; y: number; radius: number }): Uint8Array {
  const unit = face.mouthY - face.eyeY;
  const x0 = face.centreX + place.x * face.widthPx;
  const y0 = face.eyeY + place.y * unit;
  return face.skin.map((skin, pixel) => {
    const x = (pixel % planes.widthPx) + 0.5 - x0;
    const y = Math.floor(pixel / planes.widthPx) + 0.5 - y0;
    return skin && Math.hypot(x, y) < place.radius * unit ? 255 : 0;
  });
}

function lipPixels(planes: LabPlanes, face: FaceGeometry, skinRed: number): Uint8Array {
  const unit = face.mouthY - face.eyeY;
  return Uint8Array.from(planes.a, (a, pixel) => {
    const x = (pixel % planes.widthPx) + 0.5 - face.centreX;
    const y = Math.floor(pixel / planes.widthPx) + 0.5 - face.mouthY;
    const near = Math.abs(x) < LIPS.halfWidth * face.widthPx && Math.abs(y) < LIPS.halfHeight * unit;
    return near && a > skinRed + LIPS.redder ? 255 : 0;
  });
}

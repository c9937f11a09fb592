import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { distanceInside } from '../picture/mask-operations.ts';
import { resampleBox } from '../picture/resample-box.ts';
import { boundingBox } from './tongue-shape.ts';

/** Long side of the tongue's box: near that of the pictures that trained the models, so that distance does not matter. */
export const ATTRIBUTE_PX = 256;

/** The tongue cut to its box and scaled so that the box's long side is `ATTRIBUTE_PX`. */
export interface AttributeView {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly image: PixelImage;
  readonly planes: LabPlanes;
  /** 1 inside the tongue. */
  readonly mask: Uint8Array;
  /** Distance from the tongue's border in pixels, 0 outside. */
  readonly depth: Float32Array;
  readonly deepest: number;
}

/** Null for an empty mask. */
export function attributeView(image: PixelImage, mask: PixelMask): AttributeView | null {
  const box = boundingBox(mask);
  if (box.width === 0) return null;
  const scale = ATTRIBUTE_PX / Math.max(box.width, box.height);
  const widthPx = Math.max(1, Math.round(box.width * scale));
  const heightPx = Math.max(1, Math.round(box.height * scale));
  const cut = resampleBox(image, box, widthPx, heightPx);
  const inside = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.min(mask.heightPx - 1, box.y + Math.floor(((y + 0.5) * box.height) / heightPx)) * mask.widthPx;
    for (let x = 0; x < widthPx; x++) {
      const column = Math.min(mask.widthPx - 1, box.x + Math.floor(((x + 0.5) * box.width) / widthPx));
      inside[y * widthPx + x] = mask.data[row + column] ? 1 : 0;
    }
  }
  const depth = distanceInside(inside, { widthPx, heightPx });
  const deepest = depth.reduce((most, value) => Math.max(most, value), 0);
  return { widthPx, heightPx, image: cut, planes: labPlanes(cut), mask: inside, depth, deepest };
}

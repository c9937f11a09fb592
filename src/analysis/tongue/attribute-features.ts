import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import { colourFeatures } from './attribute-colour.ts';
import { crackFeatures } from './attribute-cracks.ts';
import { bandLightness, shapeFeatures, sideFeatures } from './attribute-outline.ts';
import { textureFeatures } from './attribute-texture.ts';
import { type AttributeView, attributeView } from './attribute-view.ts';

/**
 * The numbers that the attribute models read, by name and in one fixed order. The models are trained on this very code's
 * output (models/tongue-attributes/train/dump-features.ts). Null for an empty mask.
 */
export function attributeFeatures(image: PixelImage, mask: PixelMask): ReadonlyMap<string, number> | null {
  const view = attributeView(image, mask);
  return view && featuresOf(view);
}

export function featuresOf(view: AttributeView): ReadonlyMap<string, number> {
  return new Map([
    ...colourFeatures(view),
    ...textureFeatures(view),
    ...crackFeatures(view),
    ...shapeFeatures(view),
    ...sideFeatures(view),
    ...bandLightness(view),
  ]);
}

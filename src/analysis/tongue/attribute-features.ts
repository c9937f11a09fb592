import { colourFeatures } from './attribute-colour.ts';
import { crackFeatures } from './attribute-cracks.ts';
import { shapeFeatures, sideFeatures } from './attribute-outline.ts';
import type { TongueSurface } from './tongue-surface.ts';
import type { TongueView } from './tongue-view.ts';

/**
 * The numbers that the attribute models read, by name and in one fixed order. The models are trained on this very code's
 * output (models/tongue-attributes/train/dump-features.ts).
 */
export function attributeFeatures(view: TongueView, surface: TongueSurface): ReadonlyMap<string, number> {
  const { contrast = 0, entropy = 0, secondMoment = 0, mean = 0 } = surface.textures[0] ?? {};
  return new Map([
    ...colourFeatures(view),
    ...Object.entries({ contrast, entropy, secondMoment, mean }).map(
      ([name, value]) => [`texture.${name}`, value] as const,
    ),
    ...crackFeatures(view, surface.cracks),
    ...shapeFeatures(view),
    ...sideFeatures(view),
  ]);
}

import type { PixelImage } from '../../domain/picture.ts';
import { attributeCrop } from './attribute-crop.ts';
import { attributeFeatures } from './attribute-features.ts';
import type { TongueSurface } from './tongue-surface.ts';
import type { TongueView } from './tongue-view.ts';

/** Classes in the order of the model's answers: the labels two physicians set by hand in the training data. */
export const ATTRIBUTE_CLASSES = {
  bodyColour: ['light', 'regular', 'dark'],
  coatingColour: ['white', 'light-yellow', 'yellow'],
  crackSeverity: ['light', 'severe'],
  toothMarkSeverity: ['light', 'severe'],
} as const;

export type AttributeName = keyof typeof ATTRIBUTE_CLASSES;

export interface AttributeLabel {
  /** The likeliest class. */
  readonly label: string;
  /** Its calibrated probability, 0–1. */
  readonly p: number;
  /** Of every class, in the order of `ATTRIBUTE_CLASSES`. */
  readonly probabilities: readonly number[];
}

/**
 * Severity is the answer to "light or severe, given that there are any": it says nothing about a tongue without cracks
 * or tooth-marks. `presence` was learnt from another model's labels and has no figure against people.
 */
export interface TongueAttributes extends Readonly<Record<AttributeName, AttributeLabel>> {
  readonly presence: { readonly cracks: number; readonly toothMarks: number };
}

export interface AttributeModelInput {
  /** See `attributeCrop`. */
  readonly crop: Uint8Array;
  /** See `attributeFeatures`. */
  readonly features: Float32Array;
}

export interface AttributeModelAnswer extends Readonly<Record<AttributeName, readonly number[]>> {
  readonly cracksPresent: number;
  readonly toothMarksPresent: number;
}

export type RunAttributeModel = (input: AttributeModelInput) => Promise<AttributeModelAnswer>;

/**
 * Colours are read as they are: labels of uncalibrated pictures are to be withheld by the caller. `toSrgb` corrects the pixels that
 * the picture networks see. The model is asked before this function first waits.
 */
export async function labelAttributes(
  view: TongueView,
  surface: TongueSurface,
  run: RunAttributeModel,
  toSrgb: (image: PixelImage) => PixelImage = (image) => image,
): Promise<TongueAttributes> {
  const features = Float32Array.from(attributeFeatures(view, surface).values());
  const answer = await run({ crop: attributeCrop(view, toSrgb(view.image)), features });
  const { bodyColour, coatingColour, crackSeverity, toothMarkSeverity } = ATTRIBUTE_CLASSES;
  return {
    bodyColour: likeliest(bodyColour, answer.bodyColour),
    coatingColour: likeliest(coatingColour, answer.coatingColour),
    crackSeverity: likeliest(crackSeverity, answer.crackSeverity),
    toothMarkSeverity: likeliest(toothMarkSeverity, answer.toothMarkSeverity),
    presence: { cracks: answer.cracksPresent, toothMarks: answer.toothMarksPresent },
  };
}

function likeliest(classes: readonly string[], probabilities: readonly number[]): AttributeLabel {
  const p = Math.max(...probabilities);
  return { label: classes[probabilities.indexOf(p)] ?? '', p, probabilities };
}

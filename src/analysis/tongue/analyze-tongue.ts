import type { TongueFinding } from '../../domain/finding.ts';
import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';
import type { SegmentationSource } from '../../domain/tongue-detail.ts';
import type { ColourBasis } from '../calibration/colour-basis.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { traceOutline } from '../picture/trace-outline.ts';
import { describeUnderside, describeUpperSide } from './describe-tongue.ts';
import { foodStained } from './food-stained.ts';
import { tongueReasons } from './judge-tongue.ts';
import { segmentTongue } from './segment-tongue.ts';
import { measureTongue } from './tongue-measures.ts';
import { boundingBox, tongueShape } from './tongue-shape.ts';
import { type TongueView, tongueView } from './tongue-view.ts';

export interface TongueOptions {
  /** The tongue is lifted: outline, colour and veins only, no coating and no zones. */
  readonly underside?: boolean;
  /** Without it colours are as the camera gave them. */
  readonly calibration?: ColourBasis | null;
  /** Finds the tongue; the classical segmentation unless another (a model) is handed in. */
  readonly segment?: (image: PixelImage) => PixelMask | null;
  /** What `segment` is. A model has judged for itself whether there is a tongue; the classical outline is judged here. */
  readonly source?: SegmentationSource;
  /** Why the model refused the picture; `segment` then returns null. */
  readonly refusal?: 'no-tongue' | 'upside-down' | null;
}

export interface TongueAnalysis {
  readonly finding: TongueFinding;
  /** The tongue at the picture's size; null when the picture shows none. */
  readonly mask: PixelMask | null;
}

const OUTLINE_CORNERS = 128;
export const CLASSICAL: SegmentationSource = { means: 'classical', name: 'sizhen-tongue-outline@1' };

/**
 * Segments the tongue, judges the picture and describes it in CIELAB (D65, 2° observer). Nothing is named here: labels are
 * drawn by models, and from calibrated colours only (published studies differ by ΔE 2.4–19.7). A picture that shows no tongue
 * has no mask; one of poor quality has a mask, reasons and no findings. Never throws.
 */
export function analyzeTongue(image: PixelImage, options: TongueOptions = {}): TongueAnalysis {
  const { calibration = null, source = CLASSICAL } = options;
  const mask = (options.segment ?? segmentTongue)(image);
  const view = mask && tongueView(image, mask, calibration?.toLab);
  const reasons = reasonsOf(image, mask, view, options);
  const quality = qualityOf(reasons, calibration !== null);
  const nothing: TongueFinding = {
    quality,
    calibrated: calibration !== null,
    calibration: calibration?.applied ?? null,
    segmentation: source,
    tongue: null,
    body: null,
    coating: null,
    shape: null,
    zones: {},
  };
  if (!mask || !view || reasons.includes('no-tongue')) return { finding: nothing, mask: null };
  const tongue = place(mask);
  if (!quality.usable) return { finding: { ...nothing, tongue }, mask };
  const shape = tongueShape(mask, traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS * 4));
  const described = options.underside ? describeUnderside(view) : describeUpperSide(view);
  return { finding: { ...nothing, tongue, shape, ...described }, mask };
}

function reasonsOf(
  image: PixelImage,
  mask: PixelMask | null,
  view: TongueView | null,
  { refusal, calibration, source = CLASSICAL, underside = false }: TongueOptions,
): readonly QualityReason[] {
  if (refusal === 'upside-down') return ['no-tongue', 'upside-down'];
  const measures = mask && measureTongue(image, mask, calibration?.toLab);
  if (!measures || !view) return ['no-tongue', ...exposureReasons(image)];
  const reasons = tongueReasons(measures, { found: source.means === 'model', underside });
  return !underside && foodStained(view) ? [...reasons, 'food-stained'] : reasons;
}

function place(mask: PixelMask): NonNullable<TongueFinding['tongue']> {
  return {
    areaPx: countInside(mask.data),
    bbox: boundingBox(mask),
    outline: traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS),
  };
}

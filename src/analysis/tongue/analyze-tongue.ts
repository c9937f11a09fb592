import type { TongueFinding } from '../../domain/finding.ts';
import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { traceOutline } from '../picture/trace-outline.ts';
import { describeUnderside, describeUpperSide } from './describe-tongue.ts';
import { tongueReasons } from './judge-tongue.ts';
import { segmentTongue } from './segment-tongue.ts';
import { measureTongue } from './tongue-measures.ts';
import { boundingBox, tongueShape } from './tongue-shape.ts';
import { tongueView } from './tongue-view.ts';

export interface TongueOptions {
  /** The tongue is lifted: outline and colour only, no coating and no zones. */
  readonly underside?: boolean;
  /** The picture's colours were corrected with a chart. Default false. */
  readonly calibrated?: boolean;
  /** Finds the tongue; the classical segmentation unless another (a model) is handed in. */
  readonly segment?: (image: PixelImage) => PixelMask | null;
}

export interface TongueAnalysis {
  readonly finding: TongueFinding;
  /** The tongue at the picture's size; null when the picture shows none. */
  readonly mask: PixelMask | null;
}

const OUTLINE_CORNERS = 128;

/**
 * Segments the tongue, judges the picture and describes it in CIELAB (D65). Colour names are withheld (`label: null`):
 * without calibration per device there are no thresholds that hold (published studies differ by ΔE 2.4–19.7).
 * An unusable picture carries reasons and no findings; never throws.
 */
export function analyzeTongue(image: PixelImage, options: TongueOptions = {}): TongueAnalysis {
  const calibrated = options.calibrated ?? false;
  const mask = (options.segment ?? segmentTongue)(image);
  const measures = mask && measureTongue(image, mask);
  const reasons: readonly QualityReason[] = measures
    ? tongueReasons(measures)
    : ['no-tongue', ...exposureReasons(image)];
  const quality = qualityOf(reasons, calibrated);
  const shown = mask && !reasons.includes('no-tongue') ? mask : null;
  const nothing = { quality, calibrated, tongue: null, body: null, coating: null, shape: null, zones: {} };
  if (!shown) return { finding: nothing, mask: null };
  const tongue = place(shown);
  if (!quality.usable) return { finding: { ...nothing, tongue }, mask: shown };
  return { finding: { ...nothing, tongue, ...describe(image, shown, options) }, mask: shown };
}

function place(mask: PixelMask): NonNullable<TongueFinding['tongue']> {
  return {
    areaPx: countInside(mask.data),
    bbox: boundingBox(mask),
    outline: traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS),
  };
}

function describe(image: PixelImage, mask: PixelMask, options: TongueOptions): Partial<TongueFinding> {
  const shape = tongueShape(mask, traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS * 4));
  const view = tongueView(image, mask);
  if (view === null) return { shape };
  return { shape, ...(options.underside ? describeUnderside(view) : describeUpperSide(view)) };
}

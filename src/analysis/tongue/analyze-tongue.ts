import type { TongueFinding } from '../../domain/finding.ts';
import type { Box, PixelImage, PixelMask } from '../../domain/picture.ts';
import type { Quality, QualityReason } from '../../domain/quality.ts';
import type { SegmentationSource } from '../../domain/tongue-detail.ts';
import type { ColourBasis } from '../calibration/colour-basis.ts';
import { labPlanes } from '../colour/lab-planes.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import type { Point } from '../picture/polygon.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { thinLine, traceOutline } from '../picture/trace-outline.ts';
import { describeUnderside, describeUpperSide } from './describe-tongue.ts';
import { tongueReasons } from './judge-tongue.ts';
import { segmentTongue } from './segment-tongue.ts';
import { MEASURE_PX, measureTongue, type TongueMeasures } from './tongue-measures.ts';
import { tongueShape } from './tongue-shape.ts';
import { measureSurface, type TongueSurface } from './tongue-surface.ts';
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
  /** Where they are known already; otherwise the picture is measured here. */
  readonly measures?: TongueMeasures | null;
}

export interface TongueAnalysis {
  readonly finding: TongueFinding;
  /** The tongue at the picture's size; null when the picture shows none. */
  readonly mask: PixelMask | null;
}

/** A picture looked at and judged, not yet described. */
export interface TongueLook {
  readonly mask: PixelMask | null;
  readonly quality: Quality;
  readonly view: TongueView | null;
  /** Null where nothing is to be described, and for the underside. */
  readonly surface: TongueSurface | null;
  readonly calibration: ColourBasis | null;
  readonly source: SegmentationSource;
}

const OUTLINE_CORNERS = 128;
export const CLASSICAL: SegmentationSource = { means: 'classical', name: 'sizhen-tongue-outline@1' };

/**
 * Segments the tongue, judges the picture and describes it in CIELAB (D65, 2° observer). Nothing is named here: labels are
 * drawn by models, and from calibrated colours only (published studies differ by ΔE 2.4–19.7). A picture that shows no tongue
 * has no mask; one of poor quality has a mask, reasons and no findings. Never throws.
 */
export function analyzeTongue(image: PixelImage, options: TongueOptions = {}): TongueAnalysis {
  return describeTongue(lookAtTongue(image, options));
}

/** The first half of `analyzeTongue`: whatever the attribute models need too. */
export function lookAtTongue(image: PixelImage, options: TongueOptions = {}): TongueLook {
  const { calibration = null, source = CLASSICAL, underside = false } = options;
  const mask = (options.segment ?? segmentTongue)(image);
  const view = mask && tongueView(image, mask, calibration?.toLab);
  const reasons = reasonsOf(image, mask, view, options);
  const quality = qualityOf(reasons, calibration !== null);
  const shown = reasons.includes('no-tongue') ? null : view;
  const surface = shown && quality.usable && !underside ? measureSurface(shown) : null;
  return { mask: shown && mask, view: shown, quality, surface, calibration, source };
}

/** The second half: everything that people read. */
export function describeTongue({ mask, quality, view, surface, calibration, source }: TongueLook): TongueAnalysis {
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
  if (!mask || !view) return { finding: nothing, mask: null };
  const outline = traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS * 4);
  const tongue = place(mask, view.pictureBox, outline);
  if (!quality.usable) return { finding: { ...nothing, tongue }, mask };
  const shape = tongueShape(mask, outline, tongue);
  const described = surface === null ? describeUnderside(view) : describeUpperSide(view, surface);
  return { finding: { ...nothing, tongue, shape, ...described }, mask };
}

function reasonsOf(
  image: PixelImage,
  mask: PixelMask | null,
  view: TongueView | null,
  { refusal, calibration, source = CLASSICAL, underside = false, measures: known }: TongueOptions,
): readonly QualityReason[] {
  if (refusal === 'upside-down') return ['no-tongue', 'upside-down'];
  const toLab = calibration?.toLab ?? labPlanes;
  const measures = mask && (known ?? measureTongue(toLab(shrinkImage(image, MEASURE_PX)), mask));
  if (!measures || !view) return ['no-tongue', ...exposureReasons(image)];
  return tongueReasons(measures, { found: source.means === 'model', underside });
}

function place(mask: PixelMask, bbox: Box, outline: readonly Point[]): NonNullable<TongueFinding['tongue']> {
  const { y, height } = bbox;
  return {
    areaPx: countInside(mask.data.subarray(y * mask.widthPx, (y + height) * mask.widthPx)),
    bbox,
    outline: thinLine(outline, OUTLINE_CORNERS),
  };
}

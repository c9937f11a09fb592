import type { TongueFinding } from '../../domain/finding.ts';
import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';
import { labPlanes } from '../colour/lab-planes.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { exposureReasons } from '../picture/exposure.ts';
import { countInside } from '../picture/mask-operations.ts';
import { qualityOf } from '../picture/picture-quality.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { traceOutline } from '../picture/trace-outline.ts';
import { tongueReasons } from './judge-tongue.ts';
import { segmentTongue } from './segment-tongue.ts';
import { splitCoating } from './split-coating.ts';
import { measureTongue } from './tongue-measures.ts';
import { boundingBox, tongueShape } from './tongue-shape.ts';
import { tongueZones } from './tongue-zones.ts';

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

/** Long side on which colours are taken: enough pixels for every zone, and a large camera costs no more than a small. */
const COLOUR_PX = 640;
const OUTLINE_CORNERS = 128;

/**
 * Segments the tongue, judges the picture and describes it in CIELAB (D65). Colour names are withheld (`label: null`):
 * without calibration per device there are no thresholds that hold (published studies differ by ΔE 2.4–19.7).
 * Thickness is null: no labelled data to validate an index. An unusable picture carries reasons and no findings;
 * never throws.
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
  return { finding: { ...nothing, tongue, ...describe(image, shown, options.underside ?? false) }, mask: shown };
}

function place(mask: PixelMask): NonNullable<TongueFinding['tongue']> {
  return {
    areaPx: countInside(mask.data),
    bbox: boundingBox(mask),
    outline: traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS),
  };
}

const NO_LABEL = { label: null, p: null };

function describe(
  image: PixelImage,
  mask: PixelMask,
  underside: boolean,
): Pick<TongueFinding, 'body' | 'coating' | 'shape' | 'zones'> {
  const small = shrinkImage(image, COLOUR_PX);
  const planes = labPlanes(small);
  const tongue = shrinkMask(mask, small.widthPx, small.heightPx);
  const shape = tongueShape(mask, traceOutline(mask.data, mask.widthPx, mask.heightPx, OUTLINE_CORNERS * 4));
  const split = underside ? null : splitCoating(planes, tongue);
  const body = robustColour(planes, split?.body ?? tongue);
  const coating = split && robustColour(planes, split.coating);
  return {
    shape,
    body: body && { lab: body.lab, colour: NO_LABEL },
    coating: coating && {
      lab: coating.lab,
      colour: NO_LABEL,
      areaFraction: coating.areaPx / Math.max(1, countInside(tongue)),
      thickness: null,
    },
    zones: underside ? {} : scaledZones(tongueZones(planes, tongue), (image.widthPx / small.widthPx) ** 2),
  };
}

/** Zone areas in pixels of the original picture. */
function scaledZones(zones: TongueFinding['zones'], areaScale: number): TongueFinding['zones'] {
  return Object.fromEntries(
    Object.entries(zones).map(([name, zone]) => [name, { ...zone, areaPx: Math.round(zone.areaPx * areaScale) }]),
  );
}

import type { Lab } from './picture.ts';

/** Corners as [x, y] in pixels of the captured picture, upright, origin top left. */
export type Polyline = readonly (readonly [number, number])[];

/**
 * Grey-level co-occurrence of L* (Haralick 1973) in 32 levels over 0–100, neighbours 1 pixel apart in four directions, on
 * the tongue brought to a fixed size. Indices of this project: never mixed with another instrument's scale.
 */
export interface Texture {
  /** Mean squared difference of neighbouring levels. */
  readonly contrast: number;
  /** Bits. */
  readonly entropy: number;
  /** Angular second moment, 0–1. */
  readonly secondMoment: number;
  /** Mean level, 0–31. */
  readonly mean: number;
}

/** What mirrors the lamp. */
export interface Gloss {
  /** Share of the area, 0–1. */
  readonly share: number;
  /** Mean L* of the mirrors above their surroundings; null without any. */
  readonly excess: number | null;
}

export interface TongueCrack {
  readonly line: Polyline;
  readonly lengthPx: number;
  readonly widthPx: number;
  /** L* below its surroundings. */
  readonly depth: number;
}

/** A trained model's word on severity: `label` if there are any, and the probability that there are any. */
export interface Grade {
  readonly label: string;
  readonly p: number;
  readonly present: number;
}

/** Dark lines of the surface. `severity` is an index without a name: summed length × depth over the tongue's size. */
export interface TongueCracks {
  readonly present: boolean;
  readonly severity: number;
  /** Absent without the attribute model. */
  readonly grade?: Grade;
  /** Longest first, at most 24. */
  readonly lines: readonly TongueCrack[];
}

/** Notches of one side of the outline. Left and right are the person's own. */
export interface EdgeSide {
  readonly count: number;
  /** Mean depth of the notches, in thousandths of the tongue's width; 0 without any. */
  readonly depth: number;
}

export interface TongueEdge {
  readonly left: EdgeSide;
  readonly right: EdgeSide;
  /** Absent without the attribute model. */
  readonly grade?: Grade;
  /** The deepest point of each notch. */
  readonly marks: Polyline;
}

/** One vein of the underside. Left and right are the person's own. */
export interface SublingualVein {
  readonly side: 'left' | 'right';
  readonly lengthPx: number;
  readonly widthPx: number;
  /** Length / length of the visible underside. */
  readonly relativeLength: number;
  /** Mean width / width of the visible underside. */
  readonly relativeWidth: number;
  readonly lab: Lab;
  /** Colour of the mucosa beside it. */
  readonly besideLab: Lab;
  readonly line: Polyline;
}

/** What found the tongue: a verified model, or the classical means that stand in for it. */
export interface SegmentationSource {
  readonly means: 'model' | 'classical';
  /** `name@version`. */
  readonly name: string;
}

/** The calibration behind a finding's colours; copied, so that the finding can be read without the station's settings. */
export interface AppliedCalibration {
  readonly id: string;
  /** Which light the camera was calibrated under; absent in findings stored before it was kept. */
  readonly light?: string;
  /** Mean and largest CIEDE2000 left on the chart's patches. */
  readonly meanDeltaE: number;
  readonly maxDeltaE: number;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly expiresAt: string;
}

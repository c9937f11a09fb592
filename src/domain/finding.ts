import type { Box, Lab } from './picture.ts';
import type { Quality, QualityReason } from './quality.ts';
import type {
  AppliedCalibration,
  Gloss,
  SegmentationSource,
  SublingualVein,
  Texture,
  TongueCracks,
  TongueEdge,
} from './tongue-detail.ts';
import type { PressureStep, PulsePosition, Wrist } from './waveform.ts';

/**
 * Fiducial points of one beat as sample indexes, interpolated between samples; null where not found. Definitions: docs of
 * `src/analysis/pulse`.
 */
export interface BeatFiducials {
  readonly onset: number;
  readonly systolicPeak: number;
  readonly dicroticNotch: number | null;
  readonly diastolicPeak: number | null;
  readonly u: number | null;
  readonly v: number | null;
  readonly w: number | null;
  readonly a: number | null;
  readonly b: number | null;
  readonly c: number | null;
  readonly d: number | null;
  readonly e: number | null;
  readonly f: number | null;
  readonly p1: number | null;
  readonly p2: number | null;
}

/** Heights h in the unit of the wave, times t and widths w in seconds, areas in unit·s, angles in degrees. */
export interface PulseParameters {
  readonly h1: number | null;
  readonly h2: number | null;
  readonly h3: number | null;
  readonly h4: number | null;
  readonly h5: number | null;
  readonly t1: number | null;
  readonly t2: number | null;
  readonly t3: number | null;
  readonly t4: number | null;
  readonly t5: number | null;
  readonly t: number | null;
  readonly w1: number | null;
  readonly w2: number | null;
  readonly as: number | null;
  readonly ad: number | null;
  /** Dimensionless shape numbers; absent in findings stored before they existed. */
  readonly ratios?: PulseRatios;
  /** Degrees at 25 mm/s and 3.7 mm/g; null where the scale from the wave's unit to gram-force is unknown. */
  readonly angles?: { readonly alphaDeg: number | null; readonly thetaDeg: number | null };
}

/** Ratios of heights, times, widths and areas of one beat; null where a part was not found. */
export interface PulseRatios {
  readonly h2h1: number | null;
  readonly h3h1: number | null;
  readonly h4h1: number | null;
  readonly h5h1: number | null;
  readonly t1t: number | null;
  readonly t4t: number | null;
  readonly w1t: number | null;
  readonly w2t: number | null;
  readonly asAd: number | null;
}

export type PulseParameterName = Exclude<keyof PulseParameters, 'ratios' | 'angles'>;

/** Mean and standard deviation over `count` single beats; `sd` is null for one beat. */
export interface ParameterSpread {
  readonly mean: number;
  readonly sd: number | null;
  readonly count: number;
}

/** One beat's judgement; beats that are not usable are left out of the mean. */
export interface BeatQuality {
  readonly usable: boolean;
  readonly reasons: readonly QualityReason[];
}

/** Samples `from … to` of the analysed channel in which nothing is reported, and why. */
export interface UnusableSpan {
  readonly from: number;
  readonly to: number;
  readonly reasons: readonly QualityReason[];
}

/** What a rhythm was judged by. A pause is an interval well above the usual one. */
export interface RhythmEvidence {
  /** Successive differences that were compared. */
  readonly differences: number;
  readonly usualIntervalS: number | null;
  readonly pauses: number;
  /** Beats from pause to pause where this number recurs; null without regular recurrence. */
  readonly pauseEveryBeats: number | null;
  /** Length in beats of a dominating repeated pattern (2 bigeminy, 3 trigeminy); null without one. */
  readonly patternBeats: number | null;
  /** Irregular as in possible atrial fibrillation: a hint to refer for an ECG, never a diagnosis. */
  readonly referForEcg: boolean;
}

export type RhythmPattern = 'regular' | 'occasionally-irregular' | 'constantly-irregular' | 'not-assessable';

/** A named pulse quality decided by one rule of the dated rule table. */
export interface PulseQuality {
  readonly name: string;
  readonly verdict: 'present' | 'absent' | 'not-assessable';
  readonly rule: string;
  /** Value of the first condition; null where it could not be measured. */
  readonly value: number | null;
  /** All conditions in words, e.g. `h3/h1 >= 0.7`; absent in findings stored before they were kept. */
  readonly limit?: string;
  readonly source?: string;
}

/** Analysis of one channel. `beats` are positions in the analysed samples. */
export interface PulseAnalysis {
  readonly rateHz: number;
  readonly durationS: number;
  readonly quality: Quality;
  readonly beats: readonly BeatFiducials[];
  readonly meanBeat: BeatFiducials | null;
  /** One mean beat, onset to onset, for drawing. Empty when not assessable. */
  readonly meanBeatSamples: readonly number[];
  readonly parameters: PulseParameters;
  readonly rate: { readonly bpm: number | null };
  readonly rhythm: {
    readonly regular: boolean | null;
    readonly nrmssd: number | null;
    readonly pattern: RhythmPattern;
    readonly evidence?: RhythmEvidence;
  };
  /** One entry per beat, in the order of `beats`; absent in findings stored before it was kept. */
  readonly beatQuality?: readonly BeatQuality[];
  /** Where no beat is reported, because the wave cannot be trusted; absent when there is no such place. */
  readonly unusableSpans?: readonly UnusableSpan[];
  /** Spread of each parameter over the usable beats; parameters that no beat gave are absent. */
  readonly spread?: Readonly<Partial<Record<PulseParameterName, ParameterSpread>>>;
  readonly qualities: readonly PulseQuality[];
}

/** One position at one pressure step, with what a figure that compares positions, steps or wrists needs. */
export interface PulseChannelFinding {
  readonly position: PulsePosition;
  readonly step: PressureStep;
  /** Median static contact pressure, Pa. */
  readonly contactPressurePa: number;
  readonly quality: Quality;
  readonly amplitudePa: number | null;
  readonly bpm: number | null;
  /** Usable beats in the mean. */
  readonly beats: number;
  /** Each parameter over the usable beats; absent without any, and in findings stored before it was kept. */
  readonly spread?: NonNullable<PulseAnalysis['spread']>;
  /** Rate of `meanBeatSamples`. */
  readonly rateHz: number;
  /** Mean beat in Pa, onset to onset, at most 250 Hz; empty when not assessable. */
  readonly meanBeatSamples: readonly number[];
}

/** Pulse height against contact pressure at one position. */
export interface PressureCurve {
  readonly position: PulsePosition;
  readonly points: readonly {
    readonly step: PressureStep;
    readonly pressurePa: number;
    readonly amplitudePa: number;
  }[];
  /** Pressure of the largest pulse; null with fewer than three points or when the curve has no top between them. */
  readonly bestPressurePa: number | null;
  /** Step of the largest measured pulse; null with fewer than two points. */
  readonly bestStep: PressureStep | null;
}

/** Findings of one wrist: the best channel and step, and the amplitude at each position and pressure. */
export interface PulseFinding {
  readonly wrist: Wrist;
  readonly best: { readonly position: PulsePosition; readonly step: PressureStep } | null;
  /** Analysis of the best channel; null when no channel was usable. */
  readonly analysis: PulseAnalysis | null;
  /** h1 in Pa per position and step; null where not assessable. */
  readonly amplitudesPa: Readonly<Record<PulsePosition, Readonly<Record<PressureStep, number | null>>>>;
  /** Every analysed channel; absent in findings stored before they were kept. */
  readonly channels?: readonly PulseChannelFinding[];
  /** Pressure–height curve per position; absent in findings stored before they were kept. */
  readonly pressureCurves?: readonly PressureCurve[];
  /** At most 10 s of the best channel for the report, with its rate. */
  readonly excerpt: { readonly sampleRateHz: number; readonly samplesPa: readonly number[] } | null;
  readonly quality: Quality;
}

export interface ZoneColour {
  readonly lab: Lab;
  readonly spread: Lab;
  readonly areaPx: number;
}

/** A zone of the tongue; what follows the colour is absent in findings stored before it was measured. */
export interface TongueZone extends ZoneColour {
  readonly coatingFraction?: number;
  readonly thickness?: number | null;
  readonly texture?: Texture | null;
  readonly gloss?: Gloss;
  /** Summed length of the cracks in the zone over the tongue's length. */
  readonly crackLength?: number;
}

export type TongueZoneName = 'tip' | 'centre' | 'root' | 'left' | 'right';

/** A name drawn from a measurement; null where it is withheld or nothing may name it. */
export interface NamedColour {
  readonly label: string | null;
  readonly p: number | null;
}

/**
 * `calibrated` false means: colours are as the camera gave them, and no colour label may be drawn from them. Lab is CIE 1976
 * under D65, 2° observer. All positions and lengths in pixels of the upright picture. Optional parts are absent in findings
 * stored before they were measured.
 */
export interface TongueFinding {
  readonly quality: Quality;
  readonly calibrated: boolean;
  /** Absent or null without a valid calibration. */
  readonly calibration?: AppliedCalibration | null;
  readonly segmentation?: SegmentationSource;
  /** `name@version` of the model behind the names; absent where nothing is named. */
  readonly namedBy?: string;
  readonly tongue: {
    readonly areaPx: number;
    readonly bbox: Box;
    readonly outline: readonly (readonly [number, number])[];
  } | null;
  readonly body: {
    readonly lab: Lab;
    readonly spread?: Lab;
    readonly areaPx?: number;
    readonly colour: NamedColour;
  } | null;
  readonly coating: {
    readonly lab: Lab;
    readonly spread?: Lab;
    readonly areaPx?: number;
    readonly colour: NamedColour;
    readonly areaFraction: number;
    /** Index 0–1: how far the coating hides the body's colour. No name is drawn from it. */
    readonly thickness: number | null;
  } | null;
  readonly shape: {
    readonly lengthPx: number;
    readonly widthPx: number;
    readonly aspect: number;
    readonly solidity: number;
  } | null;
  readonly texture?: Texture | null;
  readonly gloss?: Gloss | null;
  readonly cracks?: TongueCracks | null;
  readonly edge?: TongueEdge | null;
  /** Of the underside only. */
  readonly veins?: readonly SublingualVein[];
  readonly zones: Readonly<Partial<Record<TongueZoneName, TongueZone>>>;
}

/** Left and right are the person's own sides. */
export type FaceRegion =
  | 'forehead'
  | 'cheekLeft'
  | 'cheekRight'
  | 'nose'
  | 'chin'
  | 'eyeSurroundLeft'
  | 'eyeSurroundRight'
  | 'lips';

/** Colour of one region of the face; the optional parts are absent in findings stored before they were measured. */
export interface FaceRegionColour extends ZoneColour {
  /** Difference from the whole face's skin: lighter, redder (a*), yellower (b*). */
  readonly fromSkin?: Lab;
  /** Share of the region that mirrors the lamp, 0 to 1. */
  readonly gloss?: number;
  /** Where it was measured on the picture, px; absent for the lips. */
  readonly disc?: { readonly x: number; readonly y: number; readonly radiusPx: number };
}

/** Lab, calibration and positions as in `TongueFinding`. */
export interface FaceFinding {
  readonly quality: Quality;
  readonly calibrated: boolean;
  /** Absent or null without a valid calibration. */
  readonly calibration?: AppliedCalibration | null;
  readonly face: { readonly bbox: Box; readonly areaPx: number } | null;
  readonly skin: { readonly lab: Lab; readonly spread: Lab } | null;
  readonly regions: Readonly<Partial<Record<FaceRegion, FaceRegionColour>>>;
}

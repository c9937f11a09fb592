import type { Box, Lab } from './picture.ts';
import type { Quality } from './quality.ts';
import type { PressureStep, PulsePosition, Wrist } from './waveform.ts';

/** Fiducial points of one beat as sample indexes; null where not found. Definitions: docs of `src/analysis/pulse`. */
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
}

export type RhythmPattern = 'regular' | 'occasionally-irregular' | 'constantly-irregular' | 'not-assessable';

/** A named pulse quality decided by one rule of the dated rule table. */
export interface PulseQuality {
  readonly name: string;
  readonly verdict: 'present' | 'absent' | 'not-assessable';
  readonly rule: string;
  readonly value: number | null;
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
  };
  readonly qualities: readonly PulseQuality[];
}

/** Findings of one wrist: the best channel and step, and the amplitude at each position and pressure. */
export interface PulseFinding {
  readonly wrist: Wrist;
  readonly best: { readonly position: PulsePosition; readonly step: PressureStep } | null;
  /** Analysis of the best channel; null when no channel was usable. */
  readonly analysis: PulseAnalysis | null;
  /** h1 in Pa per position and step; null where not assessable. */
  readonly amplitudesPa: Readonly<Record<PulsePosition, Readonly<Record<PressureStep, number | null>>>>;
  /** At most 10 s of the best channel for the report, with its rate. */
  readonly excerpt: { readonly sampleRateHz: number; readonly samplesPa: readonly number[] } | null;
  readonly quality: Quality;
}

export interface ZoneColour {
  readonly lab: Lab;
  readonly spread: Lab;
  readonly areaPx: number;
}

/** `calibrated` false means: colours are as the camera gave them, and no colour label may be drawn from them. */
export interface TongueFinding {
  readonly quality: Quality;
  readonly calibrated: boolean;
  readonly tongue: {
    readonly areaPx: number;
    readonly bbox: Box;
    readonly outline: readonly (readonly [number, number])[];
  } | null;
  readonly body: {
    readonly lab: Lab;
    readonly colour: { readonly label: string | null; readonly p: number | null };
  } | null;
  readonly coating: {
    readonly lab: Lab;
    readonly colour: { readonly label: string | null; readonly p: number | null };
    readonly areaFraction: number;
    readonly thickness: number | null;
  } | null;
  readonly shape: {
    readonly lengthPx: number;
    readonly widthPx: number;
    readonly aspect: number;
    readonly solidity: number;
  } | null;
  readonly zones: Readonly<Partial<Record<'tip' | 'centre' | 'root' | 'left' | 'right', ZoneColour>>>;
}

export type FaceRegion = 'forehead' | 'cheekLeft' | 'cheekRight' | 'nose' | 'chin' | 'lips';

export interface FaceFinding {
  readonly quality: Quality;
  readonly calibrated: boolean;
  readonly face: { readonly bbox: Box; readonly areaPx: number } | null;
  readonly skin: { readonly lab: Lab; readonly spread: Lab } | null;
  readonly regions: Readonly<Partial<Record<FaceRegion, ZoneColour>>>;
}

import type { CalibrationRequest } from '../analysis/calibration/calibrate.ts';
import type { ColourCalibration, ReferenceColours, RootPolynomial } from '../domain/colour-calibration.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { PictureModelState } from '../domain/picture-model-state.ts';
import type { Quality } from '../domain/quality.ts';
import type { PulseRecording } from '../domain/waveform.ts';

/** Handed to the analysis thread as it starts. */
export interface AnalysisSettings {
  readonly modelsDir: string;
  readonly researchModels: boolean;
  /** 0: unknown. */
  readonly pulseSensorAreaMm2: number;
}

export type AnalysisJob =
  | { readonly type: 'models' }
  | { readonly type: 'preview'; readonly picture: PictureKind; readonly bytes: Uint8Array }
  | {
      readonly type: 'picture';
      readonly picture: PictureKind;
      readonly bytes: Uint8Array;
      /** A valid one of this camera, or null. */
      readonly calibration: ColourCalibration | null;
    }
  | { readonly type: 'chart'; readonly bytes: Uint8Array; readonly request: CalibrationRequest }
  /** The built-in reference of the device, seen through a calibration. */
  | { readonly type: 'reference'; readonly bytes: Uint8Array; readonly coefficients: RootPolynomial }
  /** The chart photographed again, to see how far a calibration has drifted. */
  | { readonly type: 'chart-drift'; readonly bytes: Uint8Array; readonly calibration: ColourCalibration }
  | { readonly type: 'pulse'; readonly recording: PulseRecording };

export type AnalysisResult =
  | { readonly kind: 'models'; readonly states: readonly PictureModelState[] }
  | { readonly kind: 'preview'; readonly quality: Quality }
  | { readonly kind: 'chart'; readonly calibration: ColourCalibration; readonly leftOut: readonly string[] }
  | { readonly kind: 'reference'; readonly colours: ReferenceColours }
  | { readonly kind: 'chart-drift'; readonly meanDeltaE: number }
  | { readonly kind: 'tongue-top' | 'tongue-underside'; readonly finding: TongueFinding }
  | { readonly kind: 'face'; readonly finding: FaceFinding; readonly models: readonly string[] }
  | { readonly kind: 'pulse'; readonly finding: PulseFinding };

/** A failure of the analysis itself is an answer: only a lost thread is the pool's failure. */
export type AnalysisAnswer =
  | { readonly kind: 'result'; readonly result: AnalysisResult }
  | { readonly kind: 'failure'; readonly code: string; readonly message: string };

import type { FaceFinding, PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { Quality } from '../domain/quality.ts';
import type { PulseRecording } from '../domain/waveform.ts';

export type AnalysisJob =
  | { readonly type: 'nothing' }
  | { readonly type: 'preview'; readonly picture: PictureKind; readonly bytes: Uint8Array }
  | { readonly type: 'picture'; readonly picture: PictureKind; readonly bytes: Uint8Array }
  | { readonly type: 'pulse'; readonly recording: PulseRecording };

export type AnalysisResult =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'preview'; readonly quality: Quality }
  | { readonly kind: 'tongue-top' | 'tongue-underside'; readonly finding: TongueFinding }
  | { readonly kind: 'face'; readonly finding: FaceFinding }
  | { readonly kind: 'pulse'; readonly finding: PulseFinding };

/** A failure of the analysis itself is an answer: only a lost thread is the pool's failure. */
export type AnalysisAnswer =
  | { readonly kind: 'result'; readonly result: AnalysisResult }
  | { readonly kind: 'failure'; readonly code: string; readonly message: string };

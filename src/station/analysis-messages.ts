import type { FaceFinding, PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { Quality } from '../domain/quality.ts';
import type { PulseRecording } from '../domain/waveform.ts';

export type AnalysisJob =
  | { readonly type: 'preview'; readonly picture: PictureKind; readonly bytes: Uint8Array }
  | { readonly type: 'picture'; readonly picture: PictureKind; readonly bytes: Uint8Array }
  | { readonly type: 'pulse'; readonly recording: PulseRecording };

export type AnalysisResult =
  | { readonly kind: 'preview'; readonly quality: Quality }
  | { readonly kind: 'tongue-top' | 'tongue-underside'; readonly finding: TongueFinding }
  | { readonly kind: 'face'; readonly finding: FaceFinding }
  | { readonly kind: 'pulse'; readonly finding: PulseFinding };

export type AnalysisReply =
  | { readonly id: number; readonly result: AnalysisResult }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string } };

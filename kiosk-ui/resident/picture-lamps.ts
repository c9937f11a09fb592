import type { PictureKind } from '../../src/domain/picture.ts';
import type { Quality, QualityReason } from '../../src/domain/quality.ts';

export type LampState = 'good' | 'bad' | 'unknown';
export type LampName = 'tongue' | 'face' | 'whole' | 'size' | 'light' | 'sharp' | 'shine';

export interface Lamp {
  readonly name: LampName;
  readonly state: LampState;
}

const CHECKS: Readonly<Record<Exclude<LampName, 'tongue' | 'face'>, readonly QualityReason[]>> = {
  whole: ['tongue-cut-off', 'partly-out', 'upside-down', 'face-cut-off', 'face-turned'],
  size: ['too-small'],
  light: ['too-dark', 'too-bright', 'colour-cast', 'uneven-light'],
  sharp: ['blurred'],
  shine: ['shine'],
};

/** One lamp per check of a preview. Nothing can be said of the rest while no tongue or face is seen. */
export function pictureLamps(kind: PictureKind, quality: Quality | null): readonly Lamp[] {
  const subject: LampName = kind === 'face' ? 'face' : 'tongue';
  const names: readonly (keyof typeof CHECKS)[] =
    kind === 'face' ? ['whole', 'size', 'light', 'sharp'] : ['whole', 'size', 'light', 'sharp', 'shine'];
  const missing = quality === null || quality.reasons.includes(subject === 'face' ? 'no-face' : 'no-tongue');
  const subjectState: LampState = quality === null ? 'unknown' : missing ? 'bad' : 'good';
  return [
    { name: subject, state: subjectState },
    ...names.map((name) => ({ name, state: missing ? ('unknown' as const) : stateOf(quality, CHECKS[name]) })),
  ];
}

function stateOf(quality: Quality, reasons: readonly QualityReason[]): LampState {
  return quality.reasons.some((reason) => reasons.includes(reason)) ? 'bad' : 'good';
}

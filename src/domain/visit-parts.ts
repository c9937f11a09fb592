import type { CaptureKind, SkippedCapture, Visit } from './visit.ts';

/** The finding of one of the five parts; null when it was skipped or not analysed. */
export function findingOf(visit: Visit, kind: CaptureKind) {
  const { tongue, underside, face, pulse } = visit.findings;
  return {
    'tongue-top': tongue,
    'tongue-underside': underside,
    face,
    'pulse-left': pulse.left ?? null,
    'pulse-right': pulse.right ?? null,
  }[kind];
}

/** Why a part was skipped; null when it was not. */
export function skipReasonOf(visit: Visit, kind: CaptureKind): SkippedCapture['reason'] | null {
  return visit.skipped.find((part) => part.kind === kind)?.reason ?? null;
}

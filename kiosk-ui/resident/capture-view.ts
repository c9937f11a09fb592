import type { FaceFinding, PulseFinding, TongueFinding } from '../../src/domain/finding.ts';
import type { Quality } from '../../src/domain/quality.ts';
import type { CapturePhase, LiveMessage, VisitState } from '../../src/domain/station-api.ts';
import type { CaptureKind } from '../../src/domain/visit.ts';
import type { PressureStep, PulsePosition } from '../../src/domain/waveform.ts';

/** What the capture screen draws: the last of each kind of live message. */
export interface CaptureView {
  readonly kind: CaptureKind;
  readonly phase: CapturePhase | { readonly phase: 'idle' };
  readonly preview: { readonly picture: string; readonly quality: Quality } | null;
  readonly step: PressureStep | null;
  readonly targetPressurePa: number | null;
  readonly pulse: {
    readonly contactPressurePa: Readonly<Record<PulsePosition, number>>;
    readonly inContact: Readonly<Record<PulsePosition, boolean>>;
    readonly motion: boolean;
  } | null;
  readonly finding: TongueFinding | FaceFinding | PulseFinding | null;
}

export function newCaptureView(kind: CaptureKind): CaptureView {
  return {
    kind,
    phase: { phase: 'idle' },
    preview: null,
    step: null,
    targetPressurePa: null,
    pulse: null,
    finding: null,
  };
}

const RESTING = new Set(['idle', 'accepted', 'rejected', 'failed', 'cancelled']);

/** True while the instrument is at work for this capture. */
export function isMeasuring(view: CaptureView | null): boolean {
  return view !== null && !RESTING.has(view.phase.phase);
}

/** The view after one live message; messages about other captures change nothing. */
export function afterMessage(view: CaptureView, message: LiveMessage): CaptureView {
  switch (message.type) {
    case 'capture':
      return message.kind === view.kind ? afterPhase(view, message.phase) : view;
    case 'preview':
      if (message.kind !== view.kind) return view;
      return { ...view, preview: { picture: message.picture, quality: message.quality } };
    case 'pulse': {
      if (view.kind !== `pulse-${message.wrist}`) return view;
      const { contactPressurePa, inContact, motion } = message;
      return { ...view, pulse: { contactPressurePa, inContact, motion } };
    }
    case 'finding':
      return message.kind === view.kind ? { ...view, finding: message.finding } : view;
    case 'instrument':
    case 'outbox':
    case 'heartbeat':
      return view;
  }
}

function afterPhase(view: CaptureView, phase: CapturePhase): CaptureView {
  if (phase.phase === 'connecting') return { ...newCaptureView(view.kind), phase };
  if (phase.phase === 'settling') {
    return { ...view, phase, step: phase.step, targetPressurePa: phase.targetPressurePa };
  }
  return phase.phase === 'sampling' ? { ...view, phase, step: phase.step } : { ...view, phase };
}

/** After live messages may have been missed: what the server says of this capture wins over what was last seen. */
export function afterReconnect(view: CaptureView, visit: VisitState): CaptureView {
  const capture = visit.captures.find((candidate) => candidate.kind === view.kind);
  if (capture === undefined || capture.state === 'running' || !isMeasuring(view)) return view;
  if (capture.state === 'kept') {
    return { ...view, phase: { phase: 'accepted', captureId: capture.captureId, quality: capture.quality } };
  }
  return { ...view, phase: { phase: 'cancelled' } };
}

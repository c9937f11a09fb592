import type { FaceFinding, PulseFinding, TongueFinding } from '../../src/domain/finding.ts';
import type { PulseGuidance } from '../../src/domain/pulse-guidance.ts';
import type { Quality } from '../../src/domain/quality.ts';
import type { CapturePhase, LiveMessage, VisitState } from '../../src/domain/station-api.ts';
import type { CaptureKind } from '../../src/domain/visit.ts';
import { type PressureStep, PULSE_POSITIONS, type PulsePosition } from '../../src/domain/waveform.ts';
import { NO_ADVICE_YET, type SteadyAdvice, steadied } from '../shared/steady-advice.ts';

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
    readonly guidance: PulseGuidance | null;
  } | null;
  /** The instruction on the screen; it does not flicker with the judgement behind it. */
  readonly advice: SteadyAdvice;
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
    advice: NO_ADVICE_YET,
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
      const { contactPressurePa, inContact, motion, guidance = null } = message;
      return {
        ...view,
        pulse: { contactPressurePa, inContact, motion, guidance },
        advice: guidance === null ? view.advice : steadied(view.advice, guidance.advice, durationS(message)),
      };
    }
    case 'finding':
      return message.kind === view.kind ? { ...view, finding: message.finding } : view;
    case 'instrument':
    case 'devices':
    case 'device-wave':
    case 'device-picture':
    case 'card-reader':
    case 'outbox':
    case 'heartbeat':
      return view;
  }
}

function durationS({ samplesPa, sampleRateHz }: Extract<LiveMessage, { type: 'pulse' }>): number {
  return Math.max(...PULSE_POSITIONS.map((position) => samplesPa[position].length)) / sampleRateHz;
}

function afterPhase(view: CaptureView, phase: CapturePhase): CaptureView {
  if (phase.phase === 'connecting') return { ...newCaptureView(view.kind), phase };
  if (phase.phase === 'settling') {
    const { step, targetPressurePa } = phase;
    return { ...view, phase, step, targetPressurePa, advice: NO_ADVICE_YET };
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

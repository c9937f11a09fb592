/**
 * One capture as a pure machine: what happened goes in, the next state and what to do comes out.
 *
 *   idle → connecting → aiming → taking → transferring ─┐
 *                    └→ settling → sampling → releasing ─┴→ analysing → accepted | rejected
 *   any running state → failed | cancelled
 *
 * It knows no driver, no timer and no clock: times arrive with the inputs.
 */

import type { Quality } from '../domain/quality.ts';
import type { CapturePhase } from '../domain/station-api.ts';
import type { CaptureKind } from '../domain/visit.ts';
import type { PressureStep } from '../domain/waveform.ts';

/** Kiosk design rule: at most three tries, then a person helps. */
export const MAX_TRIES = 3;

/** Auto shutter: every check green for this long. */
export const STEADY_BEFORE_SHOT_MS = 1_000;

/** Without a good frame the picture is taken all the same, and the final gate says what was wrong. */
export const LONGEST_AIM_MS = 20_000;

export interface CaptureState {
  readonly kind: CaptureKind;
  readonly phase: CapturePhase | { readonly phase: 'idle' };
  readonly triesUsed: number;
  readonly aimingSinceMs: number | null;
  readonly steadySinceMs: number | null;
}

export type CaptureInput =
  | { readonly type: 'start' }
  | { readonly type: 'connected'; readonly atMs: number; readonly aim: boolean }
  | { readonly type: 'preview'; readonly quality: Quality; readonly atMs: number }
  | { readonly type: 'shoot' }
  | { readonly type: 'transfer'; readonly receivedBytes: number; readonly totalBytes: number }
  | { readonly type: 'step'; readonly step: PressureStep; readonly targetPressurePa: number }
  | {
      readonly type: 'sampling';
      readonly step: PressureStep;
      readonly elapsedMs: number;
      readonly holdMs: number;
      readonly beats: number;
    }
  | { readonly type: 'released' }
  | { readonly type: 'captured' }
  | { readonly type: 'analysed'; readonly captureId: string; readonly quality: Quality }
  | { readonly type: 'failed'; readonly code: string; readonly retryable: boolean }
  | { readonly type: 'cancel' };

export type CaptureEffect = 'connect' | 'aim' | 'take' | 'measure' | 'analyse' | 'abort';

export interface CaptureStep {
  readonly state: CaptureState;
  readonly effects: readonly CaptureEffect[];
}

export function newCapture(kind: CaptureKind, triesUsed = 0): CaptureState {
  return { kind, phase: { phase: 'idle' }, triesUsed, aimingSinceMs: null, steadySinceMs: null };
}

export function isRunning(state: CaptureState): boolean {
  return !['idle', 'accepted', 'rejected', 'failed', 'cancelled'].includes(state.phase.phase);
}

const isPulse = (kind: CaptureKind): boolean => kind === 'pulse-left' || kind === 'pulse-right';

function to(state: CaptureState, phase: CaptureState['phase'], ...effects: readonly CaptureEffect[]): CaptureStep {
  return { state: { ...state, phase }, effects };
}

const stay = (state: CaptureState): CaptureStep => ({ state, effects: [] });

function onPreview(state: CaptureState, quality: Quality, atMs: number): CaptureStep {
  if (state.phase.phase !== 'aiming' || state.aimingSinceMs === null) return stay(state);
  const steadySinceMs = quality.usable ? (state.steadySinceMs ?? atMs) : null;
  const steady = steadySinceMs !== null && atMs - steadySinceMs >= STEADY_BEFORE_SHOT_MS;
  const aimedLongEnough = atMs - state.aimingSinceMs >= LONGEST_AIM_MS;
  const next = { ...state, steadySinceMs };
  return steady || aimedLongEnough ? to(next, { phase: 'taking' }, 'take') : stay(next);
}

function onAnalysed(state: CaptureState, captureId: string, quality: Quality): CaptureStep {
  if (state.phase.phase !== 'analysing') return stay(state);
  const triesUsed = state.triesUsed + 1;
  const next = { ...state, triesUsed };
  if (quality.usable) return to(next, { phase: 'accepted', captureId, quality });
  return to(next, { phase: 'rejected', quality, triesLeft: Math.max(0, MAX_TRIES - triesUsed) });
}

function onConnected(state: CaptureState, atMs: number, aim: boolean): CaptureStep {
  if (state.phase.phase !== 'connecting') return stay(state);
  if (isPulse(state.kind)) return { state, effects: ['measure'] };
  if (!aim) return to(state, { phase: 'taking' }, 'take');
  return to({ ...state, aimingSinceMs: atMs, steadySinceMs: null }, { phase: 'aiming' }, 'aim');
}

/** Total: every input is answered in every state. */
export function advance(state: CaptureState, input: CaptureInput): CaptureStep {
  if (isRunning(state) === (input.type === 'start')) return stay(state);
  switch (input.type) {
    case 'start':
      return to(state, { phase: 'connecting' }, 'connect');
    case 'connected':
      return onConnected(state, input.atMs, input.aim);
    case 'preview':
      return onPreview(state, input.quality, input.atMs);
    case 'shoot':
      return state.phase.phase === 'aiming' ? to(state, { phase: 'taking' }, 'take') : stay(state);
    case 'transfer':
      return to(state, { phase: 'transferring', receivedBytes: input.receivedBytes, totalBytes: input.totalBytes });
    case 'step':
      return to(state, { phase: 'settling', step: input.step, targetPressurePa: input.targetPressurePa });
    case 'sampling':
      return to(state, {
        phase: 'sampling',
        step: input.step,
        elapsedMs: input.elapsedMs,
        holdMs: input.holdMs,
        beats: input.beats,
      });
    case 'released':
      return to(state, { phase: 'releasing' });
    case 'captured':
      return to(state, { phase: 'analysing' }, 'analyse');
    case 'analysed':
      return onAnalysed(state, input.captureId, input.quality);
    case 'failed':
      return to(state, { phase: 'failed', code: input.code, retryable: input.retryable }, 'abort');
    case 'cancel':
      return to(state, { phase: 'cancelled' }, 'abort');
  }
}

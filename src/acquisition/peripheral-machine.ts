/**
 * One peripheral on one port as a pure machine: kept connected, kept running where it has no end of its own, tried again
 * after 1, 2, 5 and then every 10 s. It knows no driver, no timer and no clock.
 */

/** Kiosk design rule for an unplugged device. */
export const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;

export type PeripheralPhase = 'stopped' | 'connecting' | 'idle' | 'running' | 'waiting';

export interface PeripheralState {
  readonly phase: PeripheralPhase;
  /** True for a device that is to run whenever it is there: oximeter, pulse sensor, card reader. */
  readonly continuous: boolean;
  /** Attempts since the device last gave a sign of life; they set the next wait. */
  readonly failures: number;
  /** Why it waits, or why the last run gave nothing. */
  readonly code: string | null;
}

export type PeripheralInput =
  | { readonly type: 'start' }
  | { readonly type: 'connected' }
  | { readonly type: 'connect-failed'; readonly code: string }
  | { readonly type: 'lost'; readonly code: string }
  | { readonly type: 'reading' }
  | { readonly type: 'run' }
  | { readonly type: 'cancel' }
  | { readonly type: 'ended'; readonly code: string | null }
  | { readonly type: 'retry-due' }
  | { readonly type: 'retry-now' }
  | { readonly type: 'stop' };

export type PeripheralEffect = 'connect' | 'run' | 'abort' | 'plan-retry' | 'cancel-retry' | 'disconnect';

export interface PeripheralStep {
  readonly state: PeripheralState;
  readonly effects: readonly PeripheralEffect[];
}

export function newPeripheral(continuous: boolean): PeripheralState {
  return { phase: 'stopped', continuous, failures: 0, code: null };
}

export function retryDelayMs({ failures }: PeripheralState): number {
  return RETRY_MS[Math.min(Math.max(0, failures - 1), RETRY_MS.length - 1)] ?? 10_000;
}

const stay = (state: PeripheralState): PeripheralStep => ({ state, effects: [] });

function wait(state: PeripheralState, code: string): PeripheralStep {
  return { state: { ...state, phase: 'waiting', failures: state.failures + 1, code }, effects: ['plan-retry'] };
}

function onConnected(state: PeripheralState): PeripheralStep {
  if (state.phase !== 'connecting') return stay(state);
  if (state.continuous) return { state: { ...state, phase: 'running', code: null }, effects: ['run'] };
  return { state: { ...state, phase: 'idle', failures: 0, code: null }, effects: [] };
}

/** A run on demand that failed leaves the device ready; one without an end of its own is started again. */
function onEnded(state: PeripheralState, code: string | null): PeripheralStep {
  if (state.phase !== 'running') return stay(state);
  return state.continuous
    ? wait(state, code ?? 'driver/silent')
    : { state: { ...state, phase: 'idle', code }, effects: [] };
}

/** Total: every input is answered in every state. */
export function advancePeripheral(state: PeripheralState, input: PeripheralInput): PeripheralStep {
  const { phase } = state;
  switch (input.type) {
    case 'start':
      return phase === 'stopped' ? { state: { ...state, phase: 'connecting' }, effects: ['connect'] } : stay(state);
    case 'connected':
      return onConnected(state);
    case 'connect-failed':
      return phase === 'connecting' ? wait(state, input.code) : stay(state);
    case 'lost':
      return phase === 'idle' || phase === 'running' ? wait(state, input.code) : stay(state);
    case 'reading':
      return phase === 'running' && state.failures > 0 ? stay({ ...state, failures: 0 }) : stay(state);
    case 'run':
      return phase === 'idle' ? { state: { ...state, phase: 'running', code: null }, effects: ['run'] } : stay(state);
    case 'cancel':
      return phase === 'running' && !state.continuous ? { state, effects: ['abort'] } : stay(state);
    case 'ended':
      return onEnded(state, input.code);
    case 'retry-due':
      return phase === 'waiting' ? { state: { ...state, phase: 'connecting' }, effects: ['connect'] } : stay(state);
    case 'retry-now':
      return phase === 'waiting'
        ? { state: { ...state, phase: 'connecting' }, effects: ['cancel-retry', 'connect'] }
        : stay(state);
    case 'stop':
      return phase === 'stopped'
        ? stay(state)
        : { state: { ...state, phase: 'stopped' }, effects: ['cancel-retry', 'abort', 'disconnect'] };
  }
}

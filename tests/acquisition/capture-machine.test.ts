import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  type CaptureEffect,
  type CaptureInput,
  type CaptureState,
  isRunning,
  LONGEST_AIM_MS,
  MAX_TRIES,
  newCapture,
  STEADY_BEFORE_SHOT_MS,
} from '../../src/acquisition/capture-machine.ts';
import type { Quality } from '../../src/domain/quality.ts';

const good: Quality = { score: 0.9, usable: true, reasons: [] };
const poor: Quality = { score: 0.1, usable: false, reasons: ['too-dark'] };

function play(inputs: readonly CaptureInput[], kind: CaptureState['kind'] = 'tongue-top', triesUsed = 0) {
  let state = newCapture(kind, triesUsed);
  const effects: CaptureEffect[] = [];
  for (const input of inputs) {
    const step = advance(state, input);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const connected: CaptureInput = { type: 'connected', atMs: 0, aim: true };

describe('the capture machine', () => {
  it('takes the picture by itself after one steady second', () => {
    const { state, effects } = play([
      { type: 'start' },
      connected,
      { type: 'preview', quality: good, atMs: 100 },
      { type: 'preview', quality: good, atMs: 100 + STEADY_BEFORE_SHOT_MS },
    ]);
    expect(state.phase).toEqual({ phase: 'taking' });
    expect(effects).toEqual(['connect', 'aim', 'take']);
  });

  it('starts counting again when a check turns red', () => {
    const { state } = play([
      { type: 'start' },
      connected,
      { type: 'preview', quality: good, atMs: 0 },
      { type: 'preview', quality: poor, atMs: 900 },
      { type: 'preview', quality: good, atMs: 1_000 },
      { type: 'preview', quality: good, atMs: 1_900 },
    ]);
    expect(state.phase).toEqual({ phase: 'aiming' });
  });

  it('takes the picture all the same when no frame was good for long', () => {
    const { state } = play([{ type: 'start' }, connected, { type: 'preview', quality: poor, atMs: LONGEST_AIM_MS }]);
    expect(state.phase).toEqual({ phase: 'taking' });
  });

  it('takes the picture on the button', () => {
    expect(play([{ type: 'start' }, connected, { type: 'shoot' }]).effects).toContain('take');
  });

  it('does not aim at a recording', () => {
    const { effects } = play([{ type: 'start' }, { ...connected, aim: false }]);
    expect(effects).toEqual(['connect', 'take']);
  });

  it('counts tries and says how many are left', () => {
    const judged: readonly CaptureInput[] = [
      { type: 'start' },
      connected,
      { type: 'shoot' },
      { type: 'captured' },
      { type: 'analysed', captureId: 'c', quality: poor },
    ];
    expect(play(judged).state.phase).toMatchObject({ phase: 'rejected', triesLeft: MAX_TRIES - 1 });
    expect(play(judged, 'tongue-top', MAX_TRIES - 1).state.phase).toMatchObject({ phase: 'rejected', triesLeft: 0 });
  });

  it('shows pressure steps, sampling and the release of a pulse', () => {
    const phases = [
      play([{ type: 'start' }, connected], 'pulse-left').effects,
      play([{ type: 'start' }, connected, { type: 'step', step: 'floating', targetPressurePa: 10_665 }], 'pulse-left')
        .state.phase,
      play([{ type: 'start' }, connected, { type: 'released' }], 'pulse-left').state.phase,
    ];
    expect(phases).toEqual([
      ['connect', 'measure'],
      { phase: 'settling', step: 'floating', targetPressurePa: 10_665 },
      { phase: 'releasing' },
    ]);
  });

  it.each(['cancel', 'failed'] as const)('aborts the instrument on %s, in every running state', (end) => {
    const input: CaptureInput =
      end === 'cancel' ? { type: 'cancel' } : { type: 'failed', code: 'driver/silent', retryable: true };
    const running: readonly (readonly CaptureInput[])[] = [
      [{ type: 'start' }],
      [{ type: 'start' }, connected],
      [{ type: 'start' }, connected, { type: 'shoot' }],
      [{ type: 'start' }, connected, { type: 'shoot' }, { type: 'captured' }],
    ];
    for (const inputs of running) expect(play([...inputs, input]).effects.at(-1)).toBe('abort');
  });

  it('answers any input in any order, and after its end only to a new start', () => {
    const inputs: readonly CaptureInput[] = [
      { type: 'start' },
      connected,
      { type: 'preview', quality: good, atMs: 5_000 },
      { type: 'shoot' },
      { type: 'transfer', receivedBytes: 1, totalBytes: 2 },
      { type: 'captured' },
      { type: 'analysed', captureId: 'c', quality: good },
      { type: 'failed', code: 'driver/silent', retryable: true },
      { type: 'cancel' },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inputs), { maxLength: 40 }), (sequence) => {
        let state = newCapture('face');
        for (const input of sequence) {
          const before = state;
          state = advance(state, input).state;
          if (!isRunning(before) && input.type !== 'start') expect(state).toBe(before);
        }
      }),
    );
  });
});

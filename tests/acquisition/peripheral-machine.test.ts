import { describe, expect, it } from 'vitest';
import {
  advancePeripheral,
  newPeripheral,
  type PeripheralInput,
  type PeripheralState,
  retryDelayMs,
} from '../../src/acquisition/peripheral-machine.ts';

const stateAfter = (state: PeripheralState, ...inputs: readonly PeripheralInput[]): PeripheralState =>
  inputs.reduce((before, input) => advancePeripheral(before, input).state, state);
const connected: readonly PeripheralInput[] = [{ type: 'start' }, { type: 'connected' }];
const lost: PeripheralInput = { type: 'lost', code: 'driver/unplugged' };

describe('a supervised peripheral', () => {
  it('runs as soon as it is there, or waits to be asked', () => {
    expect(stateAfter(newPeripheral(true), ...connected).phase).toBe('running');
    expect(stateAfter(newPeripheral(false), ...connected).phase).toBe('idle');
    expect(stateAfter(newPeripheral(false), ...connected, { type: 'run' }).phase).toBe('running');
  });

  it('tries again after 1, 2, 5 and then every 10 s', () => {
    let state = stateAfter(newPeripheral(true), { type: 'start' });
    const waits = [1, 2, 3, 4, 5].map(() => {
      state = stateAfter(state, { type: 'connect-failed', code: 'driver/cannot-open' });
      const delayMs = retryDelayMs(state);
      state = stateAfter(state, { type: 'retry-due' });
      return delayMs;
    });
    expect(waits).toEqual([1_000, 2_000, 5_000, 10_000, 10_000]);
  });

  it('goes on waiting longer when it connects but never tells anything', () => {
    const silent: readonly PeripheralInput[] = [{ type: 'connected' }, { type: 'ended', code: 'driver/silent' }];
    const once = stateAfter(newPeripheral(true), { type: 'start' }, ...silent);
    const twice = stateAfter(once, { type: 'retry-due' }, ...silent);
    expect([once, twice].map(retryDelayMs)).toEqual([1_000, 2_000]);
    const alive = stateAfter(twice, { type: 'retry-due' }, { type: 'connected' }, { type: 'reading' }, lost);
    expect(retryDelayMs(alive)).toBe(1_000);
  });

  it('is ready again after a measurement that gave nothing, and says why', () => {
    const state = stateAfter(
      newPeripheral(false),
      ...connected,
      { type: 'run' },
      { type: 'ended', code: 'driver/aborted' },
    );
    expect(state).toMatchObject({ phase: 'idle', code: 'driver/aborted' });
  });

  it('lets go when it is stopped, wherever it stands, and answers nothing after it', () => {
    const states = [
      stateAfter(newPeripheral(false), ...connected, { type: 'run' }),
      stateAfter(newPeripheral(true), ...connected, lost),
    ];
    for (const state of states) {
      const stopped = advancePeripheral(state, { type: 'stop' });
      expect(stopped.effects).toEqual(['cancel-retry', 'abort', 'disconnect']);
      for (const input of [{ type: 'retry-due' }, { type: 'ended', code: null }, lost] as const)
        expect(advancePeripheral(stopped.state, input)).toEqual({ state: stopped.state, effects: [] });
    }
  });
});

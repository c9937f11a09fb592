import { describe, expect, it } from 'vitest';
import {
  COMMAND_IDLE,
  type CommandEffect,
  type CommandState,
  stepCommand,
} from '../../../device-drivers/sizhen-line/command-machine.ts';
import { COMMAND_TRIES } from '../../../device-drivers/sizhen-line/protocol.ts';

const submit = (state: CommandState, sequence: number, kind: 'RELEASE' | 'ABORT') =>
  stepCommand(state, { kind: 'submit', sequence, command: { kind } });
const outcomes = (effects: readonly CommandEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'settle' ? [[effect.sequence, effect.outcome.kind]] : []));
const ack = (answers: number) => ({ kind: 'answered', answer: { kind: 'ACK', answers } }) as const;

describe('a command', () => {
  it('is written once and settled by its own answer', () => {
    const sent = submit(COMMAND_IDLE, 4, 'RELEASE');
    expect(sent.effects[0]).toEqual({ kind: 'write', sequence: 4, command: { kind: 'RELEASE' }, repeated: false });
    expect(stepCommand(sent.state, ack(3))).toEqual({ state: sent.state, effects: [] });
    const done = stepCommand(sent.state, ack(4));
    expect(done.state).toEqual(COMMAND_IDLE);
    expect(outcomes(done.effects)).toEqual([[4, 'answered']]);
  });

  it('is repeated with the same number and then given up', () => {
    let { state } = submit(COMMAND_IDLE, 4, 'RELEASE');
    for (let repeat = 1; repeat < COMMAND_TRIES; repeat += 1) {
      const step = stepCommand(state, { kind: 'timed-out', sequence: 4 });
      expect(step.effects[0]).toMatchObject({ kind: 'write', sequence: 4, repeated: true });
      state = step.state;
    }
    const last = stepCommand(state, { kind: 'timed-out', sequence: 4 });
    expect(last.state).toEqual(COMMAND_IDLE);
    expect(outcomes(last.effects)).toEqual([[4, 'unanswered']]);
  });

  it('ignores the timer of an earlier command', () => {
    const { state } = submit(COMMAND_IDLE, 5, 'RELEASE');
    expect(stepCommand(state, { kind: 'timed-out', sequence: 4 })).toEqual({ state, effects: [] });
  });

  it('is displaced by an abort, but displaces none itself', () => {
    const { state } = submit(COMMAND_IDLE, 5, 'RELEASE');
    const refused = submit(state, 6, 'RELEASE');
    expect(refused.state).toBe(state);
    expect(outcomes(refused.effects)).toEqual([[6, 'outranked']]);
    const aborted = submit(state, 7, 'ABORT');
    expect(outcomes(aborted.effects)).toEqual([[5, 'outranked']]);
    expect(aborted.state).toMatchObject({ kind: 'awaiting', sequence: 7 });
  });

  it('is settled when the link is lost', () => {
    const { state } = submit(COMMAND_IDLE, 5, 'RELEASE');
    expect(outcomes(stepCommand(state, { kind: 'link-lost' }).effects)).toEqual([[5, 'link-lost']]);
    expect(stepCommand(COMMAND_IDLE, { kind: 'link-lost' }).effects).toEqual([]);
  });
});

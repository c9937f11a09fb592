/**
 * One command at a time: written, answered, repeated, given up. ABORT outranks whatever is waiting.
 *
 *     idle --submit--> awaiting --answered--> idle
 *                         | ^ timed out, tries left: written again with the same number
 *                         +--timed out, none left--> idle
 */
import type { DeviceAnswer, HostCommand } from './messages.ts';
import { ABORT_TIMEOUT_MS, ANSWER_TIMEOUT_MS, COMMAND_TRIES } from './protocol.ts';

export type CommandState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'awaiting';
      readonly sequence: number;
      readonly command: HostCommand;
      readonly triesLeft: number;
    };

export type CommandInput =
  | { readonly kind: 'submit'; readonly sequence: number; readonly command: HostCommand }
  | { readonly kind: 'answered'; readonly answer: DeviceAnswer }
  | { readonly kind: 'timed-out'; readonly sequence: number }
  | { readonly kind: 'link-lost' };

export type CommandOutcome =
  | { readonly kind: 'answered'; readonly answer: DeviceAnswer }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'outranked' }
  | { readonly kind: 'link-lost' };

export type CommandEffect =
  | { readonly kind: 'write'; readonly sequence: number; readonly command: HostCommand; readonly repeated: boolean }
  | { readonly kind: 'start-timer'; readonly sequence: number; readonly delayMs: number }
  | { readonly kind: 'stop-timer' }
  | { readonly kind: 'settle'; readonly sequence: number; readonly outcome: CommandOutcome };

export interface CommandStep {
  readonly state: CommandState;
  readonly effects: readonly CommandEffect[];
}

export const COMMAND_IDLE: CommandState = { kind: 'idle' };

export function stepCommand(state: CommandState, input: CommandInput): CommandStep {
  switch (input.kind) {
    case 'submit':
      return submit(state, input.sequence, input.command);
    case 'answered':
      if (state.kind === 'idle' || input.answer.answers !== state.sequence) return { state, effects: [] };
      return settle(state.sequence, { kind: 'answered', answer: input.answer });
    case 'timed-out':
      if (state.kind === 'idle' || input.sequence !== state.sequence) return { state, effects: [] };
      return state.triesLeft === 0 ? settle(state.sequence, { kind: 'unanswered' }) : repeat(state);
    case 'link-lost':
      return state.kind === 'idle' ? { state, effects: [] } : settle(state.sequence, { kind: 'link-lost' });
    default:
      return input satisfies never;
  }
}

function submit(state: CommandState, sequence: number, command: HostCommand): CommandStep {
  const outranks = state.kind === 'idle' || command.kind === 'ABORT';
  if (!outranks) return { state, effects: [{ kind: 'settle', sequence, outcome: { kind: 'outranked' } }] };
  const displaced: readonly CommandEffect[] =
    state.kind === 'idle' ? [] : settle(state.sequence, { kind: 'outranked' }).effects;
  return {
    state: { kind: 'awaiting', sequence, command, triesLeft: COMMAND_TRIES - 1 },
    effects: [
      ...displaced,
      { kind: 'write', sequence, command, repeated: false },
      { kind: 'start-timer', sequence, delayMs: answerTimeoutMs(command) },
    ],
  };
}

function repeat(state: Extract<CommandState, { kind: 'awaiting' }>): CommandStep {
  const { sequence, command } = state;
  return {
    state: { ...state, triesLeft: state.triesLeft - 1 },
    effects: [
      { kind: 'write', sequence, command, repeated: true },
      { kind: 'start-timer', sequence, delayMs: answerTimeoutMs(command) },
    ],
  };
}

function settle(sequence: number, outcome: CommandOutcome): CommandStep {
  return { state: COMMAND_IDLE, effects: [{ kind: 'stop-timer' }, { kind: 'settle', sequence, outcome }] };
}

function answerTimeoutMs(command: HostCommand): number {
  return command.kind === 'ABORT' ? ABORT_TIMEOUT_MS : ANSWER_TIMEOUT_MS;
}

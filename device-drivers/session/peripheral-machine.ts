/**
 * Where the connection to a peripheral stands, without effects.
 *
 *     disconnected | lost --connect--> connecting --greeted--> ready --run--> running --ended--> ready
 *     connecting | ready | running --lost--> lost        any --disconnected--> disconnected
 */
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { DriverErrorCode } from '../contract/driver-error-codes.ts';
import type { PeripheralState } from '../contract/peripheral-driver.ts';

export type LossReason = Extract<PeripheralState, { kind: 'lost' }>['reason'];

export type PeripheralInput =
  | { readonly kind: 'connect' }
  | { readonly kind: 'greeted'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'run' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'lost'; readonly reason: LossReason; readonly code: string }
  | { readonly kind: 'disconnected' };

/** The next state; the same object when nothing changes; a code when the input is refused. */
export function stepPeripheral(state: PeripheralState, input: PeripheralInput): PeripheralState | DriverErrorCode {
  switch (input.kind) {
    case 'connect':
      return state.kind === 'disconnected' || state.kind === 'lost' ? { kind: 'connecting' } : 'driver/busy';
    case 'greeted':
      return state.kind === 'connecting' ? { kind: 'ready', identity: input.identity } : state;
    case 'run':
      return run(state);
    case 'ended':
      return state.kind === 'running' ? { kind: 'ready', identity: state.identity } : state;
    case 'lost':
      return isLinked(state) ? { kind: 'lost', reason: input.reason, code: input.code } : state;
    case 'disconnected':
      return state.kind === 'disconnected' ? state : { kind: 'disconnected' };
    default:
      return input satisfies never;
  }
}

function run(state: PeripheralState): PeripheralState | DriverErrorCode {
  if (state.kind === 'ready') return { kind: 'running', identity: state.identity };
  return state.kind === 'connecting' || state.kind === 'running' ? 'driver/busy' : 'driver/not-connected';
}

function isLinked(state: PeripheralState): boolean {
  return state.kind === 'connecting' || state.kind === 'ready' || state.kind === 'running';
}

import type { HostCommand } from './messages.ts';
import { type DeviceState, type NakReason, PRESSURE_LIMIT_PA } from './protocol.ts';
import type { SimulatedCamera } from './simulated-camera.ts';
import type { SimulatedPulse } from './simulated-pulse.ts';

/** A refusal, or what to do once the acknowledgement is on its way. */
export type Verdict = NakReason | (() => void);
/** ABORT and HELLO are not among them because they are obeyed in any state and every time. */
export type OrdinaryCommand = Exclude<HostCommand, { kind: 'HELLO' | 'ABORT' }>;

export interface InstrumentParts {
  readonly state: DeviceState;
  readonly pulse: SimulatedPulse;
  readonly camera: SimulatedCamera;
  readonly setLamp: (on: boolean) => void;
  readonly standDown: (next: 'idle') => void;
}

/** Which command is allowed in which state, and what it does: PROTOCOL.md sections 3 to 5. */
export function judgeCommand(command: OrdinaryCommand, parts: InstrumentParts): Verdict {
  const { state, pulse, camera } = parts;
  const when = (allowed: readonly DeviceState[], action: () => void): Verdict =>
    allowed.includes(state) ? action : 'wrong-state';
  switch (command.kind) {
    case 'STEP':
      if (command.targetPa > PRESSURE_LIMIT_PA) return 'pressure-limit';
      return when(['idle', 'holding'], () => pulse.start(command));
    case 'RELEASE':
      if (state === 'idle' || state === 'releasing') return () => undefined;
      return when(['pressing', 'sampling', 'holding'], () => pulse.release());
    case 'LAMP':
      return when(['idle', 'preview'], () => parts.setLamp(command.on));
    case 'TAKE':
      return when(['idle'], () => camera.take(command.pictureId, command.picture));
    case 'REFERENCE':
      if (!camera.hasReference) return 'unknown-command';
      return when(['idle'], () => camera.takeReference(command.pictureId));
    case 'WANT':
      return camera.holds(command.pictureId) ? () => camera.sendAgain(command.indexes) : 'no-such-picture';
    case 'DONE':
      return camera.holds(command.pictureId) ? () => camera.done() : 'no-such-picture';
    case 'PREVIEW':
      return when(['idle'], () => camera.preview(command.picture));
    case 'STOP':
      return when(['preview'], () => parts.standDown('idle'));
    default:
      return command satisfies never;
  }
}

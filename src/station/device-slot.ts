import type { IdentityCard } from '../../device-drivers/contract/peripheral-driver.ts';
import type { InstrumentRack } from '../acquisition/instrument-rack.ts';
import type { CameraNote } from '../domain/camera-note.ts';
import type { Clock } from '../domain/clock.ts';
import type { CardReaderState, DeviceReading, DeviceState, TrialKind } from '../domain/device-api.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { LiveMessage } from '../domain/station-api.ts';

/** A driver at work on one port. */
export interface DeviceSlot {
  readonly state: DeviceState;
  readonly identity: InstrumentIdentity | null;
  readonly reading: DeviceReading | null;
  /** The card that lies on a reader now; nobody but the identification may look at it. */
  readonly card: IdentityCard | null;
  readonly cardReader: CardReaderState;
  readonly trials: readonly TrialKind[];
  readonly trying: TrialKind | null;
  readonly cameraNotes: readonly CameraNote[];
  /** Begins one measurement; false when the device cannot now. */
  run(): boolean;
  /** Begins a trial; false when the device has no such part or is not free. */
  tryOut(kind: TrialKind): boolean;
  /** Ends what was begun; of a trial it resolves when the device is free. */
  cancel(): Promise<void>;
  /** A lost device is tried again at once. */
  retry(): void;
  stop(): Promise<void>;
}

export interface SlotContext {
  readonly clock: Clock;
  readonly rack: InstrumentRack;
  readonly onChange: () => void;
  readonly toStaff: (message: Extract<LiveMessage, { type: 'device-wave' | 'device-picture' }>) => void;
}

/** What the station says of the devices on its ports: `/api/clinic/devices/…` and messages of `/api/live`. */
import type { CameraNote } from './camera-note.ts';
import type { CaptureNature, InstrumentIdentity } from './provenance.ts';

/** Driver roles as screens know them; `camera` is a port of its own kind. */
export type DeviceRole = 'instrument' | 'oximeter' | 'pulse-sensor' | 'blood-pressure' | 'id-card' | 'camera';

/** Why a driver was or was not matched; screens hold the words. */
export type MatchReason =
  | { readonly kind: 'assigned' }
  | { readonly kind: 'unassigned' }
  | { readonly kind: 'simulator' }
  | { readonly kind: 'usb'; readonly usb: string; readonly product: string; readonly agreeing: readonly string[] }
  /** A converter chip: it sits in thousands of products, so no driver is started on its own. */
  | { readonly kind: 'converter'; readonly usb: string; readonly product: string }
  | { readonly kind: 'unknown-usb'; readonly usb: string }
  | { readonly kind: 'no-usb-ids' }
  | { readonly kind: 'no-driver'; readonly driverId: string }
  | { readonly kind: 'camera' }
  /** The instrument that the station was started with. */
  | { readonly kind: 'configured' };

export type DeviceState =
  /** No driver is running on this port. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready'; readonly lastCode: string | null }
  | { readonly kind: 'running' }
  | { readonly kind: 'lost'; readonly code: string; readonly retryInMs: number };

/** The last thing a device told, with nothing in it that names a person. */
export type DeviceReading = { readonly at: string } & (
  | {
      readonly kind: 'oximetry';
      readonly spo2Percent: number | null;
      readonly pulseRateBpm: number | null;
      readonly perfusionIndexPercent: number | null;
      readonly condition: string;
      /** Since when it has told values of the same finger; null while it has none. */
      readonly since: string | null;
    }
  | { readonly kind: 'beat'; readonly beatsPerMinute: number | null; readonly intervalMs: number | null }
  | { readonly kind: 'cuff-pressure'; readonly pressureMmHg: number }
  | {
      readonly kind: 'blood-pressure';
      readonly systolicMmHg: number;
      readonly meanMmHg: number;
      readonly diastolicMmHg: number;
      readonly pulseRateBpm: number | null;
    }
  | { readonly kind: 'card'; readonly maskedName: string }
  | { readonly kind: 'card-removed' }
  | { readonly kind: 'card-refused'; readonly code: string }
);

/** A wave or a picture shown outside any visit; nothing of it is kept. */
export const TRIAL_KINDS = ['pulse', 'picture'] as const;

export type TrialKind = (typeof TRIAL_KINDS)[number];

/** POST /api/clinic/devices/:id/trial */
export interface TrialRequest {
  readonly kind: TrialKind;
}

/** One port with what is on it. GET /api/clinic/devices; again in a live message whenever it changes. */
export interface DeviceCard {
  /** Of the port, for addresses. */
  readonly id: string;
  /** Stable across re-plugging where the system offers it. */
  readonly path: string;
  /** Maker and USB ids as the system gives them; empty where it gives none. */
  readonly description: string;
  readonly driver: { readonly id: string; readonly title: string; readonly role: DeviceRole } | null;
  readonly score: number;
  readonly reason: MatchReason;
  readonly nature: CaptureNature;
  readonly identity: InstrumentIdentity | null;
  /** What the device can be tried for. */
  readonly trials: readonly TrialKind[];
  /** The trial that runs now. */
  readonly trying: TrialKind | null;
  /** What of a camera could not be held still. */
  readonly cameraNotes: readonly CameraNote[];
  readonly state: DeviceState;
  readonly reading: DeviceReading | null;
}

/** A driver that a port can be given by hand. */
export interface DriverChoice {
  readonly id: string;
  readonly title: string;
  readonly role: DeviceRole;
}

/** GET /api/clinic/devices */
export interface DevicesView {
  readonly devices: readonly DeviceCard[];
  readonly drivers: readonly DriverChoice[];
  /** What the system could not be asked, by kind; empty when all was. */
  readonly notes: readonly 'no-udev'[];
}

/** PUT /api/clinic/devices/:id/driver; `automatic` goes by the USB ids again, `none` leaves the port alone. */
export interface AssignDriverRequest {
  readonly driver: string;
}

/** POST /api/clinic/visits/:id/readings and /api/visit/readings: the device's last reading becomes a measurement. */
export interface KeepReadingRequest {
  readonly deviceId: string;
  readonly confirmed: boolean;
  /** Once more, though this measurement was kept already. */
  readonly again?: boolean;
}

/** Whether a resident's card can be read here, without a word about whose it is. */
export type CardReaderState = 'absent' | 'lost' | 'waiting' | 'card-present' | 'card-refused';

/** What a page may keep at this moment: the newest readings that a measurement can be made of. */
export interface KeepableReading {
  readonly deviceId: string;
  readonly role: 'oximeter' | 'blood-pressure';
  readonly nature: CaptureNature;
  readonly reading: Extract<DeviceReading, { kind: 'oximetry' | 'blood-pressure' }>;
  /** When this measurement was kept, or null: then it is offered. */
  readonly keptAt: string | null;
}

import type { AppliedCalibration } from './tongue-detail.ts';

/** How a value came to be: a device measured it, or a person entered it. */
export type ValueOrigin = 'measured' | 'manual';

/** Whether the device behind a value was real, a recording played back, or a simulator. */
export type CaptureNature = 'live' | 'replayed' | 'simulated';

/** What an instrument says of itself in its handshake. */
export interface InstrumentIdentity {
  readonly driverId: string;
  readonly maker: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly firmwareVersion: string;
  readonly protocolVersion: string;
  /** ISO date of the last calibration, or null when the instrument does not know. */
  readonly calibratedOn: string | null;
  readonly nature: CaptureNature;
}

/** The source of a value; carried by every capture and finding into the record and the exchange. */
export interface Provenance {
  readonly origin: ValueOrigin;
  readonly nature: CaptureNature;
  readonly instrument: InstrumentIdentity | null;
  /** Account id of the member of staff present, or null when the resident worked alone. */
  readonly operatorId: string | null;
  /** ISO 8601 with offset, station clock. */
  readonly capturedAt: string;
  /** Software that computed the value, as `name@version`; null for a raw capture. */
  readonly method: string | null;
  /** Colour calibration that was valid for the camera; absent where there was none. */
  readonly calibration?: AppliedCalibration;
}

import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { LinkStatistics } from './instrument-driver.ts';

/** What a device beside the four-diagnosis instrument is for. */
export type PeripheralRole = 'oximeter' | 'pulse-sensor' | 'blood-pressure' | 'id-card';

/** One channel of a live wave, in the unit the device gives. `level` is an uncalibrated step of a converter. */
export interface WaveChannel {
  readonly name: string;
  readonly unit: 'level' | 'Pa';
  readonly samples: Float32Array;
}

/** Text fields of a resident's identity card, trimmed. The portrait stays encoded: its codec (WLT) is proprietary. */
export interface IdentityCard {
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** GB/T 3304 code of the ethnic group, two digits. */
  readonly ethnicGroupCode: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly address: string;
  readonly idNumber: string;
  readonly issuer: string;
  readonly validFrom: string;
  /** ISO date, or `long-term` for 长期. */
  readonly validUntil: string;
}

/** Everything a peripheral tells. Values the device marks invalid are null, never a guess. */
export type PeripheralReading =
  | {
      readonly kind: 'wave';
      /** Nominal rate of the device; the bytes carry no clock of their own unless `deviceTimeUs` is given. */
      readonly sampleRateHz: number;
      readonly channels: readonly WaveChannel[];
      readonly deviceTimeUs: number | null;
    }
  | {
      readonly kind: 'oximetry';
      readonly pulseRateBpm: number | null;
      readonly spo2Percent: number | null;
      readonly perfusionIndexPercent: number | null;
      /** 0 (none) to 1 (full), or null where the device gives none. */
      readonly signalStrength: number | null;
      readonly condition: OximeterCondition;
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
  | { readonly kind: 'identity-card'; readonly card: IdentityCard }
  /** A card lies there that gives no identity: said once, until another try. */
  | { readonly kind: 'card-refused'; readonly code: CardRefusal }
  | { readonly kind: 'card-removed' };

/** Moved or damaged; of another kind than a resident's; or with contents that cannot be right. */
export type CardRefusal = 'driver/card-unreadable' | 'driver/card-unsupported' | 'driver/card-invalid';

/** Why an oximeter gives no numbers, in the order a person should look. */
export type OximeterCondition =
  | 'ok'
  | 'probe-unplugged'
  | 'no-finger'
  | 'searching'
  | 'searching-too-long'
  | 'weak-pulse'
  | 'probe-error';

export type PeripheralState =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'running'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'lost'; readonly reason: 'unplugged' | 'silent' | 'protocol' | 'fault'; readonly code: string };

/**
 * A device with one activity. Oximeters, pulse sensors and card readers run until the signal aborts and then resolve;
 * a blood-pressure module runs one measurement and resolves when it is over (an abort releases the cuff first).
 * Whatever happens, a device that presses on a person is told to let go while the link can still be written.
 * Rejects with `DriverError` (codes `driver/…`). Every driver has a data-silence time-out.
 */
export interface PeripheralDriver {
  readonly id: string;
  readonly role: PeripheralRole;
  readonly state: PeripheralState;
  connect(): Promise<InstrumentIdentity>;
  run(onReading: (reading: PeripheralReading) => void, signal: AbortSignal): Promise<void>;
  statistics(): LinkStatistics;
  /** Returns a function that stops listening. */
  onState(listener: (state: PeripheralState) => void): () => void;
  disconnect(): Promise<void>;
}

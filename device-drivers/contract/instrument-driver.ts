import type { CapturedPicture, PictureKind } from '../../src/domain/picture.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { PressureStep, PulsePosition, PulseRecording, Wrist } from '../../src/domain/waveform.ts';

/** Bytes seen since the link was opened; nothing is thrown away uncounted. */
export interface LinkStatistics {
  readonly receivedBytes: number;
  readonly discardedBytes: number;
  readonly acceptedLines: number;
  readonly rejectedLines: number;
  readonly retries: number;
}

/** State of the connection as the layers above see it. */
export type LinkState =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'busy'; readonly identity: InstrumentIdentity; readonly task: 'pulse' | 'picture' | 'preview' }
  | { readonly kind: 'lost'; readonly reason: 'unplugged' | 'silent' | 'protocol' | 'fault'; readonly code: string };

export interface PulseStepPlan {
  readonly step: PressureStep;
  readonly targetPressurePa: number;
  readonly settleMs: number;
  readonly holdMs: number;
}

export interface PulseRequest {
  readonly wrist: Wrist;
  readonly steps: readonly PulseStepPlan[];
}

/** Progress of one wrist. `samples` come in batches of at most 100 ms; arrays share one length. */
export type PulseEvent =
  | { readonly kind: 'step-started'; readonly step: PressureStep; readonly targetPressurePa: number }
  | { readonly kind: 'settled'; readonly step: PressureStep }
  | {
      readonly kind: 'samples';
      readonly step: PressureStep;
      readonly deviceTimeUs: number;
      readonly sampleRateHz: number;
      readonly samplesPa: Readonly<Record<PulsePosition, Float32Array>>;
      readonly contactPressurePa: Readonly<Record<PulsePosition, number>>;
    }
  | { readonly kind: 'contact'; readonly inContact: Readonly<Record<PulsePosition, boolean>>; readonly motion: boolean }
  | { readonly kind: 'step-finished'; readonly step: PressureStep }
  | { readonly kind: 'released' };

export interface PictureRequest {
  readonly kind: PictureKind;
}

export type PictureEvent =
  | { readonly kind: 'lamp'; readonly on: boolean }
  | {
      readonly kind: 'progress';
      readonly receivedBytes: number;
      readonly totalBytes: number;
      readonly resentChunks: number;
    };

/** The built-in colour reference as the camera sees it; the same picture from day to day unless lamp or camera have changed. */
export type ReferencePicture = Omit<CapturedPicture, 'kind'>;

/** A small picture for aiming only; never measured, never stored. */
export interface PreviewFrame {
  readonly kind: PictureKind;
  readonly mediaType: 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** A part of a visit that an instrument captures. */
export type InstrumentPart = 'pulse' | PictureKind;

/**
 * An instrument that captures all parts of a visit, or some of them (a pulse instrument, a camera): a task that is none of
 * its parts is refused with `driver/bad-request`. One task at a time; an `AbortSignal` ends a task within 1 s.
 * However a pulse task ends (done, aborted, fault, link lost while still writable) the pressure is released.
 * Rejects with `DriverError` (codes `driver/…`).
 */
export interface InstrumentDriver {
  readonly id: string;
  readonly parts: readonly InstrumentPart[];
  readonly state: LinkState;
  connect(): Promise<InstrumentIdentity>;
  measurePulse(
    request: PulseRequest,
    onEvent: (event: PulseEvent) => void,
    signal: AbortSignal,
  ): Promise<PulseRecording>;
  takePicture(
    request: PictureRequest,
    onEvent: (event: PictureEvent) => void,
    signal: AbortSignal,
  ): Promise<CapturedPicture>;
  /**
   * Photographs the colour reference that is built into the instrument. Absent where instruments of this kind have none; rejects
   * with `driver/no-reference` where this one has none.
   */
  takeReference?(signal: AbortSignal): Promise<ReferencePicture>;
  /** Streams preview frames until the signal aborts; resolves then. */
  preview(request: PictureRequest, onFrame: (frame: PreviewFrame) => void, signal: AbortSignal): Promise<void>;
  statistics(): LinkStatistics;
  /** Returns a function that stops listening. */
  onState(listener: (state: LinkState) => void): () => void;
  disconnect(): Promise<void>;
}

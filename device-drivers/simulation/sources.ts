import type { PictureKind } from '../../src/domain/picture.ts';
import type { PressureStep, PulsePosition, Wrist } from '../../src/domain/waveform.ts';

/** What the simulated sensor feels: where, at which step, pressed how hard. */
export interface PulseContext {
  readonly wrist: Wrist;
  readonly step: PressureStep;
  readonly targetPressurePa: number;
}

/** A wave for a simulated instrument: generated, or read from a recording. Deterministic in (context, index). */
export interface PulseSource {
  /** For the device identity and the log: `synthetic slippery 72/min seed 7`, `file data.csv`. */
  readonly description: string;
  readonly synthetic: boolean;
  readonly sampleRateHz: number;
  /** Pulse pressure in Pa (without static contact pressure) for samples `fromIndex … fromIndex+count-1`. */
  read(context: PulseContext, fromIndex: number, count: number): Readonly<Record<PulsePosition, Float32Array>>;
}

export interface SimulatedPicture {
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** Pictures for a simulated instrument: rendered, or read from files. */
export interface PictureSource {
  readonly description: string;
  readonly synthetic: boolean;
  /** Shows a drawn person, who does not hold quite still before a camera that streams. */
  readonly sways?: true;
  /** Full picture, and a small JPEG (long side about 320 px) for aiming. */
  picture(kind: PictureKind): Promise<SimulatedPicture>;
  preview(kind: PictureKind, frameIndex: number): Promise<SimulatedPicture>;
}

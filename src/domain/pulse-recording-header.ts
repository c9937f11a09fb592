import { CodecError } from './codec-error.ts';
import { PRESSURE_STEPS, type PulseSegment, type Wrist } from './waveform.ts';

export type SegmentHeader = Omit<PulseSegment, 'samplesPa' | 'contactPressurePa'> & { readonly sampleCount: number };

export interface PulseRecordingHeader {
  readonly wrist: Wrist;
  readonly segments: readonly SegmentHeader[];
}

/** Reads the JSON header and keeps only what the format knows. Throws `codec/invalid-header`. */
export function parsePulseRecordingHeader(bytes: Uint8Array): PulseRecordingHeader {
  const header = parseJson(bytes);
  const { wrist, segments } = record(header);
  if (wrist !== 'left' && wrist !== 'right') throw invalid('wrist');
  return { wrist, segments: list(segments, 'segments').map(segmentHeader) };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('json');
  }
}

function segmentHeader(value: unknown): SegmentHeader {
  const fields = record(value);
  const step = PRESSURE_STEPS.find((known) => known === fields.step);
  if (step === undefined) throw invalid('step');
  return {
    step,
    targetPressurePa: finite(fields, 'targetPressurePa'),
    startedAtDeviceUs: finite(fields, 'startedAtDeviceUs'),
    sampleRateHz: finite(fields, 'sampleRateHz'),
    sampleCount: count(fields, 'sampleCount'),
    gaps: list(fields.gaps, 'gaps').map((gap) => ({
      beforeIndex: count(record(gap), 'beforeIndex'),
      missingSamples: count(record(gap), 'missingSamples'),
    })),
    disturbed: list(fields.disturbed, 'disturbed').map((range) => disturbance(record(range))),
  };
}

function disturbance(fields: Readonly<Record<string, unknown>>): PulseSegment['disturbed'][number] {
  const kind = fields.kind;
  if (kind !== 'motion' && kind !== 'no-contact') throw invalid('kind');
  return { fromIndex: count(fields, 'fromIndex'), toIndex: count(fields, 'toIndex'), kind };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('object');
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(field);
  return value;
}

function finite(fields: Readonly<Record<string, unknown>>, field: string): number {
  const value = fields[field];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(field);
  return value;
}

function count(fields: Readonly<Record<string, unknown>>, field: string): number {
  const value = finite(fields, field);
  if (!Number.isSafeInteger(value) || value < 0) throw invalid(field);
  return value;
}

function invalid(field: string): CodecError {
  return new CodecError('codec/invalid-header', 'The header is not what the format prescribes', { field });
}

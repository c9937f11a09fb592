/**
 * Collects the sample lines of one pressure step into a segment. Lines may come late or twice.
 * What is missing is recorded as a gap, never interpolated: by sample index where lines were lost, and by device time
 * where the index runs on but the clock says that the sensor did not.
 */
import type { PulsePosition, PulseSegment } from '../../src/domain/waveform.ts';
import type { PulseStepPlan } from '../contract/instrument-driver.ts';
import type { PulseLine } from './pulse-line.ts';

export type PulseLineVerdict = 'in-order' | 'late' | 'repeated' | 'beyond-plan' | 'clock-went-back';

export interface PulseAssembly {
  add(line: PulseLine): PulseLineVerdict;
  readonly sampleCount: number;
  /** `takenSamples`: how many the instrument says it took; a shortfall becomes a gap at the end. */
  finish(takenSamples: number): PulseSegment;
}

/** Successive lines may disagree by this many sample periods before the clock is held to have jumped. */
const TIME_TOLERANCE_SAMPLES = 2;

type Gap = PulseSegment['gaps'][number];
type Disturbance = PulseSegment['disturbed'][number];

export function createPulseAssembly(plan: PulseStepPlan, sampleRateHz: number): PulseAssembly {
  const lines = new Map<number, PulseLine>();
  const periodUs = 1_000_000 / sampleRateHz;
  // One second more than planned: a device that never ends a step must not fill the memory.
  const maxIndex = Math.ceil((plan.holdMs / 1000 + 1) * sampleRateHz);
  let last: PulseLine | null = null;
  let sampleCount = 0;

  return {
    add(line) {
      if (line.firstIndex + line.cunPa.length > maxIndex) return 'beyond-plan';
      if (lines.has(line.firstIndex)) return 'repeated';
      const late = last !== null && line.firstIndex < last.firstIndex;
      if (!late && last !== null && timeSlipSamples(last, line, periodUs) < -TIME_TOLERANCE_SAMPLES) {
        return 'clock-went-back';
      }
      lines.set(line.firstIndex, line);
      sampleCount += line.cunPa.length;
      if (!late) last = line;
      return late ? 'late' : 'in-order';
    },
    get sampleCount() {
      return sampleCount;
    },
    finish(takenSamples) {
      const ordered = withoutOverlap([...lines.values()].sort((a, b) => a.firstIndex - b.firstIndex));
      return {
        step: plan.step,
        targetPressurePa: plan.targetPressurePa,
        startedAtDeviceUs: ordered[0]?.deviceTimeUs ?? 0,
        sampleRateHz,
        samplesPa: byPosition((at) => joinSamples(ordered.map((line) => wavesOf(line)[at]))),
        contactPressurePa: byPosition((at) => joinSamples(ordered.map((line) => contactWave(line, at)))),
        gaps: findGaps(ordered, takenSamples, periodUs),
        disturbed: findDisturbances(ordered),
      };
    },
  };
}

/** How many samples the device clock ran ahead of the sample index between two lines. */
function timeSlipSamples(from: PulseLine, to: PulseLine, periodUs: number): number {
  return (to.deviceTimeUs - from.deviceTimeUs) / periodUs - (to.firstIndex - from.firstIndex);
}

function withoutOverlap(lines: readonly PulseLine[]): readonly PulseLine[] {
  let nextIndex = 0;
  return lines.filter((line) => {
    if (line.firstIndex < nextIndex) return false;
    nextIndex = line.firstIndex + line.cunPa.length;
    return true;
  });
}

function findGaps(lines: readonly PulseLine[], takenSamples: number, periodUs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let kept = 0;
  let nextIndex = 0;
  let previous: PulseLine | null = null;
  const note = (missingSamples: number): void => {
    if (missingSamples > 0) gaps.push({ beforeIndex: kept, missingSamples });
  };
  for (const line of lines) {
    const slip = previous === null ? 0 : timeSlipSamples(previous, line, periodUs);
    note(line.firstIndex - nextIndex + (slip > TIME_TOLERANCE_SAMPLES ? Math.round(slip) : 0));
    kept += line.cunPa.length;
    nextIndex = line.firstIndex + line.cunPa.length;
    previous = line;
  }
  note(takenSamples - nextIndex);
  return gaps;
}

function findDisturbances(lines: readonly PulseLine[]): readonly Disturbance[] {
  return [
    ...rangesWhere(lines, 'motion', (line) => line.motion),
    ...rangesWhere(lines, 'no-contact', (line) => line.contact.includes(false)),
  ].sort((a, b) => a.fromIndex - b.fromIndex);
}

function rangesWhere(
  lines: readonly PulseLine[],
  kind: Disturbance['kind'],
  disturbed: (line: PulseLine) => boolean,
): readonly Disturbance[] {
  const ranges: Disturbance[] = [];
  let at = 0;
  let fromIndex = -1;
  for (const line of lines) {
    if (disturbed(line) && fromIndex === -1) fromIndex = at;
    if (!disturbed(line) && fromIndex !== -1) {
      ranges.push({ fromIndex, toIndex: at, kind });
      fromIndex = -1;
    }
    at += line.cunPa.length;
  }
  if (fromIndex !== -1) ranges.push({ fromIndex, toIndex: at, kind });
  return ranges;
}

type ChannelIndex = 0 | 1 | 2;

export function byPosition<T>(value: (channel: ChannelIndex) => T): Readonly<Record<PulsePosition, T>> {
  return { cun: value(0), guan: value(1), chi: value(2) };
}

function wavesOf(line: PulseLine): readonly [Float32Array, Float32Array, Float32Array] {
  return [line.cunPa, line.guanPa, line.chiPa];
}

/** The contact pressure is sent once a line and holds for its samples. */
function contactWave(line: PulseLine, channel: ChannelIndex): Float32Array {
  return new Float32Array(line.cunPa.length).fill(line.contactPressurePa[channel]);
}

function joinSamples(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

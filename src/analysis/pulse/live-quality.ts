import type { Quality, QualityReason } from '../../domain/quality.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../../domain/waveform.ts';
import { LEAST_RANGE_PA } from './analyze-recording.ts';
import { detectSystolicPeaks } from './beat-detection.ts';
import { signalFaults } from './signal-quality.ts';

export interface LivePulseState {
  /** Judgement of the last seconds; the best position counts. */
  readonly quality: Quality;
  /** Beats felt since the monitor was created. */
  readonly beats: number;
}

export interface LivePulseMonitor {
  /** One batch per position, Pa, of equal length, in order; with what the instrument says of contact and motion. */
  push(
    samplesPa: Readonly<Record<PulsePosition, Float32Array>>,
    inContact: Readonly<Record<PulsePosition, boolean>>,
    motion: boolean,
  ): LivePulseState;
}

/** Enough for three beats at 45 a minute. */
const WINDOW_S = 4;
/** The first word is given after this much data. */
const FIRST_WORD_S = 1;
/** A peak counts once this much of the wave behind it is seen. */
const CONFIRM_S = 0.3;
const REFRACTORY_S = 0.27;

/** Keeps the last four seconds per position and looks at them anew with each batch; memory does not grow. */
export function createLivePulseMonitor(sampleRateHz: number): LivePulseMonitor {
  const capacity = Math.ceil(WINDOW_S * sampleRateHz);
  const windows: Record<PulsePosition, Float64Array> = {
    cun: new Float64Array(0),
    guan: new Float64Array(0),
    chi: new Float64Array(0),
  };
  let received = 0;
  let beats = 0;
  let lastBeat = Number.NEGATIVE_INFINITY;

  function countBeats(window: Float64Array): void {
    const start = received - window.length;
    for (const peak of detectSystolicPeaks(window, sampleRateHz)) {
      const confirmed = peak < window.length - CONFIRM_S * sampleRateHz;
      if (!confirmed || start + peak < lastBeat + REFRACTORY_S * sampleRateHz) continue;
      beats += 1;
      lastBeat = start + peak;
    }
  }

  return {
    push(samplesPa, inContact, motion) {
      for (const position of PULSE_POSITIONS)
        windows[position] = appended(windows[position], samplesPa[position], capacity);
      received += samplesPa.guan.length;
      if (windows.guan.length < FIRST_WORD_S * sampleRateHz) return { quality: unusable(['too-short']), beats };
      const touching = PULSE_POSITIONS.filter((position) => inContact[position]);
      const judged = touching.map((position) => ({
        window: windows[position],
        faults: signalFaults(windows[position], sampleRateHz, LEAST_RANGE_PA),
      }));
      const best = judged.toSorted((a, b) => a.faults.length - b.faults.length || range(b.window) - range(a.window))[0];
      if (motion) return { quality: unusable(['motion']), beats };
      if (best === undefined) return { quality: unusable(['no-contact']), beats };
      if (best.faults.length > 0) return { quality: unusable(best.faults), beats };
      countBeats(best.window);
      const clear = judged.filter(({ faults }) => faults.length === 0).length;
      return { quality: { score: clear / PULSE_POSITIONS.length, usable: true, reasons: [] }, beats };
    },
  };
}

function unusable(reasons: readonly QualityReason[]): Quality {
  return { score: 0, usable: false, reasons };
}

function appended(window: Float64Array, batch: Float32Array, capacity: number): Float64Array {
  const kept = window.subarray(Math.max(0, window.length + batch.length - capacity));
  const next = new Float64Array(Math.min(capacity, kept.length + batch.length));
  next.set(kept);
  next.set(batch.subarray(Math.max(0, batch.length - capacity)), kept.length);
  return next;
}

function range(window: Float64Array): number {
  return (
    window.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) -
    window.reduce((a, b) => Math.min(a, b), Infinity)
  );
}

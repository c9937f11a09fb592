import type { Quality, QualityReason } from '../../domain/quality.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../../domain/waveform.ts';
import { detectSystolicPeaks } from './beat-detection.ts';
import { LiveChannel, type LiveChannelState, liveTiming } from './live-channel.ts';

export interface LivePulseState {
  /** Samples judged so far; the state is that of their last second. */
  readonly samples: number;
  /** The best position counts. */
  readonly quality: Quality;
  /** Beats felt since the monitor was created. */
  readonly beats: number;
  readonly channels: Readonly<Record<PulsePosition, LiveChannelState>>;
}

export interface LivePulseMonitor {
  /** One batch per position, Pa, of equal length, in order; with what the instrument says of contact and motion. */
  push(
    samplesPa: Readonly<Record<PulsePosition, Float32Array>>,
    inContact: Readonly<Record<PulsePosition, boolean>>,
    motion: boolean,
  ): LivePulseState;
}

/** The first word is given after this much data. */
const FIRST_WORD_S = 1;
/** A peak counts once this much of the wave behind it is seen. */
const CONFIRM_S = 0.3;
const REFRACTORY_S = 0.27;

const NOTHING: LiveChannelState = { range: 0, faults: ['too-short'] };
const NOT_YET: LivePulseState = {
  samples: 0,
  quality: unusable(['too-short']),
  beats: 0,
  channels: { cun: NOTHING, guan: NOTHING, chi: NOTHING },
};

/**
 * Judges a stream every 0.1 s of samples, in memory that does not grow. The state depends on the samples alone: any cutting
 * into batches gives the same states, and a batch that completes none gives the one before.
 */
export function createLivePulseMonitor(sampleRateHz: number): LivePulseMonitor {
  const { hopSamples, liveRateHz, stride } = liveTiming(sampleRateHz);
  const channels = {
    cun: new LiveChannel(sampleRateHz),
    guan: new LiveChannel(sampleRateHz),
    chi: new LiveChannel(sampleRateHz),
  };
  let inHop = 0;
  let samples = 0;
  let beats = 0;
  let lastBeat = Number.NEGATIVE_INFINITY;
  let state = NOT_YET;

  /** Counted on the thinned window of one channel; places are in averages since the start. */
  function countBeats(window: Float64Array): void {
    const start = samples / stride - window.length;
    for (const peak of detectSystolicPeaks(window, liveRateHz)) {
      const confirmed = peak < window.length - CONFIRM_S * liveRateHz;
      if (!confirmed || start + peak < lastBeat + REFRACTORY_S * liveRateHz) continue;
      beats += 1;
      lastBeat = start + peak;
    }
  }

  function judge(inContact: Readonly<Record<PulsePosition, boolean>>, motion: boolean): LivePulseState {
    const judged = {
      cun: channels.cun.judge(inContact.cun),
      guan: channels.guan.judge(inContact.guan),
      chi: channels.chi.judge(inContact.chi),
    };
    if (samples < FIRST_WORD_S * sampleRateHz) return { ...NOT_YET, samples };
    const best = bestOf(judged);
    const quality = motion ? unusable(['motion']) : qualityOf(judged, best);
    if (quality.usable) countBeats(channels[best].window);
    return { samples, quality, beats, channels: judged };
  }

  return {
    push(samplesPa, inContact, motion) {
      const count = samplesPa.guan.length;
      for (let from = 0; from < count; ) {
        const to = Math.min(count, from + hopSamples - inHop);
        for (const position of PULSE_POSITIONS) channels[position].take(samplesPa[position], from, to);
        inHop += to - from;
        samples += to - from;
        from = to;
        if (inHop < hopSamples) continue;
        inHop = 0;
        state = judge(inContact, motion);
      }
      return state;
    },
  };
}

/** Fewest faults first, then the largest wave. */
function bestOf(channels: LivePulseState['channels']): PulsePosition {
  const order = PULSE_POSITIONS.toSorted(
    (a, b) => channels[a].faults.length - channels[b].faults.length || channels[b].range - channels[a].range,
  );
  return order[0] as PulsePosition;
}

/** One clear position is enough, unless another was moved: motion at one is motion at all. */
function qualityOf(channels: LivePulseState['channels'], best: PulsePosition): Quality {
  const { faults } = channels[best];
  if (faults.length > 0) return unusable(faults);
  if (PULSE_POSITIONS.some((position) => channels[position].faults.includes('motion'))) return unusable(['motion']);
  const clear = PULSE_POSITIONS.filter((position) => channels[position].faults.length === 0).length;
  return { score: clear / PULSE_POSITIONS.length, usable: true, reasons: [] };
}

function unusable(reasons: readonly QualityReason[]): Quality {
  return { score: 0, usable: false, reasons };
}

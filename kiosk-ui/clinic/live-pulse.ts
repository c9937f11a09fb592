import type { PulseGuidance } from '../../src/domain/pulse-guidance.ts';
import type { QualityReason } from '../../src/domain/quality.ts';
import type { LiveMessage } from '../../src/domain/station-api.ts';
import { type PressureStep, PULSE_POSITIONS, type Wrist } from '../../src/domain/waveform.ts';
import { NO_ADVICE_YET, type SteadyAdvice, steadied } from '../shared/steady-advice.ts';

/** The pulse that is being taken at this station right now. */
export interface LivePulse {
  readonly wrist: Wrist;
  readonly step: PressureStep | null;
  readonly reasons: readonly QualityReason[];
  readonly guidance: PulseGuidance | null;
  readonly advice: SteadyAdvice;
}

const ENDED = new Set(['analysing', 'accepted', 'rejected', 'failed', 'cancelled']);

/** The view after one live message; null while no pulse is taken. */
export function afterLive(before: LivePulse | null, message: LiveMessage): LivePulse | null {
  if (message.type === 'capture') return afterPhase(before, message);
  if (message.type !== 'pulse') return before;
  const { wrist, quality, guidance = null, samplesPa, sampleRateHz } = message;
  const known = before?.wrist === wrist ? before : started(wrist);
  const elapsedS = Math.max(...PULSE_POSITIONS.map((position) => samplesPa[position].length)) / sampleRateHz;
  const advice = guidance === null ? known.advice : steadied(known.advice, guidance.advice, elapsedS);
  return { ...known, reasons: quality.reasons, guidance, advice };
}

function afterPhase(
  before: LivePulse | null,
  { kind, phase }: Extract<LiveMessage, { type: 'capture' }>,
): LivePulse | null {
  if (kind !== 'pulse-left' && kind !== 'pulse-right') return before;
  if (ENDED.has(phase.phase)) return null;
  const wrist = kind === 'pulse-left' ? 'left' : 'right';
  const known = before?.wrist === wrist ? before : started(wrist);
  if (phase.phase === 'settling') return { ...known, step: phase.step, guidance: null, advice: NO_ADVICE_YET };
  return phase.phase === 'sampling' ? { ...known, step: phase.step } : known;
}

function started(wrist: Wrist): LivePulse {
  return { wrist, step: null, reasons: [], guidance: null, advice: NO_ADVICE_YET };
}

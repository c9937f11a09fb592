import type { PulseChannelFinding, PulseFinding } from './finding.ts';
import type { InstrumentIdentity } from './provenance.ts';
import type { Visit } from './visit.ts';
import { PRESSURE_STEPS, type PressureStep, PULSE_POSITIONS, type PulsePosition, type Wrist } from './waveform.ts';

/** What an earlier visit lends to a comparison: its pulse, when it was, and what it was measured with. */
export interface EarlierPulse {
  readonly visitId: string;
  readonly startedAt: string;
  readonly pulse: Partial<Record<Wrist, PulseFinding>>;
  readonly instruments: Partial<Record<Wrist, InstrumentIdentity>>;
}

/** GET /api/clinic/visits/:id/earlier-pulse: null when no earlier complete visit of the resident holds a pulse. */
export interface EarlierPulseAnswer {
  readonly earlier: EarlierPulse | null;
}

/** Why an earlier wave is not laid under the present one; screens hold the words. */
export type NotComparable =
  | 'no-earlier-pulse'
  | 'other-instrument'
  | 'poor-quality'
  | 'other-pressure'
  | 'not-measured'
  | 'no-waves-kept';

export type OverlayChoice =
  | { readonly kind: 'overlay'; readonly earlier: PulseChannelFinding }
  | { readonly kind: 'none'; readonly why: NotComparable };

/**
 * Contact pressures further apart than this change the wave by themselves: at the spread of ordinary amplitude–pressure
 * curves a tenth of the pressure changes the height by a few percent, which is within what two captures of a minute differ.
 */
const PRESSURE_SHARE = 0.1;

export function pulseOf(visit: Visit): EarlierPulse {
  const instruments = (wrist: Wrist) =>
    visit.captures.find(({ kind }) => kind === `pulse-${wrist}`)?.provenance.instrument ?? null;
  const [left, right] = [instruments('left'), instruments('right')];
  return {
    visitId: visit.id,
    startedAt: visit.startedAt,
    pulse: visit.findings.pulse,
    instruments: { ...(left === null ? {} : { left }), ...(right === null ? {} : { right }) },
  };
}

export function channelOf(
  finding: PulseFinding | undefined,
  position: PulsePosition,
  step: PressureStep,
): PulseChannelFinding | null {
  return finding?.channels?.findLast((channel) => channel.position === position && channel.step === step) ?? null;
}

/** Whether the earlier wave at one position and pressure may be laid under the present one. Both must be of good quality. */
export function overlayOf(
  present: EarlierPulse,
  earlier: EarlierPulse | null,
  wrist: Wrist,
  position: PulsePosition,
  step: PressureStep,
): OverlayChoice {
  const none = (why: NotComparable): OverlayChoice => ({ kind: 'none', why });
  const before = earlier?.pulse[wrist];
  if (earlier === null || before === undefined) return none('no-earlier-pulse');
  if (before.channels === undefined) return none('no-waves-kept');
  if (!sameKind(present.instruments[wrist], earlier.instruments[wrist])) return none('other-instrument');
  const [now, then] = [channelOf(present.pulse[wrist], position, step), channelOf(before, position, step)];
  if (now === null || then === null) return none('not-measured');
  if (!now.quality.usable || !then.quality.usable) return none('poor-quality');
  const apart = Math.abs(now.contactPressurePa - then.contactPressurePa);
  if (apart > PRESSURE_SHARE * now.contactPressurePa) return none('other-pressure');
  return { kind: 'overlay', earlier: then };
}

/** The same model through the same driver, and both real or both not. */
function sameKind(a: InstrumentIdentity | undefined, b: InstrumentIdentity | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.driverId === b.driverId && a.maker === b.maker && a.model === b.model && a.nature === b.nature;
}

/** Every reason that keeps an earlier wave away at this wrist, each once, in the order of positions and pressures. */
export function reasonsNotComparable(
  present: EarlierPulse,
  earlier: EarlierPulse | null,
  wrist: Wrist,
): readonly NotComparable[] {
  const choices = PULSE_POSITIONS.flatMap((position) =>
    PRESSURE_STEPS.map((step) => overlayOf(present, earlier, wrist, position, step)),
  );
  return [...new Set(choices.flatMap((choice) => (choice.kind === 'none' ? [choice.why] : [])))];
}

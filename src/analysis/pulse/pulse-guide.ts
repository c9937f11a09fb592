import type { PressurePoint, PulseGuidance } from '../../domain/pulse-guidance.ts';
import { PRESSURE_STEPS, type PressureStep, PULSE_POSITIONS, type PulsePosition } from '../../domain/waveform.ts';
import type { LivePulseState } from './live-quality.ts';
import { curveTop } from './pressure-curve.ts';
import { pulseAdvice } from './pulse-advice.ts';
import { median, quantile } from './statistics.ts';

type PerPosition<T> = Readonly<Record<PulsePosition, T>>;

/** What the instrument did while the state was judged. */
export interface GuideContext {
  readonly step: PressureStep;
  /** Static contact pressure, Pa. */
  readonly contactPressurePa: PerPosition<number>;
  /** Null where the pressure is set by hand. */
  readonly targetPressurePa: number | null;
}

/** The positioning aid of one wrist over all its steps. */
export interface PulseGuide {
  /** Null until one second was measured. A state that was seen before changes nothing. */
  observe(state: LivePulseState, context: GuideContext): PulseGuidance | null;
}

/** Amplitudes at pressures nearer than this belong to one point of the curve: 7.5 mmHg. */
const PRESSURE_BIN_PA = 1_000;
/** So much is remembered of each step or pressure: a minute of judgements. */
const MOST_REMEMBERED = 600;
/** An amplitude is told after this many judgements: a second. */
const LEAST_SEEN = 10;
/** Single seconds of a slow pulse hold no crest, so the amplitude is an upper quantile of their ranges. */
const SEEN_QUANTILE = 0.75;

export function createPulseGuide(): PulseGuide {
  const bySteps = new Map<string, number[]>();
  const byPressure = new Map<string, number[]>();
  const pressures = new Map<string, number[]>();
  let judged: LivePulseState | null = null;

  function remember(store: Map<string, number[]>, key: string, amplitudePa: number): void {
    const list = store.get(key) ?? [];
    if (list.length < MOST_REMEMBERED) list.push(amplitudePa);
    store.set(key, list);
  }

  function learn({ quality, channels }: LivePulseState, { step, contactPressurePa }: GuideContext): void {
    if (!quality.usable) return;
    for (const position of PULSE_POSITIONS) {
      const { range, faults } = channels[position];
      if (faults.length > 0) continue;
      remember(bySteps, `${position}/${step}`, range);
      const bin = `${position}/${Math.round(contactPressurePa[position] / PRESSURE_BIN_PA)}`;
      remember(byPressure, bin, range);
      remember(pressures, bin, contactPressurePa[position]);
    }
  }

  const known = (store: Map<string, number[]>, key: string) => {
    const list = store.get(key) ?? [];
    return list.length < LEAST_SEEN ? null : quantile(list, SEEN_QUANTILE);
  };

  function curveOf(position: PulsePosition | null): PressurePoint[] {
    return [...byPressure.keys()]
      .filter((key) => key.startsWith(`${position}/`))
      .map((key) => ({ pressurePa: median(pressures.get(key) ?? []), amplitudePa: known(byPressure, key) }))
      .filter((point): point is PressurePoint => point.amplitudePa !== null)
      .sort((a, b) => a.pressurePa - b.pressurePa);
  }

  return {
    observe(state, context) {
      if (state.samples === 0) return null;
      if (state !== judged) learn(state, context);
      judged = state;
      const amplitudePa = perPosition((position) => amplitudeOf(state, position));
      const ranked = PULSE_POSITIONS.filter((position) => amplitudePa[position] !== null).toSorted(
        (a, b) => (amplitudePa[b] ?? 0) - (amplitudePa[a] ?? 0),
      );
      const strongest = ranked[0] ?? null;
      const pressureCurve = curveOf(strongest);
      return {
        amplitudePa,
        strongest,
        weakest: ranked.length > 1 ? (ranked.at(-1) ?? null) : null,
        byStepPa: perStep((step) => perPosition((position) => known(bySteps, `${position}/${step}`))),
        pressureCurve,
        optimalPressurePa: curveTop(pressureCurve),
        advice: pulseAdvice({
          quality: state.quality,
          amplitudePa,
          contactPressurePa: pressedPa(state, context),
          targetPressurePa: context.targetPressurePa,
        }),
      };
    },
  };
}

function amplitudeOf({ channels }: LivePulseState, position: PulsePosition): number | null {
  const { range, faults } = channels[position];
  return faults.some((fault) => fault !== 'too-weak') ? null : range;
}

/** Mean pressure of the positions that touch; null where none does. */
function pressedPa({ channels }: LivePulseState, { contactPressurePa }: GuideContext): number | null {
  const touching = PULSE_POSITIONS.filter((position) => !channels[position].faults.includes('no-contact'));
  const sum = touching.reduce((total, position) => total + contactPressurePa[position], 0);
  return touching.length === 0 ? null : sum / touching.length;
}

function perPosition<T>(make: (position: PulsePosition) => T): PerPosition<T> {
  return { cun: make('cun'), guan: make('guan'), chi: make('chi') };
}

function perStep<T>(make: (step: PressureStep) => T): Readonly<Record<PressureStep, T>> {
  return Object.fromEntries(PRESSURE_STEPS.map((step) => [step, make(step)])) as Record<PressureStep, T>;
}

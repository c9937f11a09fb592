import type { PressureCurve } from '../../domain/finding.ts';
import type { PressurePoint } from '../../domain/pulse-guidance.ts';
import { PRESSURE_STEPS, type PulsePosition } from '../../domain/waveform.ts';

type Point = PressureCurve['points'][number];

/**
 * Pulse height over contact pressure at one position (P–h curve). The pressure of the largest pulse is the index of depth
 * (Evid Based Complement Alternat Med 2013:938641); between three steps it is the top of the parabola through them.
 */
export function pressureCurve(position: PulsePosition, measured: readonly Point[]): PressureCurve {
  const points = measured.toSorted((a, b) => a.pressurePa - b.pressurePa);
  const largest = points.toSorted((a, b) => b.amplitudePa - a.amplitudePa)[0];
  return {
    position,
    points,
    bestPressurePa: points.length === PRESSURE_STEPS.length ? curveTop(points) : null,
    bestStep: points.length > 1 && largest !== undefined ? largest.step : null,
  };
}

/**
 * Pressure of the largest pulse: the top of the parabola through the largest point and its neighbours. `points` rise in
 * pressure. Null when they show no top: it may lie beyond either end.
 */
export function curveTop(points: readonly PressurePoint[]): number | null {
  let largest = 0;
  points.forEach(({ amplitudePa }, i) => {
    if (amplitudePa > (points[largest]?.amplitudePa ?? 0)) largest = i;
  });
  const middle = Math.min(Math.max(1, largest), points.length - 2);
  return topOf(points.slice(Math.max(0, middle - 1), middle + 2));
}

/** Null where the parabola through three points has no top between the outer two. */
function topOf(points: readonly PressurePoint[]): number | null {
  const [p, q, r] = points;
  if (p === undefined || q === undefined || r === undefined) return null;
  const first = (q.amplitudePa - p.amplitudePa) / (q.pressurePa - p.pressurePa);
  const second = (r.amplitudePa - q.amplitudePa) / (r.pressurePa - q.pressurePa);
  const bend = (second - first) / (r.pressurePa - p.pressurePa);
  if (!(bend < 0)) return null;
  const top = (p.pressurePa + q.pressurePa) / 2 - first / (2 * bend);
  return top >= p.pressurePa && top <= r.pressurePa ? top : null;
}

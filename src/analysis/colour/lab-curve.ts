/** Steps of the cube-root table over 0…1. With linear interpolation the error in L*, a*, b* stays below 0.01. */
const STEPS = 8192;
const KNEE = (6 / 29) ** 3;
const CURVE = Float32Array.from({ length: STEPS + 2 }, (_, step) => exact(step / STEPS));

function exact(t: number): number {
  return t > KNEE ? Math.cbrt(t) : ((29 / 6) ** 2 / 3) * t + 4 / 29;
}

/** The lightness curve of CIELAB (CIE 15:2018, clause 8.2.1) by table; t over 0…1, cut outside. */
export function labCurve(t: number): number {
  const position = Math.min(Math.max(t, 0), 1) * STEPS;
  const step = position | 0;
  const low = CURVE[step] ?? 0;
  return low + ((CURVE[step + 1] ?? low) - low) * (position - step);
}

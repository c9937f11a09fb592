import { describe, expect, it } from 'vitest';
import { pulseParameters } from '../../../src/analysis/pulse/parameters.ts';
import type { BeatFiducials } from '../../../src/domain/finding.ts';

/** A drawn beat at 100 Hz: up to 30 at 10, down to 12 at 40, up to 15 at 50, down to 0 at 100. */
const KNOTS = [
  [0, 0],
  [10, 30],
  [40, 12],
  [50, 15],
  [100, 0],
] as const;

function drawn(): Float64Array {
  return Float64Array.from({ length: 100 }, (_, i) => {
    const k = KNOTS.findIndex(([x]) => x > i);
    const [x0, y0] = KNOTS[k - 1] ?? KNOTS[0];
    const [x1, y1] = KNOTS[k] ?? KNOTS[4];
    return y0 + ((y1 - y0) * (i - x0)) / (x1 - x0);
  });
}

const POINTS: BeatFiducials = {
  onset: 0,
  systolicPeak: 10,
  dicroticNotch: 40,
  diastolicPeak: 50,
  u: null,
  v: null,
  w: null,
  a: null,
  b: null,
  c: 20,
  d: null,
  e: null,
  f: null,
  p1: null,
  p2: 25,
};

describe('parameters of a drawn beat', () => {
  const p = pulseParameters(drawn(), POINTS, 100);

  it('measures heights above the onset, and h5 above the notch', () => {
    expect(p).toMatchObject({ h1: 30, h2: 24, h3: 21, h4: 12, h5: 3 });
  });

  it('measures times in seconds, t5 from the notch to the next onset', () => {
    expect(p).toMatchObject({ t1: 0.1, t2: 0.2, t3: 0.25, t4: 0.4, t5: 0.6, t: 1 });
  });

  it('measures w1 at two thirds and w2 at four fifths, each on both flanks', () => {
    expect(p.w1).toBeCloseTo((10 - 20 / 3 + 10 / 0.6 + 20 / 3 - 20 / 3) / 100, 6);
    expect(p.w2).toBeCloseTo((2 + 10) / 100, 6);
  });

  it('divides the area at the notch', () => {
    expect(p.as).toBeCloseTo((150 + 630) / 100, 6);
    expect(p.ad).toBeCloseTo((135 + 375) / 100, 6);
  });

  it('leaves out what needs a notch when there is none', () => {
    const without = pulseParameters(drawn(), { ...POINTS, dicroticNotch: null, diastolicPeak: null }, 100);
    expect(without).toMatchObject({ h1: 30, h3: null, h4: null, h5: null, t4: null, t5: null, as: null, ad: null });
  });
});

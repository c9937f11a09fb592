import { describe, expect, it } from 'vitest';
import { analysisGrid, analysisWave, inputPosition } from '../../../src/analysis/pulse/analysis-wave.ts';
import { smoothWave } from '../../../src/analysis/pulse/filter.ts';

function sine(frequencyHz: number, rateHz: number, durationS = 10): Float64Array {
  return Float64Array.from({ length: durationS * rateHz }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / rateHz),
  );
}

/** Gain and shift in seconds of a sine in the middle of the recording. */
function response(frequencyHz: number, rateHz: number): { gain: number; shiftS: number } {
  const input = sine(frequencyHz, rateHz);
  const output = smoothWave(input, rateHz);
  let [inPhase, quadrature, count] = [0, 0, 0];
  for (let i = 3 * rateHz; i < 7 * rateHz; i += 1) {
    const angle = (2 * Math.PI * frequencyHz * i) / rateHz;
    inPhase += (output[i] as number) * Math.sin(angle);
    quadrature += (output[i] as number) * Math.cos(angle);
    count += 0.5;
  }
  return {
    gain: Math.hypot(inPhase, quadrature) / count,
    shiftS: Math.atan2(quadrature, inPhase) / (2 * Math.PI * frequencyHz),
  };
}

describe('smoothing', () => {
  it.each([200, 250, 390])('at %i Hz leaves 1 Hz as it is, and shifts nothing', (rateHz) => {
    const { gain, shiftS } = response(1, rateHz);
    expect(gain).toBeGreaterThan(0.98);
    expect(Math.abs(shiftS)).toBeLessThan(1e-4);
    expect(Math.abs(response(6, rateHz).shiftS)).toBeLessThan(1e-4);
  });

  it('takes 20 dB twice from 12 Hz on, before the moving average', () => {
    const average = (Math.sin(Math.PI * 12 * 0.05) / (Math.PI * 12 * 0.05)) ** 2;
    expect(response(12, 200).gain / average).toBeCloseTo(0.01, 2);
    expect(response(30, 200).gain).toBeLessThan(0.01);
  });

  it('keeps a straight line', () => {
    const line = Float64Array.from({ length: 2000 }, (_, i) => 5 + 0.3 * i);
    const smooth = smoothWave(line, 200);
    for (let i = 100; i < 1900; i += 50) expect(smooth[i]).toBeCloseTo(line[i] as number, 6);
  });
});

describe('the grid', () => {
  it.each([25, 60, 117, 200, 399, 400, 1000, 2000])('of %i Hz has 200 to 400 Hz and keeps every time', (rateHz) => {
    const grid = analysisWave(analysisGrid(sine(1, rateHz), rateHz));
    expect(grid.rateHz).toBeGreaterThanOrEqual(200);
    expect(grid.rateHz).toBeLessThan(400.1);
    let crest = Math.round(4 * grid.rateHz);
    for (let i = crest; i < 5 * grid.rateHz; i += 1)
      if ((grid.wave[i] as number) > (grid.wave[crest] as number)) crest = i;
    expect(Math.abs(inputPosition(grid, crest) / rateHz - 4.25)).toBeLessThan(0.006);
  });
});

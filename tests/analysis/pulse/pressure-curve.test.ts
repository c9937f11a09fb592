import { describe, expect, it } from 'vitest';
import { pressureCurve } from '../../../src/analysis/pulse/pressure-curve.ts';

const point = (step: 'floating' | 'middle' | 'deep', pressurePa: number, amplitudePa: number) => ({
  step,
  pressurePa,
  amplitudePa,
});

describe('pulse height over contact pressure', () => {
  it('has its best pressure at the top of the parabola through three steps', () => {
    const height = (pressurePa: number) => 2000 - ((pressurePa - 14_000) / 100) ** 2;
    const curve = pressureCurve('guan', [
      point('deep', 21_000, height(21_000)),
      point('floating', 10_000, height(10_000)),
      point('middle', 16_000, height(16_000)),
    ]);
    expect(curve.bestPressurePa).toBeCloseTo(14_000, 3);
    expect(curve.bestStep).toBe('middle');
    expect(curve.points.map(({ step }) => step)).toEqual(['floating', 'middle', 'deep']);
  });

  it('names the largest step but no best pressure where the pulse only grows or a step is missing', () => {
    const growing = [point('floating', 10_000, 100), point('middle', 16_000, 200), point('deep', 21_000, 400)];
    expect(pressureCurve('cun', growing)).toMatchObject({ bestPressurePa: null, bestStep: 'deep' });
    expect(pressureCurve('cun', growing.slice(0, 2))).toMatchObject({ bestPressurePa: null, bestStep: 'middle' });
    expect(pressureCurve('cun', growing.slice(0, 1))).toMatchObject({ bestPressurePa: null, bestStep: null });
  });
});

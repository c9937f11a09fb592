import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../kiosk-ui/visit-view/spread-labels.ts';

describe('labels in a row above the wave', () => {
  it('stay where they are when there is room', () => {
    expect(spreadLabels([10, 20, 40], 6, 0, 100)).toEqual([10, 20, 40]);
  });

  it('share the displacement when they collide', () => {
    expect(spreadLabels([20, 22], 6, 0, 100)).toEqual([18, 24]);
    expect(spreadLabels([20, 22, 24, 60], 6, 0, 100)).toEqual([16, 22, 28, 60]);
  });

  it('stay inside the figure and keep their gap', () => {
    expect(spreadLabels([1, 2], 6, 3, 100)).toEqual([3, 9]);
    expect(spreadLabels([98, 99], 6, 3, 97)).toEqual([91, 97]);
  });
});

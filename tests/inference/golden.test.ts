import { describe, expect, it } from 'vitest';
import { compareWithGolden, parseGolden, patternValues } from '../../src/inference/golden.ts';

const file = (inputs: object, outputs: object): string =>
  JSON.stringify({ absoluteTolerance: 0.001, cases: [{ name: 'case', inputs, outputs }] });
const one = (text: string) => {
  const [golden] = parseGolden(text);
  if (golden === undefined) throw new Error('no case');
  return golden;
};
const float = (dims: number[], ...data: number[]) =>
  ({ type: 'float32', dims, data: Float32Array.from(data) }) as const;

describe('golden answers', () => {
  it('name a large input by its seed, the same in every language', () => {
    // Worked out by hand from the recurrence: 1013904223 and 1196435762 follow 0 (Numerical Recipes, 7.1.5).
    expect([...patternValues(2, 0, 0, 2 ** 32)]).toEqual([1_013_904_223, 1_196_435_762]);
    const golden = one(file({ x: { type: 'uint8', dims: [2, 2], pattern: { seed: 7, low: 0, high: 256 } } }, {}));
    expect([...(golden.inputs.x?.data ?? [])]).toEqual([...Uint8Array.from(patternValues(4, 7, 0, 256))]);
  });

  it('hold some elements of a large output', () => {
    const golden = one(file({}, { y: { type: 'float32', dims: [4], at: [3, 1], data: [0.3, 0.1] } }));
    compareWithGolden(golden, { y: float([4], 9, 0.1, 9, 0.3) });
    expect(() => compareWithGolden(golden, { y: float([4], 9, 0.2, 9, 0.3) })).toThrow(
      expect.objectContaining({ code: 'inference/golden-mismatch', context: expect.objectContaining({ index: 1 }) }),
    );
  });

  it('differ from an output of another shape, a missing one and one that is not a number', () => {
    const golden = one(file({}, { y: { type: 'float32', dims: [2], data: [1, 2] } }));
    for (const outputs of [{ y: float([1, 2], 1, 2) }, {}, { y: float([2], 1, Number.NaN) }])
      expect(() => compareWithGolden(golden, outputs)).toThrow(/differs/);
  });
});

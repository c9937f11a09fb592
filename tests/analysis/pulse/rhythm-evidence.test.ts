import { describe, expect, it } from 'vitest';
import { hashedUnit } from '../../../device-drivers/simulation/seeded-random.ts';
import { assessRhythm } from '../../../src/analysis/pulse/rhythm.ts';
import { rhythmEvidence } from '../../../src/analysis/pulse/rhythm-evidence.ts';

const evidenceOf = (intervals: readonly (number | null)[]) => rhythmEvidence(intervals, assessRhythm(intervals));
const repeated = (pattern: readonly number[], times: number) => Array.from({ length: times }, () => pattern).flat();

describe('what a rhythm is judged by', () => {
  it('finds no pause and no pattern in a steady pulse', () => {
    expect(evidenceOf(repeated([0.8, 0.82], 20))).toMatchObject({
      pauses: 0,
      pauseEveryBeats: null,
      referForEcg: false,
    });
  });

  it('finds pauses that recur every fifth beat', () => {
    const evidence = evidenceOf(repeated([0.8, 0.8, 0.8, 0.8, 1.5], 6));
    expect(evidence).toMatchObject({ pauses: 6, pauseEveryBeats: 5, referForEcg: false });
  });

  it('finds pauses that come without rule', () => {
    const gaps = [3, 7, 4, 11, 5];
    const evidence = evidenceOf(gaps.flatMap((beats) => [...Array<number>(beats).fill(0.95), 1.7]));
    expect(evidence).toMatchObject({ pauses: 5, pauseEveryBeats: null });
  });

  it('sees trigeminy as a pattern, and its pause after every third beat', () => {
    expect(evidenceOf(repeated([0.83, 0.52, 1.15], 12))).toMatchObject({ patternBeats: 3, pauseEveryBeats: 3 });
  });

  it('sees bigeminy as a pattern and does not hint at fibrillation', () => {
    const evidence = evidenceOf(repeated([0.6, 1], 20));
    expect(evidence).toMatchObject({ patternBeats: 2, referForEcg: false });
  });

  it('hints at an ECG when intervals are irregular throughout without a pattern, and not on few beats', () => {
    const chaotic = Array.from({ length: 60 }, (_, i) => 0.5 + 0.6 * hashedUnit(3, 1, i));
    expect(evidenceOf(chaotic).referForEcg).toBe(true);
    expect(evidenceOf(chaotic.slice(0, 8)).referForEcg).toBe(false);
  });
});

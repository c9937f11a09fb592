import { describe, expect, it } from 'vitest';
import { CONSTITUTIONS, type ConstitutionScale, type Verdict } from '../../src/domain/constitution.ts';
import { conclude } from '../../src/inquiry/conclude.ts';

/** Scales from transformed scores in the standard's order; verdicts by the printed rule on these scores. */
function scalesOf(scores: readonly number[]): readonly ConstitutionScale[] {
  const others = scores.slice(1);
  const balancedVerdict = (score: number): Verdict => {
    if (score < 60 || others.some((other) => other >= 40)) return 'no';
    return others.every((other) => other < 30) ? 'yes' : 'basically';
  };
  return CONSTITUTIONS.map((id, index) => {
    const score = scores[index] ?? 0;
    const biased: Verdict = score >= 40 ? 'yes' : score >= 30 ? 'tendency' : 'no';
    return { id, raw: 0, score, verdict: id === 'balanced' ? balancedVerdict(score) : biased };
  });
}

describe('the conclusion', () => {
  it("is 气虚质 in the standard's first example", () => {
    expect(conclude(scalesOf([75, 56, 27, 25, 12, 15, 20, 18, 10]))).toEqual({
      primary: 'qi-deficiency',
      also: [],
      tendencies: [],
      tied: [],
      contradictory: false,
      text: '您的中医体质是气虚质。',
    });
  });

  it("is basically 平和质 with a tendency to 痰湿质 in the standard's second example", () => {
    expect(conclude(scalesOf([75, 16, 27, 25, 32, 25, 10, 18, 10]))).toEqual({
      primary: 'balanced',
      also: [],
      tendencies: ['phlegm-dampness'],
      tied: [],
      contradictory: false,
      text: '您的中医体质基本是平和质，有痰湿质倾向。',
    });
  });

  it('is 平和质 when no other type reaches 30', () => {
    const { primary, text } = conclude(scalesOf([60, 29, 0, 0, 0, 0, 0, 0, 29]));
    expect([primary, text]).toEqual(['balanced', '您的中医体质是平和质。']);
  });

  it('reports every 是, the highest first, and every 倾向是', () => {
    const result = conclude(scalesOf([50, 50, 0, 33, 75, 42, 0, 37.5, 0]));
    expect(result.primary).toBe('phlegm-dampness');
    expect(result.also).toEqual(['qi-deficiency', 'damp-heat']);
    expect(result.tendencies).toEqual(['qi-stagnation', 'yin-deficiency']);
    expect(result.text).toBe('您的中医体质是痰湿质，兼夹气虚质、湿热质，有气郁质、阴虚质倾向。');
  });

  it('leaves equal highest scores to a physician', () => {
    const result = conclude(scalesOf([50, 50, 0, 0, 50, 42, 33, 0, 0]));
    expect(result.primary).toBeNull();
    expect(result.tied).toEqual(['qi-deficiency', 'phlegm-dampness']);
    expect(result.also).toEqual(['qi-deficiency', 'phlegm-dampness', 'damp-heat']);
    expect(result.text).toBe(
      '您的中医体质兼有气虚质、痰湿质，得分相同，以哪一种为主由中医师判定，兼夹湿热质，有血瘀质倾向。',
    );
  });

  it('asks for a check when 阴虚质 and 阳虚质 are both 是', () => {
    const result = conclude(scalesOf([50, 0, 75, 50, 0, 0, 0, 0, 0]));
    expect(result.contradictory).toBe(true);
    expect(result.primary).toBe('yang-deficiency');
    expect(result.text).toContain('相互矛盾，请医务人员核对作答');
  });

  it('sees no contradiction in a tendency', () => {
    expect(conclude(scalesOf([50, 0, 75, 33, 0, 0, 0, 0, 0])).contradictory).toBe(false);
  });

  it('names nothing when nothing reaches 30 and 平和质 fails', () => {
    const result = conclude(scalesOf([59, 29, 28, 0, 0, 0, 0, 0, 0]));
    expect([result.primary, result.also, result.tendencies]).toEqual([null, [], []]);
    expect(result.text).toBe('您的体质类型未能判定：没有一种体质达到判定标准。请医务人员核对作答，或两周后重新测评。');
  });

  it('names no type from tendencies alone', () => {
    const result = conclude(scalesOf([59, 39, 28, 0, 0, 0, 0, 0, 0]));
    expect([result.primary, result.also, result.tendencies]).toEqual([null, [], ['qi-deficiency']]);
    expect(result.text).toBe('您有气虚质倾向，体质类型未能判定。请医务人员核对作答，或两周后重新测评。');
  });

  it('never takes 平和质 for one of the tied', () => {
    const result = conclude(scalesOf([75, 0, 0, 0, 0, 75, 0, 0, 0]));
    expect([result.primary, result.tied]).toEqual(['damp-heat', []]);
  });
});

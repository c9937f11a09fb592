import { describe, expect, it } from 'vitest';
import { parseAnswersJson } from '../../src/inquiry/score-answers-file.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('an answers file', () => {
  it('gives the sex and the answers by item number', () => {
    expect(parseAnswersJson('{"sex":"female","answers":{"1":3,"16":5}}')).toEqual({
      sex: 'female',
      answers: { '1': 3, '16': 5 },
      ageYears: null,
      education: null,
    });
  });

  it('may say age and education, by which a licensed test chooses its norms', () => {
    const text = '{"sex":"male","answers":{},"ageYears":70,"education":"primary-or-less"}';
    expect(parseAnswersJson(text)).toMatchObject({ ageYears: 70, education: 'primary-or-less' });
  });

  it('may key the item for the sex by its wording', () => {
    expect(parseAnswersJson('{"sex":"male","answers":{"16M":4}}').answers).toEqual({ '16': 4 });
  });

  it.each([
    ["the other sex's wording", '{"sex":"male","answers":{"16F":4}}', ['16F']],
    ['two answers to one item', '{"sex":"male","answers":{"16":4,"16M":4}}', ['16M']],
  ])('is refused with %s', (_, text, items) => {
    expect(() => parseAnswersJson(text)).toThrow(
      expect.objectContaining({ code: 'inquiry/wrong-wording', context: { items } }),
    );
  });

  it('may begin with a byte order mark', () => {
    expect(parseAnswersJson('\uFEFF{"sex":"male","answers":{}}').sex).toBe('male');
  });

  it.each([
    ['no JSON', 'sex: male'],
    ['an empty file', ''],
    ['a list', '[]'],
    ['no sex', '{"answers":{}}'],
    ['another sex', '{"sex":"x","answers":{}}'],
    ['answers as a list', '{"sex":"male","answers":[1,2]}'],
    ['a member nobody reads', '{"sex":"male","answers":{},"name":"x"}'],
  ])('is refused with %s', (_, text) => {
    expect(() => parseAnswersJson(text)).toThrow(refusal('inquiry/invalid-answers-file'));
  });

  it('is refused with the items whose answers are no numbers', () => {
    expect(() => parseAnswersJson('{"sex":"male","answers":{"1":1,"2":"3","3":null}}')).toThrow(
      expect.objectContaining({ code: 'inquiry/invalid-answer', context: { items: ['2', '3'] } }),
    );
  });
});

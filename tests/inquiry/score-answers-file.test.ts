import { describe, expect, it } from 'vitest';
import { parseAnswersJson } from '../../src/inquiry/score-answers-file.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('an answers file', () => {
  it('gives the sex and the answers by item number', () => {
    expect(parseAnswersJson('{"sex":"female","answers":{"1":3,"16":5}}')).toEqual({
      sex: 'female',
      answers: { '1': 3, '16': 5 },
    });
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

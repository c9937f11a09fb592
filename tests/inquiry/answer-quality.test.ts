import { describe, expect, it } from 'vitest';
import { answerQuality } from '../../src/inquiry/answer-quality.ts';
import { questionnaireDefinition, sheetOf } from '../../src/inquiry/questionnaire.ts';
import { keyed, randomSheets, uniform } from './support/sheets.ts';

const { numbers } = questionnaireDefinition('gbt46939-2025');
const varied = keyed(Array.from({ length: 26 }, (_, index) => 1 + (index % 5)));
const sheet = sheetOf('gbt46939-2025', 'female', varied, 'self');
const times = (fast: number) => Object.fromEntries(numbers.map((number, at) => [number, at < fast ? 800 : 6000]));

describe('the quality note of a sheet', () => {
  it('is empty for a sheet without times and with varied answers', () => {
    expect(answerQuality(sheet, numbers)).toEqual([]);
  });

  it('names the items answered sooner than they can be read', () => {
    const [note] = answerQuality({ ...sheet, answerTimesMs: times(10) }, numbers);
    expect(note).toMatchObject({ kind: 'fast-answers', items: numbers.slice(0, 10) });
  });

  it('says nothing of a few quick answers', () => {
    expect(answerQuality({ ...sheet, answerTimesMs: times(6) }, numbers)).toEqual([]);
  });

  it('does not time a sheet that was read out', () => {
    expect(answerQuality({ ...sheet, mode: 'oral', answerTimesMs: times(26) }, numbers)).toEqual([]);
  });

  it('names a run of one answer over half of the sheet', () => {
    const answers = keyed([...uniform(5, 2), ...uniform(13, 3), ...uniform(8, 1)]);
    const [note] = answerQuality({ ...sheet, answers }, numbers);
    expect(note).toMatchObject({ kind: 'straight-line', value: 3, items: numbers.slice(5, 18) });
  });

  it('does not join answers across an unanswered item', () => {
    const { '10': _left, ...answers } = keyed([...uniform(19, 3), ...uniform(7, 1)]);
    expect(answerQuality({ ...sheet, answers }, numbers)).toEqual([]);
  });

  it('finds no long run in sheets answered at random', () => {
    const noted = randomSheets(7, 500, 26).filter((answers) => {
      const bySheet = { ...sheet, answers: keyed(answers) };
      return new Set(answers).size > 3 && answerQuality(bySheet, numbers).length > 0;
    });
    expect(noted.length).toBeLessThan(25);
  });
});

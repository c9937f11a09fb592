import { describe, expect, it } from 'vitest';
import type { AnswerSheet } from '../../src/domain/questionnaire.ts';
import { questionnaireView, sheetOf, validateAnswers } from '../../src/inquiry/questionnaire.ts';
import { keyed, uniform } from './support/sheets.ts';

const complete = sheetOf('gbt46939-2025', 'female', keyed(uniform(26, 1)), 'self');

function withAnswer(item: string, value: unknown): AnswerSheet {
  return { ...complete, answers: { ...complete.answers, [item]: value as number } };
}

function without(...items: readonly string[]): AnswerSheet {
  const answers = Object.fromEntries(Object.entries(complete.answers).filter(([item]) => !items.includes(item)));
  return { ...complete, answers };
}

function refusal(code: string, context: Readonly<Record<string, unknown>>) {
  return expect.objectContaining({ code, context: expect.objectContaining(context) });
}

describe('a questionnaire on the screen', () => {
  it('shows 26 items with five options each', () => {
    const view = questionnaireView('gbt46939-2025', 'male');
    expect(view.items).toHaveLength(26);
    expect(view.items.every((item) => item.options.length === 5)).toBe(true);
  });

  it('asks item 16 in the words for the sex', () => {
    const text = (sex: 'female' | 'male') => questionnaireView('gbt46939-2025', sex).items[15]?.text;
    expect(text('female')).toBe('您带下色黄（白带颜色发黄）吗？（限女性回答）');
    expect(text('male')).toBe('您的阴囊部位潮湿吗？（限男性回答）');
  });

  it('is refused by name when it is not installed', () => {
    expect(() => questionnaireView('five-state-licensed', 'male')).toThrow(
      refusal('inquiry/unknown-questionnaire', { questionnaire: 'five-state-licensed' }),
    );
  });
});

describe('an answer sheet', () => {
  it('passes when every item has one of its options', () => {
    expect(() => validateAnswers(complete)).not.toThrow();
  });

  it('is refused with every missing item named', () => {
    expect(() => validateAnswers(without('3', '26'))).toThrow(
      refusal('inquiry/incomplete-answers', { items: ['3', '26'] }),
    );
  });

  it.each([0, 6, 1.5, -1, Number.NaN, '3', null])('is refused with an answer of %s', (value) => {
    expect(() => validateAnswers(withAnswer('7', value))).toThrow(refusal('inquiry/invalid-answer', { items: ['7'] }));
  });

  it.each(['27', '0', '16F', '01', '__proto__x'])('is refused with an answer to item %s', (item) => {
    expect(() => validateAnswers(withAnswer(item, 3))).toThrow(refusal('inquiry/unknown-item', { items: [item] }));
  });

  it('does not take inherited properties for answers', () => {
    const inherited = Object.create(complete.answers) as Record<string, number>;
    expect(() => validateAnswers({ ...complete, answers: inherited })).toThrow(
      expect.objectContaining({ code: 'inquiry/incomplete-answers' }),
    );
  });

  it('is refused when it was taken with another version', () => {
    expect(() => validateAnswers({ ...complete, version: '0.9.0' })).toThrow(
      refusal('inquiry/version-mismatch', { sheet: '0.9.0' }),
    );
  });
});

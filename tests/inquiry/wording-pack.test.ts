import { describe, expect, it } from 'vitest';
import { questionnaireView } from '../../src/inquiry/questionnaire.ts';
import { readWordingPack } from '../../src/inquiry/wording-pack.ts';
import { wordingPayload } from './support/a-pack.ts';

const TODAY = '2026-11-23';
const faultsOf = (changed: Readonly<Record<string, string>>) =>
  expect.objectContaining({ code: 'inquiry/invalid-pack', context: { faults: changed } });

describe('the wording of the 60-item scale', () => {
  it('lets the scale be asked, item 60 in the words for the sex', () => {
    const pack = readWordingPack(wordingPayload(), TODAY);
    const view = questionnaireView('ccmq-60', 'male', pack);
    expect(view.items).toHaveLength(60);
    expect([view.items[0]?.text, view.items[59]?.text]).toEqual(['条目1的文字', '条目60M的文字']);
  });

  it('is needed to ask', () => {
    expect(() => questionnaireView('ccmq-60', 'male')).toThrow(
      expect.objectContaining({ code: 'inquiry/pack-needed' }),
    );
  });

  it.each([
    ['item 46 repeats item 27', { '46': '条目27的文字' }, '46', 'repeats-another-item', '27'],
    [
      'item 50 repeats item 27, with other punctuation',
      { '50': '条目 27，的文字。' },
      '50',
      'repeats-another-item',
      '27',
    ],
    ['item 13 prints 腹 for 胀', { '13': '条目十三腹' }, '13', 'phrase-missing', '胀'],
    ['item 7 has lost 低弱', { '7': '条目七无力' }, '7', 'phrase-missing', '低弱'],
    ['item 9 has lost its second phrase', { '9': '条目九' }, '9', 'phrase-missing', '情绪低沉'],
    ['it has an item too many', { '61': '文字' }, '61', 'unknown', ''],
    ['an item is blank', { '5': ' ' }, '5', 'missing', ''],
  ])('is refused when %s', (_, changed, item, fault, detail) => {
    expect(() => readWordingPack(wordingPayload(changed as unknown as Record<string, string>), TODAY)).toThrow(
      expect.objectContaining({ code: 'inquiry/invalid-pack', context: { faults: [{ item, fault, detail }] } }),
    );
  });

  it('is refused when items are left out', () => {
    const pack = wordingPayload();
    const { '60F': _left, ...items } = pack.items as Record<string, string>;
    expect(() => readWordingPack({ ...pack, items }, TODAY)).toThrow(
      faultsOf([{ item: '60F', fault: 'missing', detail: '' }] as never),
    );
  });

  it('is refused after its licence', () => {
    expect(() => readWordingPack(wordingPayload(), '2028-01-01')).toThrow(
      expect.objectContaining({ code: 'inquiry/licence-ended' }),
    );
  });
});

import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConstitutionResult } from '../../src/domain/constitution.ts';
import { openModelRegistry } from '../../src/inference/model-registry.ts';
import { type ElderRecordDraft, elderServiceRecord } from '../../src/inquiry/elder-service-record.ts';
import { sheetOf } from '../../src/inquiry/questionnaire.ts';
import { scoreSheets } from '../../src/inquiry/score-sheet.ts';
import { keyed, uniform } from './support/sheets.ts';

const PUBLISHED = [4, 3, 2, 3, 2, 2, 3, 2, 4, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 4, 2, 3, 2, 3, 4, 2, 3, 2, 3, 2];
/** 平和质 fails and no type reaches 9. */
const NOTHING = [1, 3, 1, 2, 3, 1, ...uniform(27, 2)];

const sheetFor = (answers: readonly number[]) => sheetOf('elder-33', 'female', keyed(answers), 'oral');

let published: ConstitutionResult;
let nothing: ConstitutionResult;

beforeAll(async () => {
  const registry = await openModelRegistry({ modelsDir: fileURLToPath(new URL('../../models', import.meta.url)) });
  const results = await scoreSheets([PUBLISHED, NOTHING].map(sheetFor), registry.get('elder-33'));
  await registry.close();
  const [first, second] = results;
  if (first === undefined || second === undefined) throw new Error('not scored');
  published = first;
  nothing = second;
});

const DIET = { options: [2], other: null } as const;

function draft(part: Partial<ElderRecordDraft> = {}): ElderRecordDraft {
  return {
    name: '张某',
    number: '370000-0001',
    birthDate: '1950-03-01',
    sheet: sheetFor(PUBLISHED),
    result: published,
    guidance: {
      'qi-deficiency': DIET,
      'yang-deficiency': DIET,
      'yin-deficiency': DIET,
      'phlegm-dampness': { options: [6, 4, 2], other: ' 减少久坐 ' },
      'damp-heat': DIET,
      'blood-stasis': DIET,
      'qi-stagnation': { options: [1], other: null },
      'inherited-special': DIET,
    },
    filledOn: '2026-11-23',
    doctor: '李医生',
    ...part,
  };
}

function missing(part: Partial<ElderRecordDraft>): unknown {
  try {
    elderServiceRecord(draft(part));
  } catch (error) {
    const { code, context } = error as { code: string; context: Record<string, unknown> };
    return code === 'inquiry/record-incomplete' ? context.missing : code;
  }
  return null;
}

describe('the elder service record', () => {
  it('has 33 answers and nine rows with sum, tick and guidance in the order of the form', () => {
    const record = elderServiceRecord(draft());
    expect(Object.keys(record.answers)).toHaveLength(33);
    expect(record.rows.map(({ score, tick }) => [score, tick])).toEqual([
      [18, null],
      [11, '是'],
      [9, '倾向是'],
      [9, '倾向是'],
      [14, '是'],
      [13, '是'],
      [9, '倾向是'],
      [9, '倾向是'],
      [10, '倾向是'],
    ]);
    expect(record.rows[4]?.guidance).toEqual({ options: [2, 4, 6], other: '减少久坐' });
    expect(record).toMatchObject({ filledOn: '2026-11-23', doctor: '李医生' });
  });

  it.each<[string, Partial<ElderRecordDraft>, readonly string[]]>([
    ['a name', { name: ' ' }, ['name']],
    ['a number and a doctor', { number: '', doctor: '' }, ['number', 'doctor']],
    ['a date', { filledOn: null }, ['filledOn']],
    ['a day that exists', { filledOn: '2026-13-01' }, ['filledOn']],
    ['scores and answers', { sheet: null, result: null }, ['answers', 'scores']],
  ])('is refused without %s, everything missing named', (_, part, parts) => {
    expect(missing(part)).toEqual(parts);
  });

  it('is refused without guidance for a type that is 是 or 倾向是', () => {
    const { 'damp-heat': _left, ...guidance } = draft().guidance;
    expect(missing({ guidance })).toEqual(['guidance:damp-heat']);
  });

  it('is refused when 其他 is chosen and not written out', () => {
    const guidance = { ...draft().guidance, 'damp-heat': { options: [6], other: '  ' } } as const;
    expect(missing({ guidance })).toEqual(['guidance-other:damp-heat']);
  });

  it('is refused for a sheet with a blank', () => {
    const { '7': _left, ...answers } = keyed(PUBLISHED);
    expect(missing({ sheet: sheetOf('elder-33', 'female', answers, 'self') })).toBe('inquiry/incomplete-answers');
  });

  it('is refused when nothing is determined: the form says to recheck or take the answers again', () => {
    expect(nothing.scales.every(({ verdict }) => verdict === 'no')).toBe(true);
    expect(missing({ sheet: sheetFor(NOTHING), result: nothing })).toEqual(['determination']);
  });

  it('is refused with answers and scores of another questionnaire', () => {
    expect(missing({ result: { ...published, questionnaire: 'gbt46939-2025' } })).toEqual(['answers', 'scores']);
  });

  it('is for residents of 65 and over, from the birthday on', () => {
    expect(missing({ birthDate: '1961-11-24' })).toBe('inquiry/record-too-young');
    expect(missing({ birthDate: '1961-11-23' })).toBeNull();
  });
});

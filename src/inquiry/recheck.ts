import type { Constitution, ConstitutionConclusion } from '../domain/constitution.ts';
import type { Recheck } from '../domain/inquiry-note.ts';
import type { AnswerSheet, QuestionnaireId } from '../domain/questionnaire.ts';
import { questionnaireDefinition } from './questionnaire.ts';

/** Items that say opposite things: 精力充沛 (forward in 平和质) against 疲乏. Numbers as in the definitions. */
const OPPOSITE_ITEMS: Readonly<Partial<Record<QuestionnaireId, readonly (readonly [string, string])[]>>> = {
  'gbt46939-2025': [['1', '2']],
  'elder-33': [['1', '2']],
  'ccmq-60': [['1', '2']],
};

/** Opposite items add up to 6 when they agree; three steps from it no wording explains any more (1 with 1–2, 5 with 4–5). */
const AGREEING_SUM = 6;
const CONTRADICTORY_STEPS = 3;

/**
 * What to check with the resident (老年人中医药健康管理服务记录表 附件2 notes 1, 4 and 5): answers that contradict each
 * other, 阴虚 with 阳虚, or nothing determined. An offer, not a correction; the scores stay as they are.
 */
export function recheckOffers(
  sheet: AnswerSheet,
  conclusion: Pick<ConstitutionConclusion, 'primary' | 'tied' | 'contradictory'>,
): readonly Recheck[] {
  const offers: Recheck[] = (OPPOSITE_ITEMS[sheet.questionnaire] ?? [])
    .filter(([first, second]) => contradict(sheet, first, second))
    .map((items) => ({
      reason: 'opposite-answers',
      items,
      text: `第 ${items.join('、')} 题的回答相互矛盾，请再核对。`,
    }));
  if (conclusion.contradictory) {
    const items = itemsOf(sheet.questionnaire, ['yang-deficiency', 'yin-deficiency']);
    offers.push({
      reason: 'contradictory-types',
      items,
      text: '阴虚质与阳虚质同时成立，请核对相关题目，必要时请中医师判断。',
    });
  }
  if (conclusion.primary === null && conclusion.tied.length === 0) {
    offers.push({ reason: 'undetermined', items: [], text: '体质类型未能判定，请核对作答，或两周后重新测评。' });
  }
  return offers;
}

function contradict({ answers }: AnswerSheet, first: string, second: string): boolean {
  const [a, b] = [answers[first], answers[second]];
  return a !== undefined && b !== undefined && Math.abs(a + b - AGREEING_SUM) >= CONTRADICTORY_STEPS;
}

function itemsOf(questionnaire: QuestionnaireId, types: readonly Constitution[]): readonly string[] {
  const { items } = questionnaireDefinition(questionnaire);
  const counted = items.filter(({ scoredOn }) => scoredOn.some(({ scale }) => types.includes(scale)));
  return [...new Set(counted.map(({ number }) => number))];
}

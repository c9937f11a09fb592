import type { QuestionnaireId } from '../../domain/questionnaire.ts';
import type { Person } from './person.ts';

/** 老年人中医药健康管理服务: residents of 65 completed years and over; the form is refused below. */
const ELDER_FROM_YEARS = 65;

/** The form that determines the visit's constitution. GB/T 46939-2025 is the standard in force since 2026-04-01. */
export function mainQuestionnaire({ ageYears }: Person): QuestionnaireId {
  return ageYears >= ELDER_FROM_YEARS ? 'elder-33' : 'gbt46939-2025';
}

/** What may be taken beside it: the adult scale by elders, the scales whose packs are loaded, one self-description. */
export function furtherQuestionnaires(person: Person, packs: ReadonlySet<QuestionnaireId>): readonly QuestionnaireId[] {
  const profile: QuestionnaireId = packs.has('five-state-licensed') ? 'five-state-licensed' : 'five-state-open';
  return [
    ...(mainQuestionnaire(person) === 'elder-33' ? (['gbt46939-2025'] as const) : []),
    profile,
    ...(packs.has('ccmq-60') ? (['ccmq-60'] as const) : []),
  ];
}

/**
 * Minutes to say beforehand: 11.55 min for the 33 items read out (Korean elder version, n = 300), so 0.35 min an item of
 * five options. A yes/no statement is said to take a third of it, a guess until it is measured.
 */
export function minutesFor(questionCount: number, optionCount: number): number {
  return Math.max(1, Math.round((optionCount > 2 ? 0.35 : 0.12) * questionCount));
}

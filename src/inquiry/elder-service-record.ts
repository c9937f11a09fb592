import { CONSTITUTIONS, type Constitution, type ConstitutionResult, type Verdict } from '../domain/constitution.ts';
import {
  type ElderGuidance,
  type ElderRecordRow,
  type ElderServiceRecord,
  GUIDANCE_OPTIONS,
  type GuidanceCode,
} from '../domain/elder-record.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import { InquiryError } from './inquiry-error.ts';
import { validateAnswers } from './questionnaire.ts';

const OTHER: GuidanceCode = 6;

/** The form counts completed years; it is for residents of 65 and over. */
const YOUNGEST_YEARS = 65;

/** Everything the form asks for, as far as it is there. */
export interface ElderRecordDraft {
  readonly name: string;
  readonly number: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly sheet: AnswerSheet | null;
  readonly result: ConstitutionResult | null;
  readonly guidance: Readonly<Partial<Record<Constitution, ElderGuidance>>>;
  readonly filledOn: string | null;
  readonly doctor: string;
}

const TICKS: Readonly<Record<Verdict, ElderRecordRow['tick']>> = {
  yes: '是',
  basically: '基本是',
  tendency: '倾向是',
  no: null,
};

const NO_GUIDANCE: ElderGuidance = { options: [], other: null };

/**
 * The record, or a refusal: the form allows no blanks (填表说明 3), 其他 must be written out (6), and a sheet that
 * determines nothing is rechecked or taken again after two weeks, not filed (附件2 note 5). Throws `InquiryError`:
 * `inquiry/record-incomplete` with everything missing in `context.missing`, `inquiry/record-too-young`, and as
 * `validateAnswers`.
 */
export function elderServiceRecord(draft: ElderRecordDraft): ElderServiceRecord {
  const missing = missingParts(draft);
  const { sheet, result, filledOn } = draft;
  if (missing.length > 0 || sheet === null || result === null || filledOn === null) {
    throw new InquiryError('inquiry/record-incomplete', `the form has blanks: ${missing.join(', ')}`, { missing });
  }
  validateAnswers(sheet);
  if (ageOn(draft.birthDate, filledOn) < YOUNGEST_YEARS) {
    throw new InquiryError('inquiry/record-too-young', 'the resident is not yet 65', { filledOn });
  }
  return {
    name: draft.name.trim(),
    number: draft.number.trim(),
    answers: sheet.answers,
    rows: CONSTITUTIONS.map((id) => rowOf(id, result, draft)),
    filledOn,
    doctor: draft.doctor.trim(),
    determined: determinedBy(result),
  };
}

function missingParts(draft: ElderRecordDraft): readonly string[] {
  const { sheet, result } = draft;
  const elder = result?.questionnaire === 'elder-33' ? result : null;
  const determined = elder === null ? [] : determinedBy(elder);
  const blank: readonly (readonly [string, boolean])[] = [
    ['name', draft.name.trim() === ''],
    ['number', draft.number.trim() === ''],
    ['birthDate', !isDay(draft.birthDate)],
    ['answers', sheet === null || sheet.questionnaire !== 'elder-33' || sheet.version !== elder?.version],
    ['scores', elder === null || !sumsAgree(elder)],
    ['determination', elder !== null && determined.length === 0],
    ['filledOn', draft.filledOn === null || !isDay(draft.filledOn)],
    ['doctor', draft.doctor.trim() === ''],
  ];
  return [
    ...blank.filter(([, isBlank]) => isBlank).map(([part]) => part),
    ...determined.filter((id) => (draft.guidance[id]?.options ?? []).length === 0).map((id) => `guidance:${id}`),
    ...CONSTITUTIONS.filter((id) => lacksOther(draft.guidance[id])).map((id) => `guidance-other:${id}`),
  ];
}

/** All nine once, each with its sum. */
function sumsAgree({ scales }: ConstitutionResult): boolean {
  return scales.map(({ id }) => id).join() === CONSTITUTIONS.join() && scales.every(({ raw }) => Number.isInteger(raw));
}

/** What is 是 or 倾向是, 平和质 also as 基本是. */
function determinedBy({ scales }: ConstitutionResult): readonly Constitution[] {
  return scales.filter(({ verdict }) => verdict !== 'no').map(({ id }) => id);
}

function lacksOther(guidance: ElderGuidance | undefined): boolean {
  return guidance?.options.includes(OTHER) === true && (guidance.other ?? '').trim() === '';
}

function rowOf(id: Constitution, { scales }: ConstitutionResult, draft: ElderRecordDraft): ElderRecordRow {
  const scale = scales.find((candidate) => candidate.id === id);
  const { options, other } = draft.guidance[id] ?? NO_GUIDANCE;
  const ordered = GUIDANCE_OPTIONS.map(({ code }) => code).filter((code) => options.includes(code));
  const verdict = scale?.verdict ?? 'no';
  return {
    constitution: id,
    score: scale?.raw ?? Number.NaN,
    verdict,
    tick: TICKS[verdict],
    guidance: { options: ordered, other: ordered.includes(OTHER) ? (other ?? '').trim() : null },
  };
}

function isDay(text: string): boolean {
  const day = new Date(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

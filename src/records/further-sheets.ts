import type { AnswerSheet, AnswerSource, QuestionnaireId } from '../domain/questionnaire.ts';
import type { FurtherQuestionnaire } from '../domain/visit.ts';
import type { Query } from './database.ts';
import { RecordsError } from './records-error.ts';
import type { VisitTable } from './schema.ts';

type Owner = Pick<VisitTable, 'resident_id' | 'id'>;

/** A sheet without its answers. */
export type SheetHeader = Omit<AnswerSheet, 'answers'>;

/** One answer as it is given; what is not said is not kept. */
export interface GivenAnswer {
  readonly item: string;
  readonly value: number;
  /** How long the item stood before its answer. */
  readonly tookMs?: number;
  /** Left out where the sheet's mode says it already. */
  readonly source?: AnswerSource;
}

/** Times and sources with one answer more; a new answer replaces what was known of the old one. */
export function noteAnswer<Header extends SheetHeader>(header: Header, { item, tookMs, source }: GivenAnswer): Header {
  const { answerTimesMs, answerSources, ...rest } = header;
  const times = { ...without(answerTimesMs, item), ...(tookMs === undefined ? {} : { [item]: tookMs }) };
  const sources = { ...without(answerSources, item), ...(source === undefined ? {} : { [item]: source }) };
  return {
    ...rest,
    ...(Object.keys(times).length === 0 ? {} : { answerTimesMs: times }),
    ...(Object.keys(sources).length === 0 ? {} : { answerSources: sources }),
  } as unknown as Header;
}

function without<Value>(values: Readonly<Record<string, Value>> | undefined, item: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([key]) => key !== item));
}

/** Begins a further questionnaire, or goes on with it; another version than before starts from an empty sheet. */
export async function openFurtherSheet(tx: Query, visit: Owner, header: SheetHeader): Promise<void> {
  const open = await furtherSheets(tx, visit);
  const before = open.find(({ sheet }) => sheet.questionnaire === header.questionnaire)?.sheet;
  const answers = before?.version === header.version ? before.answers : {};
  const kept = before?.version === header.version ? timesAndSources(before) : {};
  const sheet = JSON.stringify({ ...kept, ...header, answers });
  await tx
    .insertInto('further_sheet')
    .values({
      resident_id: visit.resident_id,
      visit_id: visit.id,
      questionnaire: header.questionnaire,
      position: open.length,
      sheet,
      result: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['resident_id', 'visit_id', 'questionnaire']).doUpdateSet({ sheet, result: null }),
    )
    .execute();
}

export function timesAndSources({ answerTimesMs, answerSources }: SheetHeader) {
  return {
    ...(answerTimesMs === undefined ? {} : { answerTimesMs }),
    ...(answerSources === undefined ? {} : { answerSources }),
  };
}

/** Throws `records/not-found` where that questionnaire was not begun. */
export async function saveFurtherAnswer(
  tx: Query,
  visit: Owner,
  questionnaire: QuestionnaireId,
  answer: GivenAnswer,
): Promise<void> {
  const found = (await furtherSheets(tx, visit)).find(({ sheet }) => sheet.questionnaire === questionnaire);
  if (found === undefined) {
    throw new RecordsError('records/not-found', 'No answer sheet is open', { visitId: visit.id });
  }
  const answers = { ...found.sheet.answers, [answer.item]: answer.value };
  await change(tx, visit, questionnaire, { sheet: JSON.stringify(noteAnswer({ ...found.sheet, answers }, answer)) });
}

/** Drops what was begun and is not wanted any more. */
export async function dropFurtherSheet(tx: Query, visit: Owner, questionnaire: QuestionnaireId): Promise<void> {
  await tx
    .deleteFrom('further_sheet')
    .where('resident_id', '=', visit.resident_id)
    .where('visit_id', '=', visit.id)
    .where('questionnaire', '=', questionnaire)
    .execute();
}

/** The results of the sheets that were answered to their end. */
export async function saveFurtherResults(
  tx: Query,
  visit: Owner,
  further: readonly FurtherQuestionnaire[],
): Promise<void> {
  for (const { sheet, result } of further) {
    const changes = { result: result === null ? null : JSON.stringify(result) };
    await change(tx, visit, sheet.questionnaire, changes);
  }
}

export async function furtherSheets(query: Query, visit: Owner): Promise<readonly FurtherQuestionnaire[]> {
  const rows = await query
    .selectFrom('further_sheet')
    .select(['sheet', 'result'])
    .where('resident_id', '=', visit.resident_id)
    .where('visit_id', '=', visit.id)
    .orderBy('position')
    .execute();
  return rows.map(({ sheet, result }) => ({
    sheet: JSON.parse(sheet) as AnswerSheet,
    result: result === null ? null : (JSON.parse(result) as FurtherQuestionnaire['result']),
  }));
}

/** As they came from elsewhere. */
export async function insertFurtherSheets(
  tx: Query,
  visit: Owner,
  further: readonly FurtherQuestionnaire[],
): Promise<void> {
  if (further.length === 0) return;
  const rows = further.map(({ sheet, result }, position) => ({
    resident_id: visit.resident_id,
    visit_id: visit.id,
    questionnaire: sheet.questionnaire,
    position,
    sheet: JSON.stringify(sheet),
    result: result === null ? null : JSON.stringify(result),
  }));
  await tx.insertInto('further_sheet').values(rows).execute();
}

async function change(
  tx: Query,
  visit: Owner,
  questionnaire: string,
  changes: { readonly sheet?: string; readonly result?: string | null },
): Promise<void> {
  await tx
    .updateTable('further_sheet')
    .set(changes)
    .where('resident_id', '=', visit.resident_id)
    .where('visit_id', '=', visit.id)
    .where('questionnaire', '=', questionnaire)
    .execute();
}

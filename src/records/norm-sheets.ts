import { FIVE_STATES, type FiveState, type FiveStateResult } from '../domain/five-state.ts';
import type { Sex } from '../domain/resident.ts';
import { ageYears } from '../domain/resident-number.ts';
import type { RecordsDatabase } from './database.ts';

/** One resident's sums of the open self-description, with what chooses the norm group. */
export interface KeptProfile {
  readonly sex: Sex;
  readonly ageYears: number;
  readonly raw: Readonly<Record<FiveState, number>>;
}

/**
 * The latest complete self-description of each resident, of one version of the questionnaire, nobody twice. Visits with
 * simulated or replayed parts never count: a norm is made of people.
 */
export async function readNormSheets(
  { query }: RecordsDatabase,
  questionnaireVersion: string,
): Promise<readonly KeptProfile[]> {
  const rows = await query
    .selectFrom('further_sheet')
    .innerJoin('visit', (join) =>
      join
        .onRef('visit.resident_id', '=', 'further_sheet.resident_id')
        .onRef('visit.id', '=', 'further_sheet.visit_id'),
    )
    .innerJoin('resident', 'resident.id', 'further_sheet.resident_id')
    .select(['resident.id', 'resident.sex', 'resident.birth_date', 'visit.started_at', 'further_sheet.result'])
    .where('further_sheet.questionnaire', '=', 'five-state-open')
    .where('further_sheet.result', 'is not', null)
    .where('visit.status', '=', 'complete')
    .where('visit.is_simulated', '=', 0)
    .orderBy('visit.started_at')
    .execute();
  const latest = new Map<string, KeptProfile>();
  for (const row of rows) {
    const result = JSON.parse(row.result ?? 'null') as FiveStateResult;
    if (result.version !== questionnaireVersion) continue;
    latest.set(row.id, {
      sex: row.sex as Sex,
      ageYears: ageYears(row.birth_date, row.started_at),
      raw: rawOf(result),
    });
  }
  return [...latest.values()];
}

function rawOf({ scales }: FiveStateResult): Record<FiveState, number> {
  const raw = (id: FiveState) => scales.find((scale) => scale.id === id)?.raw ?? 0;
  return Object.fromEntries(FIVE_STATES.map((id) => [id, raw(id)])) as Record<FiveState, number>;
}

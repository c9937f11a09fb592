import type { ConstitutionResult, ConstitutionScale } from '../domain/constitution.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import type { Model, NamedTensors } from '../inference/model.ts';
import { answersTensor } from './answers-tensor.ts';
import { conclude } from './conclude.ts';
import type { QuestionnaireDefinition } from './definition.ts';
import { InquiryError } from './inquiry-error.ts';
import { questionnaireDefinition, validateAnswers } from './questionnaire.ts';
import { VERDICT_BY_CODE } from './verdict-codes.ts';

/** Sheets in one run of the scorer: bounds its memory to some 30 MB, and time per sheet no longer falls beyond it. */
const SHEETS_PER_RUN = 100_000;

/**
 * Scores one complete sheet by the standard's rule. Rejects with `InquiryError` as `validateAnswers`, or
 * `inquiry/wrong-scorer`, `inquiry/unexpected-scores`; and with `InferenceError` when the scorer does not answer.
 */
export async function scoreSheet(sheet: AnswerSheet, scorer: Model, signal?: AbortSignal): Promise<ConstitutionResult> {
  const [result] = await scoreSheets([sheet], scorer, signal);
  if (result === undefined) throw new InquiryError('inquiry/unexpected-scores', 'the scorer returned no row');
  return result;
}

/** Scores sheets of one questionnaire, in their order. Rejects as `scoreSheet`, also with `inquiry/mixed-sheets`. */
export async function scoreSheets(
  sheets: readonly AnswerSheet[],
  scorer: Model,
  signal?: AbortSignal,
): Promise<readonly ConstitutionResult[]> {
  const [first] = sheets;
  if (first === undefined) return [];
  const definition = questionnaireDefinition(first.questionnaire);
  if (scorer.name !== definition.id || scorer.version !== definition.version) {
    throw new InquiryError('inquiry/wrong-scorer', `${scorer.name} ${scorer.version} does not score ${definition.id}`, {
      questionnaire: definition.id,
      version: definition.version,
      scorer: { name: scorer.name, version: scorer.version },
    });
  }
  for (const sheet of sheets) checkSheet(sheet, definition);
  const results: ConstitutionResult[] = [];
  for (let from = 0; from < sheets.length; from += SHEETS_PER_RUN) {
    const batch = sheets.slice(from, from + SHEETS_PER_RUN);
    const outputs = await scorer.run({ answers: answersTensor(batch, definition.numbers) }, signal);
    for (let row = 0; row < batch.length; row += 1) results.push(readResult(row, outputs, definition, scorer));
  }
  return results;
}

function checkSheet(sheet: AnswerSheet, definition: QuestionnaireDefinition): void {
  if (sheet.questionnaire !== definition.id) {
    throw new InquiryError('inquiry/mixed-sheets', `a batch of ${definition.id} holds a sheet of another kind`, {
      questionnaires: [definition.id, sheet.questionnaire],
    });
  }
  validateAnswers(sheet);
}

function readResult(
  row: number,
  outputs: NamedTensors,
  definition: QuestionnaireDefinition,
  { name, version, sha256 }: Model,
): ConstitutionResult {
  const columns = definition.scales.length;
  const scales = definition.scales.map(({ id, itemCount }, column): ConstitutionScale => {
    const at = row * columns + column;
    const raw = outputs.raw?.data[at] ?? Number.NaN;
    const score = outputs.scores?.data[at] ?? Number.NaN;
    const verdict = VERDICT_BY_CODE[outputs.verdicts?.data[at] ?? -1];
    const possible = raw >= itemCount && raw <= 5 * itemCount && score >= 0 && score <= 100;
    if (!possible || verdict === undefined) {
      throw new InquiryError('inquiry/unexpected-scores', `scale ${id} of row ${row} is impossible`, {
        scale: id,
        row,
      });
    }
    return { id, raw, score, verdict };
  });
  return {
    questionnaire: definition.id,
    version: definition.version,
    scorer: { name, version, sha256 },
    scales,
    conclusion: conclude(scales),
  };
}

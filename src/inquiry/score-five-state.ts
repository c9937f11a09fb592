import type { AnswerConsistency, FiveStateResult, FiveStateScale } from '../domain/five-state.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import type { Model, NamedTensors } from '../inference/model.ts';
import { answersTensor } from './answers-tensor.ts';
import { checkAnswers, checkVersion } from './check-answers.ts';
import { concludeOpen } from './conclude-five-state.ts';
import { fiveStateOpen } from './five-state-questionnaire.ts';
import { InquiryError } from './inquiry-error.ts';
import type { ProfileDefinition } from './profile-definition.ts';

/** What scoring needs of a model; a scorer compiled from a pack has no more. */
export type ProfileScorer = Pick<Model, 'name' | 'version' | 'sha256' | 'run'>;

/** A scored sheet before anything is said about it. */
export interface ProfileScores {
  readonly scorer: FiveStateResult['scorer'];
  readonly scales: readonly FiveStateScale[];
  readonly consistency: AnswerConsistency | null;
}

/** Scores sheets of the open self-description, in their order. Rejects with `InquiryError` as `scoreProfiles`. */
export async function scoreFiveStateOpen(
  sheets: readonly AnswerSheet[],
  scorer: ProfileScorer,
): Promise<readonly FiveStateResult[]> {
  const definition = fiveStateOpen();
  const scored = await scoreProfiles(definition, sheets, scorer);
  return scored.map((scores) => ({
    questionnaire: definition.id,
    version: definition.version,
    label: definition.label,
    norm: null,
    ...scores,
    conclusion: concludeOpen(scores.scales, scores.consistency),
  }));
}

/**
 * Runs the scorer on whole sheets. Rejects with `InquiryError`: `inquiry/wrong-scorer`, `inquiry/mixed-sheets`,
 * `inquiry/version-mismatch`, `inquiry/unknown-item`, `inquiry/invalid-answer`, `inquiry/incomplete-answers`,
 * `inquiry/unexpected-scores`.
 */
export async function scoreProfiles(
  definition: ProfileDefinition,
  sheets: readonly AnswerSheet[],
  scorer: ProfileScorer,
): Promise<readonly ProfileScores[]> {
  checkScorer(definition, scorer);
  const numbers = definition.statements.map(({ number }) => number);
  for (const sheet of sheets) {
    if (sheet.questionnaire !== definition.id) {
      throw new InquiryError('inquiry/mixed-sheets', `a sheet of ${sheet.questionnaire} among ${definition.id}`, {
        questionnaires: [definition.id, sheet.questionnaire],
      });
    }
    checkVersion(sheet, definition.version);
    checkAnswers({ numbers, lowest: 0, highest: 1 }, sheet.answers);
  }
  if (sheets.length === 0) return [];
  const outputs = await scorer.run({ answers: answersTensor(sheets, numbers) });
  return sheets.map((_, row) => readRow(row, outputs, definition, scorer));
}

function checkScorer(definition: ProfileDefinition, { name, version }: ProfileScorer): void {
  if (name === definition.id && version === definition.version) return;
  throw new InquiryError('inquiry/wrong-scorer', `${name} ${version} does not score ${definition.id}`, {
    questionnaire: definition.id,
    version: definition.version,
    scorer: { name, version },
  });
}

function readRow(
  row: number,
  outputs: NamedTensors,
  { scales, opposed }: ProfileDefinition,
  { name, version, sha256 }: ProfileScorer,
): ProfileScores {
  const read = (output: string, at: number, highest: number): number => {
    const value = outputs[output]?.data[at];
    if (value !== undefined && value >= 0 && value <= highest) return value;
    throw new InquiryError('inquiry/unexpected-scores', `${output} of row ${row} is impossible`, { output, row });
  };
  const scored = scales.map(({ id, key }, column): FiveStateScale => {
    const at = row * scales.length + column;
    return { id, raw: read('raw', at, key.length), score: read('scores', at, 100), verdict: null, t: null };
  });
  const pairs = opposed.length;
  const agreeing = pairs === 0 ? null : read('opposed', row, pairs);
  return {
    scorer: { name, version, sha256 },
    scales: scored,
    consistency: agreeing === null ? null : { opposed: agreeing, pairs, index: agreeing / pairs },
  };
}

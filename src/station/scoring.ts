import type { Clock } from '../domain/clock.ts';
import type { ConstitutionResult } from '../domain/constitution.ts';
import type { AnswerSheet, QuestionnaireId, QuestionnaireView } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import { openModelRegistry } from '../inference/model-registry.ts';
import { questionnaireView } from '../inquiry/questionnaire.ts';
import { scoreSheet } from '../inquiry/score-sheet.ts';

/** What the station asks, and how a sheet becomes a result. */
export interface Scoring {
  readonly questionnaireId: QuestionnaireId;
  questionnaire(sex: Sex): QuestionnaireView;
  score(sheet: AnswerSheet): Promise<ConstitutionResult>;
  close(): Promise<void>;
}

/** GB/T 46939-2025 is the national standard in force since 2026-04-01. */
const ADULT: QuestionnaireId = 'gbt46939-2025';

/** The models are checked in their own thread while the station starts; the first result waits for them. */
export function createScoring(modelsDir: string, clock: Clock): Scoring {
  const opening = openModelRegistry({ modelsDir, clock });
  opening.catch(() => undefined);
  return {
    questionnaireId: ADULT,
    questionnaire: (sex) => questionnaireView(ADULT, sex),
    async score(sheet) {
      return scoreSheet(sheet, (await opening).get(sheet.questionnaire));
    },
    async close() {
      const registry = await opening.catch(() => null);
      await registry?.close();
    },
  };
}

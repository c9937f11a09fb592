import type { Clock } from '../domain/clock.ts';
import type { ConstitutionResult } from '../domain/constitution.ts';
import type { AnswerSheet, QuestionnaireId, QuestionnaireView } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import { type ModelRegistry, openModelRegistry } from '../inference/model-registry.ts';
import { questionnaireView } from '../inquiry/questionnaire.ts';
import { scoreSheet } from '../inquiry/score-sheet.ts';

/** What the station asks, and how a sheet becomes a result. */
export interface Scoring {
  questionnaire(sex: Sex): QuestionnaireView;
  score(sheet: AnswerSheet): Promise<ConstitutionResult>;
  /** Opens and checks the models in their own thread; otherwise the first score does. */
  start(): void;
  close(): Promise<void>;
}

/** GB/T 46939-2025 is the national standard in force since 2026-04-01. */
const ADULT: QuestionnaireId = 'gbt46939-2025';

export function createScoring(modelsDir: string, clock: Clock): Scoring {
  let opening: Promise<ModelRegistry> | null = null;
  const registry = (): Promise<ModelRegistry> => {
    opening ??= openModelRegistry({ modelsDir, clock });
    return opening;
  };
  return {
    questionnaire: (sex) => questionnaireView(ADULT, sex),
    async score(sheet) {
      return scoreSheet(sheet, (await registry()).get(sheet.questionnaire));
    },
    start() {
      registry().catch(() => undefined);
    },
    async close() {
      const opened = await opening?.catch(() => null);
      await opened?.close();
    },
  };
}

import { isFiveState } from '../../domain/five-state.ts';
import type { FurtherQuestionnaire } from '../../domain/visit.ts';
import { constitutionFrom, constitutionObservation, isConstitution } from './constitution-observation.ts';
import { fiveStateFrom, fiveStateObservation, isFiveStateProfile } from './five-state-observation.ts';
import { isFurther, questionnaireResponseFrom, sheetFrom } from './questionnaire-response.ts';
import type { Observation, QuestionnaireResponse } from './schema.ts';
import type { VisitContext } from './visit-context.ts';

type Result = FurtherQuestionnaire['result'];

export interface FurtherResources {
  readonly answers: readonly QuestionnaireResponse[];
  readonly observations: readonly Observation[];
}

/** What was taken beside the main questionnaire; a sheet without an answer leaves nothing. */
export function furtherResources(context: VisitContext): FurtherResources {
  const pairs = (context.visit.further ?? []).map((further) => ({
    answers: questionnaireResponseFrom(context, further.sheet, 'further'),
    result: further.result,
  }));
  return {
    answers: pairs.flatMap(({ answers }) => (answers === null ? [] : [answers])),
    observations: pairs.flatMap(({ answers, result }) => {
      if (answers === null || result === null) return [];
      return isFiveState(result)
        ? [fiveStateObservation(context, result, answers.id)]
        : [constitutionObservation(context, result, answers.id, 'further')];
    }),
  };
}

/** In the order of the Bundle, which is the order in which they were begun. */
export function furtherFrom(
  responses: readonly QuestionnaireResponse[],
  observations: readonly Observation[],
): readonly FurtherQuestionnaire[] {
  const results = observations.filter(isFurther).flatMap((observation): readonly NonNullable<Result>[] => {
    if (isFiveStateProfile(observation)) return [fiveStateFrom(observation)];
    return isConstitution(observation) ? [constitutionFrom(observation)] : [];
  });
  return responses.filter(isFurther).map((response) => {
    const sheet = sheetFrom(response);
    return { sheet, result: results.find(({ questionnaire }) => questionnaire === sheet.questionnaire) ?? null };
  });
}

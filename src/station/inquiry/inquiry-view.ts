import type { InquiryNotes } from '../../domain/inquiry-note.ts';
import type { QuestionnaireId } from '../../domain/questionnaire.ts';
import type { InquiryPart } from '../../domain/station-api.ts';
import type { FurtherQuestionnaire, Visit } from '../../domain/visit.ts';
import { notesOn } from '../../inquiry/inquiry-notes.ts';
import type { StationServices } from '../services.ts';
import { questionsOf, sheetIn } from './answering.ts';
import { type Person, personIn } from './person.ts';
import { mainQuestionnaire, minutesFor } from './which-questionnaires.ts';

/** Every questionnaire this person can take, the main one first, and how far each is. */
export async function inquiryParts(services: StationServices, visit: Visit, person: Person): Promise<InquiryPart[]> {
  const main = mainQuestionnaire(person);
  const begun = (visit.further ?? []).map(({ sheet }) => sheet.questionnaire);
  const offered = visit.status === 'in-progress' ? await services.inquiry.further(person) : [];
  const ids = [main, ...begun, ...offered.filter((id) => !begun.includes(id))];
  return Promise.all(ids.map((id) => partOf(services, visit, id, id === main ? 'main' : 'further')));
}

async function partOf(
  services: StationServices,
  visit: Visit,
  questionnaire: QuestionnaireId,
  role: InquiryPart['role'],
): Promise<InquiryPart> {
  const view = await questionsOf(services, visit, questionnaire).catch(() => null);
  const sheet = sheetIn(visit, questionnaire);
  const answers = sheet?.answers ?? {};
  const items = view?.items ?? [];
  return {
    questionnaire,
    role,
    title: view?.title ?? questionnaire,
    begun: sheet !== null,
    answers,
    questionCount: items.length,
    observable: items
      .filter((item) => item.mayBeObserved === true && answers[item.number] === undefined)
      .map(({ number }) => number),
    minutes: minutesFor(items.length, items[0]?.options.length ?? 0),
  };
}

/** What to look at again before the result stands. A sheet that is not whole is only looked at for its quality. */
export async function notesNow(services: StationServices, visit: Visit, id: QuestionnaireId): Promise<InquiryNotes> {
  const sheet = sheetIn(visit, id);
  if (sheet === null) return { questionnaire: id, quality: [], rechecks: [] };
  const { items } = await questionsOf(services, visit, id);
  const whole = items.every(({ number }) => sheet.answers[number] !== undefined);
  return notesOn(sheet, whole ? await services.inquiry.score(sheet, await personIn(services, visit)) : null);
}

/** The further sheets with their results; those not answered to their end keep none, empty ones are dropped. */
export async function scoreFurther(
  services: StationServices,
  visit: Visit,
  person: Person,
): Promise<readonly FurtherQuestionnaire[]> {
  const scored: FurtherQuestionnaire[] = [];
  for (const { sheet } of visit.further ?? []) {
    if (Object.keys(sheet.answers).length === 0) {
      await services.visits.dropFurther(visit.id, sheet.questionnaire);
      continue;
    }
    const view = await services.inquiry.view(sheet.questionnaire, sheet.sex).catch(() => null);
    const whole = view?.items.every(({ number }) => sheet.answers[number] !== undefined) ?? false;
    scored.push({ sheet, result: whole ? await services.inquiry.score(sheet, person) : null });
  }
  return scored;
}

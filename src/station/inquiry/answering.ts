import { bodyOf } from '../../domain/measurement.ts';
import type { AnswerSource, QuestionnaireId, QuestionnaireView, QuestionView } from '../../domain/questionnaire.ts';
import type { AnswerRequest } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { proposeElderAnswers } from '../../inquiry/elder-prefill.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { type Person, personIn } from './person.ts';
import { mainQuestionnaire } from './which-questionnaires.ts';

/** Who puts an answer in: the resident at the screen, or a member of staff who asks, looks and fills in. */
export type Asker = 'resident' | 'staff';

/** Opens the main sheet once consent stands; before it not a word about health is kept. */
export async function openMainSheet(services: StationServices, visit: Visit, asker: Asker): Promise<void> {
  const person = await personIn(services, visit);
  await openSheet(services, visit, mainQuestionnaire(person), person, asker);
}

/** The questions of one questionnaire of this visit, with what was measured proposed. Throws `station/invalid-request`. */
export async function questionsOf(
  services: StationServices,
  visit: Visit,
  wanted?: QuestionnaireId,
): Promise<QuestionnaireView> {
  const person = await personIn(services, visit);
  const id = wanted ?? mainQuestionnaire(person);
  if (id !== mainQuestionnaire(person) && !(await services.inquiry.further(person)).includes(id)) {
    throw new StationError('station/invalid-request', 'that questionnaire is not offered to this person', {
      problem: 'not-offered',
    });
  }
  const view = await services.inquiry.view(id, person.sex);
  return id === 'elder-33' ? withProposals(view, visit) : view;
}

function withProposals(view: QuestionnaireView, visit: Visit): QuestionnaireView {
  const proposals = new Map(
    proposeElderAnswers(bodyOf(visit)).map(({ item, ...proposed }) => [item as string, proposed]),
  );
  const items = view.items.map((item) => {
    const proposed = proposals.get(item.number);
    return proposed === undefined ? item : { ...item, proposed };
  });
  return { ...view, items };
}

/** Keeps one answer as it is given, with what stands behind it. Throws `station/invalid-request` naming the item. */
export async function takeAnswer(
  services: StationServices,
  visit: Visit,
  answer: AnswerRequest,
  asker: Asker,
): Promise<{ readonly answered: number; readonly total: number }> {
  const view = await questionsOf(services, visit, answer.questionnaire);
  const item = view.items.find(({ number }) => number === answer.item);
  if (item === undefined || !item.options.some(({ value }) => value === answer.value)) {
    throw new StationError('station/invalid-request', 'no such item or answer', { items: [answer.item] });
  }
  const person = await personIn(services, visit);
  const sheet = sheetIn(visit, view.id);
  if (sheet === null || (asker === 'staff' && sheet.mode === 'self')) {
    await openSheet(services, visit, view.id, person, asker);
  }
  const source = sourceOf(item, answer, asker);
  await services.visits.saveAnswer(visit.id, answer.item, answer.value, {
    questionnaire: view.id,
    ...(answer.tookMs === undefined ? {} : { tookMs: answer.tookMs }),
    ...(source === null ? {} : { source }),
  });
  const answered = new Set([...Object.keys(sheet?.answers ?? {}), answer.item]).size;
  return { answered, total: view.items.length };
}

/** Null where the mode of the sheet says it already. */
function sourceOf(item: QuestionView, { value, measured }: AnswerRequest, asker: Asker): AnswerSource | null {
  if (measured === true && item.proposed?.value === value) return 'measured';
  return asker === 'staff' && item.mayBeObserved === true ? 'observed' : null;
}

/** The sheet of one questionnaire, main or further; null where it was not begun. */
export function sheetIn(visit: Visit, id: QuestionnaireId): Visit['sheet'] {
  if (visit.sheet?.questionnaire === id) return visit.sheet;
  return visit.further?.find(({ sheet }) => sheet.questionnaire === id)?.sheet ?? null;
}

/** Begins a sheet or goes on with it. One oral answer makes a sheet oral; the resident's own touch never turns it back. */
export async function openSheet(
  services: StationServices,
  visit: Visit,
  id: QuestionnaireId,
  person: Person,
  asker: Asker,
  education?: NonNullable<Visit['sheet']>['education'],
): Promise<void> {
  const { version } = await services.inquiry.view(id, person.sex);
  const mode = asker === 'staff' || sheetIn(visit, id)?.mode === 'oral' ? 'oral' : 'self';
  const header = {
    questionnaire: id,
    version,
    sex: person.sex,
    mode,
    ...(education === undefined ? {} : { education }),
  } as const;
  if (id === mainQuestionnaire(person)) await services.visits.openSheet(visit.id, header);
  else await services.visits.openFurther(visit.id, header);
}

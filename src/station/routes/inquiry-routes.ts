import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { VisitState } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { type Asker, openSheet, questionsOf, takeAnswer } from '../inquiry/answering.ts';
import { notesNow } from '../inquiry/inquiry-view.ts';
import { personIn } from '../inquiry/person.ts';
import { mainQuestionnaire } from '../inquiry/which-questionnaires.ts';
import { answerBody, beginQuestionnaireBody, whichQuestionnaire } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { visitState } from '../visit-view.ts';
import { requireConsentedVisit } from '../who-is-asking.ts';

/** Which visit a request speaks of, and who puts the answers in. */
export interface InquirySide {
  /** Address before `/questionnaire`, with its parameters. */
  readonly base: string;
  readonly asker: Asker;
  visit(request: FastifyRequest): Promise<Visit>;
}

/** The same addresses for the resident at the screen and for the doctor who asks. */
export function registerInquiryRoutes(app: FastifyInstance, services: StationServices, side: InquirySide): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const { base, asker } = side;

  typed.get(`${base}/questionnaire`, { schema: { querystring: whichQuestionnaire } }, async (request) =>
    questionsOf(services, await side.visit(request), request.query.id),
  );

  typed.put(`${base}/answers`, { schema: { body: answerBody } }, async (request) =>
    takeAnswer(services, await side.visit(request), request.body, asker),
  );

  typed.post(
    `${base}/questionnaires`,
    { schema: { body: beginQuestionnaireBody } },
    async (request): Promise<VisitState> => {
      const visit = await side.visit(request);
      const { questionnaire, education } = request.body;
      await questionsOf(services, visit, questionnaire);
      await openSheet(services, visit, questionnaire, await personIn(services, visit), asker, education);
      return visitState(services, (await services.visits.get(visit.id)) ?? visit, null);
    },
  );

  typed.get(`${base}/notes`, { schema: { querystring: whichQuestionnaire } }, async (request) => {
    const visit = await side.visit(request);
    const id = request.query.id ?? mainQuestionnaire(await personIn(services, visit));
    return notesNow(services, visit, id);
  });
}

export function residentSide(services: StationServices): InquirySide {
  return { base: '/api/visit', asker: 'resident', visit: (request) => requireConsentedVisit(services, request) };
}

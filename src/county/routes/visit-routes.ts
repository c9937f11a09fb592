import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { CONSTITUTIONS } from '../../domain/constitution.ts';
import type { CountyVisitDetail } from '../../domain/county-api.ts';
import type { QuestionnaireView } from '../../domain/questionnaire.ts';
import type { StaffSession } from '../../domain/station-api.ts';
import type { Visit, VisitReview } from '../../domain/visit.ts';
import { inquiryNotes } from '../../inquiry/inquiry-notes.ts';
import { installedQuestionnaires, questionnaireView } from '../../inquiry/questionnaire.ts';
import type { VisitFilter } from '../../records/visit-list.ts';
import { CountyError } from '../county-error.ts';
import type { CountyServices } from '../services.ts';
import { READERS, requireRole } from '../who-is-asking.ts';

const Flag = Type.Union([Type.Literal('true'), Type.Literal('false')]);
const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-]\\d{2}:\\d{2}))?$' });
const ListQuery = Type.Object({
  since: Type.Optional(Instant),
  before: Type.Optional(Instant),
  station: Type.Optional(Type.String({ maxLength: 64 })),
  constitution: Type.Optional(Type.Union([...CONSTITUTIONS, 'undetermined'].map((id) => Type.Literal(id)))),
  unreviewed: Type.Optional(Flag),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
const Review = Type.Object({
  decision: Type.Union([Type.Literal('approved'), Type.Literal('returned')]),
  opinion: Type.String({ maxLength: 4_000 }),
});
interface ById {
  readonly Params: { readonly id: string };
}

/** What reviewers read and write. Every read of a person's record leaves an audit entry first. */
export function registerVisitRoutes(app: FastifyInstance, services: CountyServices): void {
  const { audit, captures, reviews, visits } = services;
  const note = (session: StaffSession, action: string, subject: { kind: string; id: string } | null) =>
    audit.append({ actorId: session.accountId, role: session.role, action, subject });

  app.get<{ Querystring: Static<typeof ListQuery> }>(
    '/api/visits',
    { schema: { querystring: ListQuery } },
    async (request) => {
      const session = await requireRole(services, request, READERS);
      await note(session, 'visit.list', null);
      return visits.list(filterOf(request.query));
    },
  );

  app.get<ById>('/api/visits/:id', async (request) => {
    const session = await requireRole(services, request, READERS);
    const visit = await existingVisit(services, request.params.id);
    await note(session, 'visit.read', { kind: 'visit', id: visit.id });
    return visitDetail(services, visit);
  });

  app.get<ById>('/api/captures/:id/bytes', async (request, reply) => {
    const session = await requireRole(services, request, READERS);
    const capture = await captures.get(request.params.id);
    if (capture === null || capture.bytes === null) throw new CountyError('county/not-found', 'no such bytes');
    await note(session, 'capture.read', { kind: 'capture', id: capture.record.id });
    return reply.type(capture.record.mediaType).send(Buffer.from(capture.bytes));
  });

  app.post<ById & { Body: Static<typeof Review> }>(
    '/api/visits/:id/reviews',
    { schema: { body: Review } },
    async (request, reply) => {
      const session = await requireRole(services, request, ['reviewer']);
      const visit = await existingVisit(services, request.params.id);
      const review: VisitReview = {
        visitId: visit.id,
        reviewerId: session.accountId,
        reviewedAt: services.db.now(),
        ...request.body,
      };
      await reviews.add(review);
      await note(session, `visit.${request.body.decision}`, { kind: 'visit', id: visit.id });
      return reply.status(201).send(review);
    },
  );
}

async function existingVisit(services: CountyServices, visitId: string): Promise<Visit> {
  const visit = await services.visits.get(visitId);
  if (visit === null) throw new CountyError('county/not-found', 'no such visit');
  return visit;
}

async function visitDetail(services: CountyServices, visit: Visit): Promise<CountyVisitDetail> {
  const [resident, station, receipt, reviews, picturesReceived, opinions] = await Promise.all([
    services.residents.get(visit.residentId),
    services.stations.get(visit.stationId),
    services.receipts.get(visit.id),
    services.reviews.forVisit(visit.id),
    services.captures.received(visit.id),
    services.opinions.ofVisit(visit.id),
  ]);
  if (resident === null || receipt === null) throw new CountyError('county/not-found', 'no such visit');
  const { receiptId, receivedAt, bundleSha256 } = receipt;
  return {
    visit,
    resident,
    clinicName: station?.clinicName ?? '',
    receipt: { receiptId, receivedAt, bundleSha256 },
    reviews,
    questionnaire: questionsOf(visit),
    notes: inquiryNotes(visit),
    picturesReceived,
    opinions,
  };
}

function filterOf(query: Static<typeof ListQuery>): VisitFilter {
  const { since, before, station, constitution, unreviewed, limit } = query;
  return {
    ...(since === undefined ? {} : { from: utc(since) }),
    ...(before === undefined ? {} : { before: utc(before) }),
    ...(station === undefined ? {} : { stationId: station }),
    ...(constitution === undefined ? {} : { primary: constitution === 'undetermined' ? null : constitution }),
    ...(unreviewed === undefined ? {} : { reviewed: unreviewed !== 'true' }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Stored times are UTC text; a bare date means the beginning of that day in China. */
function utc(time: string): string {
  const at = new Date(time.length === 10 ? `${time}T00:00:00+08:00` : time);
  if (Number.isNaN(at.getTime())) throw new CountyError('county/invalid-request', 'no such time');
  return at.toISOString();
}

/** Wording of another version is not shown beside answers that were given to this one. */
function questionsOf({ sheet }: Visit): QuestionnaireView | null {
  if (sheet === null || !installedQuestionnaires().includes(sheet.questionnaire)) return null;
  const view = questionnaireView(sheet.questionnaire, sheet.sex);
  return view.version === sheet.version ? view : null;
}

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Resident } from '../../domain/resident.ts';
import { checkResidentNumber, isCalendarDate } from '../../domain/resident-number.ts';
import type {
  CardIdentifyResponse,
  IdentifyResponse,
  NewResident,
  StartVisitRequest,
  VisitState,
} from '../../domain/station-api.ts';
import { setSessionCookie, VISIT_COOKIE } from '../cookies.ts';
import { identifyByCard, registerFromCard } from '../identify-by-card.ts';
import { openVisitOf } from '../kept-visit.ts';
import { identifyBody, startVisitBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { today } from '../today.ts';
import { residentCard, visitState } from '../visit-view.ts';
import { staffOf } from '../who-is-asking.ts';

/** GB 11643 check; throws `station/number-invalid` with the first fault. */
function checkedNumber(services: StationServices, number: string) {
  const check = checkResidentNumber(number, today(services.clock));
  if (!check.ok)
    throw new StationError('station/number-invalid', 'the ID number is not valid', { problem: check.problem });
  return check;
}

async function register(services: StationServices, given: NewResident): Promise<Resident> {
  if (!isCalendarDate(given.birthDate) || given.birthDate > today(services.clock)) {
    throw new StationError('station/invalid-request', 'nobody is born on that day');
  }
  let number = given.documentNumber;
  if (given.documentType === 'resident-id') {
    const check = checkedNumber(services, given.documentNumber ?? '');
    if (check.sex !== given.sex || check.birthDate !== given.birthDate) {
      throw new StationError('station/identity-mismatch', 'sex or birth date do not agree with the number');
    }
    number = check.number;
  }
  // Typed, not read from the card: staff check it against the document later (证件待核).
  const document = { type: given.documentType, number, unverified: true };
  return services.residents.create({
    name: given.name.trim(),
    sex: given.sex,
    birthDate: given.birthDate,
    document,
    phone: given.phone,
  });
}

async function residentFor(services: StationServices, body: StartVisitRequest): Promise<Resident | null> {
  if ('claim' in body) return services.residents.get(services.claims.verify(body.claim));
  if ('cardToken' in body) return registerFromCard(services, services.cardTokens.redeem(body.cardToken), body.phone);
  return register(services, body.newResident);
}

/** Finding or creating the resident, and opening the visit. */
export function registerIdentifyRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  typed.post('/api/identify', { schema: { body: identifyBody } }, async (request): Promise<IdentifyResponse> => {
    const { documentType, number } = request.body;
    const check = documentType === 'resident-id' ? checkedNumber(services, number) : null;
    const resident = await services.residents.findByDocument(documentType, check?.number ?? number.trim());
    await services.audit.append({
      actorId: null,
      role: 'resident',
      action: 'resident.identify',
      subject: resident === null ? null : { kind: 'resident', id: resident.id },
    });
    return {
      card: resident === null ? null : residentCard(resident, today(services.clock)),
      claim: resident === null ? null : services.claims.issue(resident.id),
      derived: check === null ? null : { sex: check.sex, birthDate: check.birthDate },
    };
  });

  const limited = { rateLimit: { max: 60, timeWindow: '1 minute' } };
  typed.post('/api/identify/card', { config: limited }, async (): Promise<CardIdentifyResponse> => {
    return identifyByCard(services);
  });

  typed.post('/api/visits', { schema: { body: startVisitBody } }, async (request, reply): Promise<VisitState> => {
    const body = request.body as StartVisitRequest;
    const staff = await staffOf(services, request);
    const resident = await residentFor(services, body);
    if (resident === null) throw new StationError('station/not-found', 'the resident is gone');
    const { visit, resumed } = await openVisitOf(services, resident.id, staff?.accountId ?? null);
    await services.audit.append({
      actorId: staff?.accountId ?? resident.id,
      role: staff?.role ?? 'resident',
      action: resumed ? 'visit.resume' : 'visit.start',
      subject: { kind: 'visit', id: visit.id },
    });
    setSessionCookie(reply, VISIT_COOKIE, await services.tokens.issue(visit.id));
    return visitState(services, visit, null);
  });
}

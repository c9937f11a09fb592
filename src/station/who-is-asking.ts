import type { FastifyRequest } from 'fastify';
import type { StaffRole, StaffSession } from '../domain/station-api.ts';
import type { Visit } from '../domain/visit.ts';
import { cookieOf, STAFF_COOKIE, VISIT_COOKIE } from './cookies.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/** The signed-in member of staff, or null. */
export async function staffOf(services: StationServices, request: FastifyRequest): Promise<StaffSession | null> {
  const token = cookieOf(request, STAFF_COOKIE);
  return token === undefined ? null : services.signIn.authenticate(token);
}

/** Throws `station/not-signed-in`, or `station/not-allowed` when the role is not among `roles`. */
export async function requireStaff(
  services: StationServices,
  request: FastifyRequest,
  roles: readonly StaffRole[] = ['doctor', 'administrator'],
): Promise<StaffSession> {
  const staff = await staffOf(services, request);
  if (staff === null) throw new StationError('station/not-signed-in', 'not signed in');
  if (!roles.includes(staff.role)) throw new StationError('station/not-allowed', 'this role may not do that');
  return staff;
}

/** The visit this browser holds. Throws `station/no-visit`. */
export async function requireVisit(services: StationServices, request: FastifyRequest): Promise<Visit> {
  const visitId = await services.tokens.resolve(cookieOf(request, VISIT_COOKIE));
  const visit = visitId === null ? null : await services.visits.get(visitId);
  if (visit === null) throw new StationError('station/no-visit', 'no visit is open on this screen');
  return visit;
}

/** Like `requireVisit`, and consent to health data stands. */
export async function requireConsentedVisit(services: StationServices, request: FastifyRequest): Promise<Visit> {
  const visit = await requireVisit(services, request);
  if (visit.consent?.healthData !== true) throw new StationError('station/consent-missing', 'consent comes first');
  return visit;
}

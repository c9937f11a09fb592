import type { FastifyRequest } from 'fastify';
import type { StaffRole, StaffSession } from '../domain/station-api.ts';
import { CountyError } from './county-error.ts';
import type { CountyServices } from './services.ts';

export const SESSION_COOKIE = 'sizhen-county-session';

/** GB/T 22239-2019, 8.1.4.2: least privilege. Administrators run the server; only reviewers judge visits. */
export const READERS: readonly StaffRole[] = ['reviewer', 'administrator'];

/** The signed-in account. Throws `county/not-signed-in`, or `county/not-allowed` when its role is none of `roles`. */
export async function requireRole(
  services: CountyServices,
  request: FastifyRequest,
  roles: readonly StaffRole[],
): Promise<StaffSession> {
  const token = request.cookies[SESSION_COOKIE];
  const session = token === undefined ? null : await services.signIn.authenticate(token);
  if (session === null) throw new CountyError('county/not-signed-in', 'nobody is signed in');
  if (!roles.includes(session.role)) throw new CountyError('county/not-allowed', 'this role may not do this');
  return session;
}

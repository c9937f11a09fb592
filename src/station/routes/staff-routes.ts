import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { StaffSession } from '../../domain/station-api.ts';
import { cookieOf, STAFF_COOKIE, setSessionCookie } from '../cookies.ts';
import { signInBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { requireStaff } from '../who-is-asking.ts';

/** Signing staff in and out. */
export function registerStaffRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const limited = { rateLimit: { max: 20, timeWindow: '1 minute' } };

  typed.post(
    '/api/staff/sign-in',
    { schema: { body: signInBody }, config: limited },
    async (request, reply): Promise<StaffSession> => {
      const { token, session } = await services.signIn.signIn(request.body.account, request.body.password);
      await services.audit.append({
        actorId: session.accountId,
        role: session.role,
        action: 'staff.sign-in',
        subject: null,
      });
      setSessionCookie(reply, STAFF_COOKIE, token);
      return session;
    },
  );

  typed.post('/api/staff/sign-out', async (request, reply) => {
    const token = cookieOf(request, STAFF_COOKIE);
    if (token !== undefined) await services.signIn.signOut(token);
    services.hub.dropStaff();
    reply.clearCookie(STAFF_COOKIE, { path: '/' });
    return reply.header('clear-site-data', '"cache", "storage"').send({ signedOut: true });
  });

  typed.get('/api/staff/me', async (request): Promise<StaffSession> => requireStaff(services, request));
}

import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { CountyError } from '../county-error.ts';
import type { CountyServices } from '../services.ts';
import { READERS, requireRole, SESSION_COOKIE } from '../who-is-asking.ts';

const SignIn = Type.Object({
  userName: Type.String({ minLength: 1, maxLength: 100 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
});

const PATH = '/';

export function registerSessionRoutes(app: FastifyInstance, services: CountyServices): void {
  const config = { rateLimit: { max: 10, timeWindow: '1 minute' } };
  app.post<{ Body: Static<typeof SignIn> }>(
    '/api/sign-in',
    { schema: { body: SignIn }, config },
    async (request, reply) => {
      const { token, session } = await services.signIn.signIn(request.body.userName, request.body.password);
      if (!READERS.includes(session.role)) {
        await services.signIn.signOut(token);
        throw new CountyError('county/not-allowed', 'this role has no place at the county');
      }
      const secure = request.protocol === 'https';
      reply.setCookie(SESSION_COOKIE, token, { path: PATH, httpOnly: true, sameSite: 'strict', secure });
      return session;
    },
  );

  app.post('/api/sign-out', async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE];
    if (token !== undefined) await services.signIn.signOut(token);
    return reply.clearCookie(SESSION_COOKIE, { path: PATH }).status(204).send();
  });

  app.get('/api/me', (request) => requireRole(services, request, READERS));
}

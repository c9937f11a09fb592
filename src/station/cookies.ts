import type { FastifyReply, FastifyRequest } from 'fastify';

export const VISIT_COOKIE = 'sizhen_visit';
export const STAFF_COOKIE = 'sizhen_staff';

/** Out of reach of scripts and other sites; a session cookie ends with the browser. */
export function setSessionCookie(reply: FastifyReply, name: string, token: string): void {
  reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'strict' });
}

export const cookieOf = (request: FastifyRequest, name: string): string | undefined => request.cookies[name];

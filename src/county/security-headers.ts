import type { FastifyInstance } from 'fastify';
import { CountyError } from './county-error.ts';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** The console loads nothing from elsewhere, is framed nowhere, and other sites cannot make it write. */
export function protectConsole(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    const { origin, host } = request.headers;
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && origin !== undefined && hostOf(origin) !== host) {
      throw new CountyError('county/not-allowed', 'requests from other sites are refused');
    }
  });
}

/** `Origin: null` and other oddities belong to no host. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

import type { FastifyInstance } from 'fastify';
import { StationError } from './station-error.ts';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** Pages load nothing from elsewhere, are framed nowhere, and other sites cannot make them write. */
export function protectPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    const { origin, host } = request.headers;
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && origin !== undefined && new URL(origin).host !== host) {
      throw new StationError('station/not-allowed', 'requests from other sites are refused');
    }
  });
}

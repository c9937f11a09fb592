import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
  "form-action 'self'",
];

/**
 * Whether a browser sent this request for a page of another origin. `Origin: null` and other oddities belong to no host;
 * programs that are no browsers send no origin.
 */
export function isFromOtherOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

export interface PageProtection {
  /** What a write of another origin is answered with. */
  refusal(): Error;
  /** Directives beside the common ones. */
  readonly directives?: readonly string[];
}

/** Pages load nothing from elsewhere, are framed nowhere, and other sites cannot make them write. */
export function protectPages(app: FastifyInstance, { refusal, directives = [] }: PageProtection): void {
  const policy = [...POLICY, ...directives].join('; ');
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', policy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && isFromOtherOrigin(request.headers)) throw refusal();
  });
}

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built console. Assets carry their hash in the name and may be kept; pages may not. */
export async function registerPages(app: FastifyInstance, pagesDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pagesDir,
    index: false,
    setHeaders: (response, path) => {
      const keep = path.includes('/assets/');
      response.header('cache-control', keep ? 'public, max-age=31536000, immutable' : 'no-store');
    },
  });
  app.get('/', async (_request, reply) => reply.sendFile('county.html'));
}

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/clinic': 'clinic.html',
  '/report': 'report.html',
};

/** The built pages. Assets carry their hash in the name and may be kept; pages may not. */
export async function registerPages(app: FastifyInstance, pagesDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pagesDir,
    serve: true,
    index: false,
    setHeaders: (response, path) => {
      const keep = path.includes('/assets/');
      response.header('cache-control', keep ? 'public, max-age=31536000, immutable' : 'no-store');
    },
  });
  for (const [address, file] of Object.entries(PAGES))
    app.get(address, async (_request, reply) => reply.sendFile(file));
}

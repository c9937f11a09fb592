import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { CountyConfig } from '../config/load-config.ts';
import type { Clock } from '../domain/clock.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { registerErrorResponses } from './error-response.ts';
import { registerEnrolRoutes } from './routes/enrol-routes.ts';
import { registerFhirRoutes } from './routes/fhir-routes.ts';
import { registerOverviewRoutes } from './routes/overview-routes.ts';
import { registerPages } from './routes/page-routes.ts';
import { registerPictureRoutes } from './routes/picture-routes.ts';
import { registerSessionRoutes } from './routes/session-routes.ts';
import { registerVisitRoutes } from './routes/visit-routes.ts';
import { protectConsole } from './security-headers.ts';
import { countyServices } from './services.ts';

export interface CountyOptions {
  readonly db: RecordsDatabase;
  readonly config: Pick<CountyConfig, 'countyName'>;
  readonly clock: Clock;
  readonly softwareVersion: string;
  /** Folder of the built pages; null for the interfaces alone. */
  readonly pagesDir: string | null;
}

/** The county's HTTP application, not yet listening. Closing it leaves the database open. */
export async function buildCounty(options: CountyOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // Addresses hold ids of people's records: only unforeseen failures are logged.
    logger: { level: 'error' },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    // TLS ends at a proxy on the same machine.
    trustProxy: 'loopback',
  });
  const services = countyServices(options.db, options.clock, options.config.countyName);
  registerErrorResponses(app);
  protectConsole(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  registerFhirRoutes(app, services, { ...options.config, softwareVersion: options.softwareVersion });
  registerEnrolRoutes(app, services);
  registerSessionRoutes(app, services);
  registerVisitRoutes(app, services);
  registerPictureRoutes(app, services);
  registerOverviewRoutes(app, services);
  if (options.pagesDir !== null) await registerPages(app, options.pagesDir);
  return app;
}

import type { FastifyInstance } from 'fastify';
import { protectPages } from '../security/page-headers.ts';
import { StationError } from './station-error.ts';

/** The station's pages also hold a WebSocket to their own host. */
export function protectStationPages(app: FastifyInstance): void {
  protectPages(app, {
    refusal: () => new StationError('station/not-allowed', 'requests from other sites are refused'),
    directives: ["connect-src 'self' ws: wss:"],
  });
}

import type { FastifyInstance } from 'fastify';
import { isFromOtherOrigin } from '../../security/page-headers.ts';
import { cookieOf, VISIT_COOKIE } from '../cookies.ts';
import type { StationServices } from '../services.ts';
import { staffOf } from '../who-is-asking.ts';

/** `/api/live`: one WebSocket a page. Pages of other origins are refused: browsers send cookies with any WebSocket. */
export function registerLiveRoutes(app: FastifyInstance, services: StationServices): void {
  app.get('/api/live', { websocket: true }, async (socket, request) => {
    if (isFromOtherOrigin(request.headers)) {
      socket.close(1008, 'origin');
      return;
    }
    const visitId = await services.tokens.resolve(cookieOf(request, VISIT_COOKIE));
    const staff = await staffOf(services, request);
    if (socket.readyState !== socket.OPEN) return;
    services.hub.join(socket, { visitId, staff: staff !== null });
    socket.send(JSON.stringify({ type: 'card-reader', state: services.devices.cardReader }));
    socket.send(JSON.stringify({ type: 'instrument', status: services.supervisor.status }));
  });
}

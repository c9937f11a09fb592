import type { FastifyInstance } from 'fastify';
import type { StationStatus } from '../../domain/station-api.ts';
import type { StationServices } from '../services.ts';

/** What any page may know: no person appears here. */
export function registerStatusRoutes(app: FastifyInstance, services: StationServices): void {
  app.get('/api/station', async (): Promise<StationStatus> => {
    const { pending, failed, oldestPendingAt } = await services.outbox.counts();
    const { link } = services.supervisor;
    return {
      ...(link.receivedBytes === 0 ? {} : { link }),
      stationId: services.station.id,
      clinicName: services.station.clinicName,
      softwareVersion: services.softwareVersion,
      demonstration: services.demonstration,
      cardReader: services.devices.cardReader,
      instrument: services.supervisor.status,
      outbox: { pending, failed, oldestPendingAt },
      county: { enrolled: services.county.enrolled, reachable: services.county.reachable },
    };
  });
}

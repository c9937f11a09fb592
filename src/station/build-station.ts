import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { CaptureDesk } from './capture-desk.ts';
import { registerErrorResponses } from './error-response.ts';
import { registerCalibrationRoutes } from './routes/calibration-routes.ts';
import { registerCaptureRoutes } from './routes/capture-routes.ts';
import { registerChangeRoutes } from './routes/change-routes.ts';
import { registerClinicInquiryRoutes } from './routes/clinic-inquiry-routes.ts';
import { registerClinicRoutes } from './routes/clinic-routes.ts';
import { registerDeviceRoutes } from './routes/device-routes.ts';
import { registerElderRecordRoutes } from './routes/elder-record-routes.ts';
import { registerIdentifyRoutes } from './routes/identify-routes.ts';
import { registerInquiryRoutes, residentSide } from './routes/inquiry-routes.ts';
import { registerLiveRoutes } from './routes/live-routes.ts';
import { registerMeasurementRoutes } from './routes/measurement-routes.ts';
import { registerOpinionRoutes } from './routes/opinion-routes.ts';
import { registerPackRoutes } from './routes/pack-routes.ts';
import { registerPages } from './routes/page-routes.ts';
import { registerPictureRoutes } from './routes/picture-routes.ts';
import { registerStaffRoutes } from './routes/staff-routes.ts';
import { registerStatusRoutes } from './routes/status-routes.ts';
import { registerVisitRoutes } from './routes/visit-routes.ts';
import { protectStationPages } from './security-headers.ts';
import type { StationServices } from './services.ts';

/** The station's HTTP and WebSocket application, not yet listening. `pagesDir` null: the API alone. */
export async function buildStation(
  services: StationServices,
  desk: CaptureDesk,
  pagesDir: string | null,
): Promise<FastifyInstance> {
  // Request lines may hold searched names: only unforeseen failures are logged.
  const app = Fastify({
    logger: { level: 'error' },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    // Coercion would turn an absent phone (null) into an empty one.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  registerErrorResponses(app);
  protectStationPages(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } });
  registerStatusRoutes(app, services);
  registerIdentifyRoutes(app, services);
  registerVisitRoutes(app, services, desk);
  registerInquiryRoutes(app, services, residentSide(services));
  registerClinicInquiryRoutes(app, services);
  registerElderRecordRoutes(app, services);
  registerPackRoutes(app, services);
  registerCaptureRoutes(app, services, desk);
  registerCalibrationRoutes(app, services, desk);
  registerStaffRoutes(app, services);
  registerClinicRoutes(app, services);
  registerPictureRoutes(app, services);
  registerOpinionRoutes(app, services);
  registerChangeRoutes(app, services);
  registerMeasurementRoutes(app, services);
  registerDeviceRoutes(app, services, desk);
  registerLiveRoutes(app, services);
  if (pagesDir !== null) await registerPages(app, pagesDir);
  return app;
}

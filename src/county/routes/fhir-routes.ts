import type { FastifyInstance } from 'fastify';
import { sha256Hex } from '../../exchange/canonical-json.ts';
import { EVIDENCE_PATH, NORMS_PATH } from '../../exchange/fetch-document.ts';
import { bodyBytes, stationAuthenticator } from '../authenticate-station.ts';
import { capabilityStatement } from '../capability-statement.ts';
import { CountyError } from '../county-error.ts';
import { receiveBundle } from '../receive-bundle.ts';
import { receiveOpinion } from '../receive-opinion.ts';
import type { CountyServices } from '../services.ts';

/** A Bundle with two 10 s excerpts is some 100 KiB; ten times as much leaves room for longer questionnaires. */
const BUNDLE_LIMIT_BYTES = 2 * 1024 * 1024;
/** A 12-megapixel picture as PNG. */
const BINARY_LIMIT_BYTES = 48 * 1024 * 1024;

/** What stations speak to. The body stays bytes until its digest and signature hold. */
export function registerFhirRoutes(
  app: FastifyInstance,
  services: CountyServices,
  about: { readonly countyName: string; readonly softwareVersion: string },
): void {
  const authenticateStation = stationAuthenticator(services);
  app.register((fhir, _options, done) => {
    fhir.removeAllContentTypeParsers();
    fhir.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    fhir.get('/fhir/metadata', async () => capabilityStatement(about.countyName, about.softwareVersion));

    fhir.post('/fhir', { bodyLimit: BUNDLE_LIMIT_BYTES }, async (request, reply) => {
      const caller = await authenticateStation(request);
      const { status, receipt } = await receiveBundle(services, caller, bodyBytes(request));
      return reply.status(status).send(receipt);
    });

    /** Local norms of the self-description; nothing of a person is in them. */
    fhir.get(NORMS_PATH, async (request, reply) => {
      await authenticateStation(request);
      const norms = await services.norms.current();
      return norms === null ? reply.status(204).send() : reply.send(norms);
    });

    /** The evidence of 四诊合参 refitted here; nothing of a person is in it. */
    fhir.get(EVIDENCE_PATH, async (request, reply) => {
      await authenticateStation(request);
      const table = await services.evidence.current();
      return table === null ? reply.status(204).send() : reply.send(table);
    });

    fhir.put<{ Params: { id: string } }>(
      '/fhir/Observation/:id',
      { bodyLimit: BUNDLE_LIMIT_BYTES },
      async (request, reply) => {
        const caller = await authenticateStation(request);
        const body = bodyBytes(request);
        const isNew = await receiveOpinion(services, caller, request.params.id, body);
        return reply.status(isNew ? 201 : 200).send({ id: request.params.id, sha256: sha256Hex(body) });
      },
    );

    fhir.put<{ Params: { id: string } }>(
      '/fhir/Binary/:id',
      { bodyLimit: BINARY_LIMIT_BYTES },
      async (request, reply) => {
        const { stationId } = await authenticateStation(request);
        const capture = await services.captures.get(request.params.id);
        if (capture === null) throw new CountyError('county/not-found', 'no received visit names this capture');
        const visit = await services.visits.get(capture.visitId);
        if (visit?.stationId !== stationId) {
          throw new CountyError('county/other-station', 'the capture belongs to another station');
        }
        const bytes = bodyBytes(request);
        await services.captures.attachBytes(request.params.id, bytes);
        return reply.status(200).send({ captureId: request.params.id, sha256: sha256Hex(bytes) });
      },
    );
    done();
  });
}

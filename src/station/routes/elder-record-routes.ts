import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ElderRecordEntry, ElderRecordView } from '../../domain/elder-record.ts';
import { elderRecordOf, keepElderRecord, knownGuidance } from '../inquiry/elder-record.ts';
import { elderRecordBody, idParams } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** 老年人中医药健康管理服务记录表 of one visit. */
export function registerElderRecordRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const path = '/api/clinic/visits/:id/elder-record';
  const opened = async (request: FastifyRequest, action: string) => {
    const staff = await requireStaff(services, request);
    const visit = await services.visits.get((request.params as { readonly id: string }).id);
    if (visit === null) throw new StationError('station/not-found', 'no such visit');
    const subject = { kind: 'visit', id: visit.id };
    await services.audit.append({ actorId: staff.accountId, role: staff.role, action, subject });
    return { staff, visit };
  };

  typed.get(path, { schema: { params: idParams } }, async (request): Promise<ElderRecordView> => {
    const { staff, visit } = await opened(request, 'elder-record.read');
    return elderRecordOf(services, visit, staff);
  });

  typed.put(
    path,
    { schema: { params: idParams, body: elderRecordBody } },
    async (request): Promise<ElderRecordView> => {
      const { staff, visit } = await opened(request, 'elder-record.write');
      const { number, doctor, guidance } = request.body as ElderRecordEntry;
      await keepElderRecord(services, visit, { number, doctor, guidance: knownGuidance(guidance) });
      return elderRecordOf(services, visit, staff);
    },
  );
}

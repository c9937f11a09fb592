import type { ExpressionBuilder } from 'kysely';
import type { Sex } from '../domain/resident.ts';
import { ageYears } from '../domain/resident-number.ts';
import type { UploadStatus, VisitListRow } from '../domain/station-api.ts';
import type { VisitStatus } from '../domain/visit.ts';
import type { Query } from './database.ts';
import type { RecordsSchema } from './schema.ts';

export interface VisitFilter {
  readonly status?: VisitStatus;
  readonly residentId?: string;
  readonly stationId?: string;
  /** Half-open range of `startedAt`, ISO. */
  readonly from?: string;
  readonly to?: string;
  readonly reviewed?: boolean;
  /** Primary constitution; null for scored visits where the rule names none. */
  readonly primary?: string | null;
  /** Default 50. */
  readonly limit?: number;
  /** Only visits that started earlier than this, for paging. */
  readonly before?: string;
  /** Beside `before`: also those that started at that very moment and come after this visit in the list. */
  readonly beforeId?: string;
}

const DEFAULT_LIMIT = 50;

/** Newest first. */
export async function listVisits(query: Query, filter: VisitFilter): Promise<readonly VisitListRow[]> {
  const rows = await selectRows(filtered(query, filter))
    .orderBy('visit.started_at', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT)
    .execute();
  return rows.map((row) => ({
    visitId: row.id,
    residentId: row.resident_id,
    residentName: row.name,
    sex: row.sex as Sex,
    ageYears: ageYears(row.birth_date, row.started_at),
    startedAt: row.started_at,
    completedAt: row.completed_at,
    status: row.status as VisitStatus,
    primary: row.primary_constitution,
    conclusionText: row.conclusion_text,
    simulated: row.is_simulated === 1,
    stationId: row.station_id,
    clinicName: row.clinic_name ?? '',
    upload: uploadState(row.receipt_id, row.outbox_state),
    reviewed: row.reviewed_at !== null,
  }));
}

/** "Uploaded" only when the receipt is stored. */
export function uploadState(receiptId: string | null, outboxState: string | null): UploadStatus['state'] {
  if (receiptId !== null) return 'uploaded';
  if (outboxState === 'failed') return 'failed';
  return outboxState === null ? 'not-queued' : 'pending';
}

function filtered(query: Query, filter: VisitFilter) {
  return query
    .selectFrom('visit')
    .innerJoin('resident', 'resident.id', 'visit.resident_id')
    .leftJoin('station', 'station.id', 'visit.station_id')
    .leftJoin('receipt', 'receipt.visit_id', 'visit.id')
    .leftJoin('outbox', (join) => join.onRef('outbox.visit_id', '=', 'visit.id').on('outbox.kind', '=', 'record'))
    .$if(filter.status !== undefined, (q) => q.where('visit.status', '=', filter.status ?? ''))
    .$if(filter.residentId !== undefined, (q) => q.where('visit.resident_id', '=', filter.residentId ?? ''))
    .$if(filter.stationId !== undefined, (q) => q.where('visit.station_id', '=', filter.stationId ?? ''))
    .$if(filter.from !== undefined, (q) => q.where('visit.started_at', '>=', filter.from ?? ''))
    .$if(filter.to !== undefined, (q) => q.where('visit.started_at', '<', filter.to ?? ''))
    .$if(filter.before !== undefined, (q) => q.where((eb) => earlier(eb, filter.before ?? '', filter.beforeId ?? '')))
    .$if(typeof filter.primary === 'string', (q) => q.where('visit.primary_constitution', '=', filter.primary ?? ''))
    .$if(filter.primary === null, (q) =>
      q.where('visit.primary_constitution', 'is', null).where('visit.constitution', 'is not', null),
    )
    .$if(filter.reviewed !== undefined, (q) =>
      q.where((eb) => {
        const review = eb.exists(
          eb.selectFrom('review').select('review.id').whereRef('review.visit_id', '=', 'visit.id'),
        );
        return filter.reviewed ? review : eb.not(review);
      }),
    );
}

/** Ids are never empty, so an empty one adds nothing of that moment. */
function earlier(eb: ExpressionBuilder<RecordsSchema, 'visit'>, before: string, beforeId: string) {
  const sameMoment = eb.and([eb('visit.started_at', '=', before), eb('visit.id', '<', beforeId)]);
  return eb.or([eb('visit.started_at', '<', before), sameMoment]);
}

function selectRows(query: ReturnType<typeof filtered>) {
  return query
    .select(['visit.id', 'visit.resident_id', 'visit.station_id', 'visit.status', 'visit.started_at'])
    .select(['visit.completed_at', 'visit.primary_constitution', 'visit.conclusion_text', 'visit.is_simulated'])
    .select(['resident.name', 'resident.sex', 'resident.birth_date', 'station.clinic_name'])
    .select(['receipt.receipt_id', 'outbox.state as outbox_state'])
    .select((eb) =>
      eb
        .selectFrom('review')
        .select((r) => r.fn.max('review.reviewed_at').as('at'))
        .whereRef('review.visit_id', '=', 'visit.id')
        .as('reviewed_at'),
    );
}

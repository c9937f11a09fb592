import type { Selectable } from 'kysely';
import type { ConstitutionResult } from '../domain/constitution.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import type { Synthesis } from '../domain/synthesis.ts';
import {
  CAPTURE_KINDS,
  type CaptureKind,
  type CaptureRecord,
  type Consent,
  type SkippedCapture,
  type Visit,
  type VisitFindings,
  type VisitStatus,
} from '../domain/visit.ts';
import type { Query } from './database.ts';
import { furtherSheets, type SheetHeader } from './further-sheets.ts';
import { measurementsOf } from './measurement-rows.ts';
import { RecordsError } from './records-error.ts';
import type { CaptureTable, VisitTable } from './schema.ts';

export type VisitRow = Selectable<VisitTable>;

const NO_FINDINGS: VisitFindings = { tongue: null, underside: null, face: null, pulse: {} };

/** The row of a visit. Throws `records/not-found`. */
export async function visitRow(query: Query, visitId: string): Promise<VisitRow> {
  const row = await query.selectFrom('visit').selectAll().where('id', '=', visitId).executeTakeFirst();
  if (row === undefined) throw new RecordsError('records/not-found', 'No such visit', { visitId });
  return row;
}

/** Puts a visit together from its rows. */
export async function visitFromRow(query: Query, row: VisitRow): Promise<Visit> {
  const answers = await query
    .selectFrom('visit_answer')
    .select(['item', 'value'])
    .where('resident_id', '=', row.resident_id)
    .where('visit_id', '=', row.id)
    .orderBy('answered_at')
    .execute();
  const captures = await query
    .selectFrom('capture')
    .select(['id', 'kind', 'media_type', 'sha256', 'size_bytes', 'provenance'])
    .where('resident_id', '=', row.resident_id)
    .where('visit_id', '=', row.id)
    .execute();
  const skipped = await query
    .selectFrom('skipped_capture')
    .select(['kind', 'reason', 'at'])
    .where('resident_id', '=', row.resident_id)
    .where('visit_id', '=', row.id)
    .execute();
  const further = await furtherSheets(query, row);
  return {
    id: row.id,
    residentId: row.resident_id,
    stationId: row.station_id,
    status: row.status as VisitStatus,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    operatorId: row.operator_id,
    consent: parseOr<Consent | null>(row.consent, null),
    sheet: sheetFrom(row.sheet, answers),
    captures: captures.map(captureFromRow).sort(byKind),
    skipped: skipped.map(skippedFromRow).sort(byKind),
    measurements: await measurementsOf(query, row),
    findings: parseOr<VisitFindings>(row.findings, NO_FINDINGS),
    constitution: parseOr<ConstitutionResult | null>(row.constitution, null),
    ...(further.length === 0 ? {} : { further }),
    ...(row.synthesis === null ? {} : { synthesis: JSON.parse(row.synthesis) as Synthesis }),
  };
}

/** The columns that hold what a closed or received visit says. */
export function rowFromVisit(visit: Visit): VisitTable {
  return {
    resident_id: visit.residentId,
    id: visit.id,
    station_id: visit.stationId,
    operator_id: visit.operatorId,
    status: visit.status,
    started_at: visit.startedAt,
    completed_at: visit.completedAt,
    consent: visit.consent === null ? null : JSON.stringify(visit.consent),
    sheet: visit.sheet === null ? null : JSON.stringify(headerOf(visit.sheet)),
    findings: JSON.stringify(visit.findings),
    ...conclusionColumns(visit.constitution),
    synthesis: visit.synthesis === undefined ? null : JSON.stringify(visit.synthesis),
    is_simulated: isSimulated([...visit.captures, ...visit.measurements]) ? 1 : 0,
  };
}

/** The result as a document, and beside it what lists and counts read. */
export function conclusionColumns(constitution: ConstitutionResult | null) {
  return {
    constitution: constitution === null ? null : JSON.stringify(constitution),
    primary_constitution: constitution?.conclusion.primary ?? null,
    conclusion_text: constitution?.conclusion.text ?? null,
  };
}

/** True when any part did not come from a live instrument, so that nobody takes it for a measurement. */
export function isSimulated(parts: readonly { readonly provenance: Provenance }[]): boolean {
  return parts.some(({ provenance }) => provenance.nature !== 'live');
}

export function captureRow(
  visit: Pick<VisitRow, 'id' | 'resident_id'>,
  capture: CaptureRecord,
  bytes: Uint8Array | null,
) {
  return {
    resident_id: visit.resident_id,
    visit_id: visit.id,
    id: capture.id,
    kind: capture.kind,
    media_type: capture.mediaType,
    sha256: capture.sha256,
    size_bytes: capture.sizeBytes,
    provenance: JSON.stringify(capture.provenance),
    bytes,
  };
}

export function captureFromRow(
  row: Omit<Selectable<CaptureTable>, 'bytes' | 'resident_id' | 'visit_id'>,
): CaptureRecord {
  return {
    id: row.id,
    kind: row.kind as CaptureKind,
    mediaType: row.media_type,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    provenance: JSON.parse(row.provenance) as Provenance,
  };
}

export function headerOf(sheet: AnswerSheet): SheetHeader {
  const { answers: _answers, ...header } = sheet;
  return header;
}

function sheetFrom(header: string | null, answers: readonly { item: string; value: number }[]): AnswerSheet | null {
  if (header === null) return null;
  const byItem = Object.fromEntries(answers.map(({ item, value }) => [item, value]));
  return { ...(JSON.parse(header) as SheetHeader), answers: byItem };
}

function skippedFromRow(row: { kind: string; reason: string; at: string }): SkippedCapture {
  return { kind: row.kind as CaptureKind, reason: row.reason as SkippedCapture['reason'], at: row.at };
}

function byKind(a: { readonly kind: CaptureKind }, b: { readonly kind: CaptureKind }): number {
  return CAPTURE_KINDS.indexOf(a.kind) - CAPTURE_KINDS.indexOf(b.kind);
}

function parseOr<T>(text: string | null, absent: T): T {
  return text === null ? absent : (JSON.parse(text) as T);
}

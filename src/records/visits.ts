import { createHash } from 'node:crypto';
import type { ConstitutionResult } from '../domain/constitution.ts';
import type { Measurement, NewMeasurement } from '../domain/measurement.ts';
import { PICTURE_KINDS } from '../domain/picture.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { QuestionnaireId } from '../domain/questionnaire.ts';
import type { Resident } from '../domain/resident.ts';
import type { VisitListRow } from '../domain/station-api.ts';
import type { Synthesis } from '../domain/synthesis.ts';
import type {
  CaptureKind,
  CaptureRecord,
  Consent,
  FurtherQuestionnaire,
  SkippedCapture,
  Visit,
  VisitFindings,
} from '../domain/visit.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import {
  dropFurtherSheet,
  type GivenAnswer,
  noteAnswer,
  openFurtherSheet,
  type SheetHeader,
  saveFurtherAnswer,
  saveFurtherResults,
  timesAndSources,
} from './further-sheets.ts';
import { insertMeasurement } from './measurement-rows.ts';
import { enqueueEntries, type NewOutboxEntry } from './outbox.ts';
import { RecordsError } from './records-error.ts';
import { noteVisit, residentById } from './residents.ts';
import { listVisits, type VisitFilter } from './visit-list.ts';
import { captureRow, conclusionColumns, isSimulated, type VisitRow, visitFromRow, visitRow } from './visit-rows.ts';

export interface StartVisit {
  readonly residentId: string;
  readonly stationId: string;
  readonly operatorId: string | null;
}

/** What is known of an answer beside its value; `questionnaire` left out means the visit's main one. */
export type AnswerCircumstances = Pick<GivenAnswer, 'tookMs' | 'source'> & { readonly questionnaire?: QuestionnaireId };

export interface NewCapture {
  readonly kind: CaptureKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly provenance: Provenance;
}

export interface VisitResults {
  readonly findings: VisitFindings;
  readonly constitution: ConstitutionResult | null;
  readonly completedAt: string;
  /** Results of the further sheets; those left out keep none. */
  readonly further?: readonly FurtherQuestionnaire[];
  /** 四诊合参; left out where it could not be computed. */
  readonly synthesis?: Synthesis | null;
}

/**
 * Visits in progress take changes; a closed one answers `records/visit-closed`, an unknown one `records/not-found`.
 * Answers and captures are taken only after consent (`records/no-consent`).
 */
export interface Visits {
  start(visit: StartVisit): Promise<Visit>;
  saveConsent(visitId: string, consent: Consent): Promise<void>;
  /** Which questionnaire is being answered, before its first answer. */
  openSheet(visitId: string, sheet: SheetHeader): Promise<void>;
  /** One answer as it is given; a later answer to the same item replaces it. */
  saveAnswer(visitId: string, item: string, value: number, how?: AnswerCircumstances): Promise<void>;
  /** Begins a questionnaire beside the main one, or goes on with it. */
  openFurther(visitId: string, sheet: SheetHeader): Promise<void>;
  dropFurther(visitId: string, questionnaire: QuestionnaireId): Promise<void>;
  /** Metadata and bytes in one transaction; replaces an earlier capture or skip of the same kind. */
  addCapture(visitId: string, capture: NewCapture): Promise<CaptureRecord>;
  /** Also drops a capture of that kind. */
  skip(visitId: string, skipped: SkippedCapture): Promise<void>;
  /**
   * Keeps a measurement or a correction of one. Throws `records/not-found` when `replaces` names none of this visit, and
   * `records/already-corrected` when another correction of it is held.
   */
  addMeasurement(visitId: string, measurement: NewMeasurement): Promise<Measurement>;
  /** Findings so far, so that they survive an interruption. */
  saveFindings(visitId: string, findings: VisitFindings): Promise<void>;
  get(visitId: string): Promise<Visit | null>;
  list(filter?: VisitFilter): Promise<readonly VisitListRow[]>;
  /** Closes the visit and queues what `outbox` returns for it, in one transaction. */
  complete(
    visitId: string,
    results: VisitResults,
    outbox: (visit: Visit, resident: Resident) => readonly NewOutboxEntry[],
  ): Promise<Visit>;
  abandon(visitId: string): Promise<void>;
  /** The member of staff who attends a visit that a resident had begun alone; the first one stays. */
  attend(visitId: string, operatorId: string): Promise<void>;
  /** The latest visit in progress of this resident, or null. */
  findOpen(residentId: string): Promise<Visit | null>;
  /** The resident's complete visits that began before that time (ISO, UTC), latest first; at most `limit`. */
  completedBefore(residentId: string, time: string, limit: number): Promise<readonly Visit[]>;
  /** Abandons what was begun before that time (ISO, UTC) and never finished; how many. */
  abandonStartedBefore(time: string): Promise<number>;
}

export function createVisits(db: RecordsDatabase): Visits {
  const change = <T>(visitId: string, work: (tx: Query, visit: VisitRow) => Promise<T>) =>
    changeOpenVisit(db, visitId, work);
  return {
    start: (visit) => start(db, visit),
    saveConsent: (visitId, consent) =>
      change(visitId, (tx, visit) => update(tx, visit, { consent: JSON.stringify(consent) })),
    openSheet: (visitId, sheet) => change(visitId, (tx, visit) => openSheet(tx, visit, sheet)),
    saveAnswer: (visitId, item, value, { questionnaire, ...how } = {}) =>
      change(visitId, (tx, visit) => {
        const answer = { item, value, ...how };
        if (questionnaire === undefined || questionnaire === headerIn(visit)?.questionnaire) {
          return saveAnswer(tx, visit, answer, db.now());
        }
        requireConsent(visit, 'healthData');
        return saveFurtherAnswer(tx, visit, questionnaire, answer);
      }),
    openFurther: (visitId, sheet) =>
      change(visitId, (tx, visit) => {
        requireConsent(visit, 'healthData');
        return openFurtherSheet(tx, visit, sheet);
      }),
    dropFurther: (visitId, questionnaire) => change(visitId, (tx, visit) => dropFurtherSheet(tx, visit, questionnaire)),
    addCapture: (visitId, capture) => {
      const record = describe(db.newId(), capture);
      return change(visitId, (tx, visit) => addCapture(tx, visit, record, capture.bytes));
    },
    skip: (visitId, skipped) => change(visitId, (tx, visit) => skip(tx, visit, skipped)),
    addMeasurement: (visitId, measurement) =>
      change(visitId, (tx, visit) => {
        requireConsent(visit, 'healthData');
        return insertMeasurement(tx, visit, { ...measurement, id: db.newId() });
      }),
    saveFindings: (visitId, findings) =>
      change(visitId, (tx, visit) => update(tx, visit, { findings: JSON.stringify(findings) })),
    get: (visitId) => get(db.query, visitId),
    list: (filter = {}) => listVisits(db.query, filter),
    complete: (visitId, results, outbox) =>
      change(visitId, async (tx, visit) => {
        const completed = await complete(tx, visit, results);
        const resident = await residentById(tx, completed.residentId);
        if (resident === null) throw new RecordsError('records/not-found', 'No such resident', { visitId });
        await enqueueEntries(tx, db, outbox(completed, resident));
        return completed;
      }),
    abandon: (visitId) => change(visitId, (tx, visit) => update(tx, visit, { status: 'abandoned' })),
    attend: (visitId, operatorId) =>
      change(visitId, async (tx, visit) => {
        if (visit.operator_id === null) await update(tx, visit, { operator_id: operatorId });
      }),
    findOpen: (residentId) => findOpen(db.query, residentId),
    completedBefore: (residentId, time, limit) => completedBefore(db.query, residentId, time, limit),
    abandonStartedBefore: (time) => abandonStartedBefore(db.query, time),
  };
}

/** Runs `work` on a visit in progress. Changes to one visit come one after the other. */
function changeOpenVisit<T>(
  db: RecordsDatabase,
  visitId: string,
  work: (tx: Query, visit: VisitRow) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    await db.traits.lock(tx, `visit/${visitId}`);
    const visit = await visitRow(tx, visitId);
    if (visit.status !== 'in-progress') {
      throw new RecordsError('records/visit-closed', 'The visit is closed', { visitId, status: visit.status });
    }
    return work(tx, visit);
  });
}

async function start(db: RecordsDatabase, visit: StartVisit): Promise<Visit> {
  const row: VisitRow = {
    resident_id: visit.residentId,
    id: db.newId(),
    station_id: visit.stationId,
    operator_id: visit.operatorId,
    status: 'in-progress',
    started_at: db.now(),
    completed_at: null,
    consent: null,
    sheet: null,
    findings: null,
    ...conclusionColumns(null),
    synthesis: null,
    is_simulated: 0,
  };
  return inTransaction(db, async (tx) => {
    if ((await residentById(tx, visit.residentId)) === null) {
      throw new RecordsError('records/not-found', 'No such resident', { residentId: visit.residentId });
    }
    await tx.insertInto('visit').values(row).execute();
    await noteVisit(tx, row.resident_id, row.started_at);
    return visitFromRow(tx, row);
  });
}

async function get(query: Query, visitId: string): Promise<Visit | null> {
  const row = await query.selectFrom('visit').selectAll().where('id', '=', visitId).executeTakeFirst();
  return row === undefined ? null : visitFromRow(query, row);
}

async function findOpen(query: Query, residentId: string): Promise<Visit | null> {
  const row = await query
    .selectFrom('visit')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('status', '=', 'in-progress')
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : visitFromRow(query, row);
}

async function completedBefore(
  query: Query,
  residentId: string,
  time: string,
  limit: number,
): Promise<readonly Visit[]> {
  const rows = await query
    .selectFrom('visit')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('status', '=', 'complete')
    .where('started_at', '<', time)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return Promise.all(rows.map((row) => visitFromRow(query, row)));
}

async function abandonStartedBefore(query: Query, time: string): Promise<number> {
  const { numUpdatedRows } = await query
    .updateTable('visit')
    .set({ status: 'abandoned' })
    .where('status', '=', 'in-progress')
    .where('started_at', '<', time)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function update(tx: Query, visit: VisitRow, changes: Partial<VisitRow>): Promise<void> {
  await tx
    .updateTable('visit')
    .set(changes)
    .where('resident_id', '=', visit.resident_id)
    .where('id', '=', visit.id)
    .execute();
}

/** Another questionnaire than before starts from an empty sheet: item numbers mean something else in it. */
async function openSheet(tx: Query, visit: VisitRow, sheet: SheetHeader): Promise<void> {
  requireConsent(visit, 'healthData');
  const before = headerIn(visit);
  const goesOn = before?.questionnaire === sheet.questionnaire && before.version === sheet.version;
  if (before !== null && !goesOn) {
    await tx
      .deleteFrom('visit_answer')
      .where('resident_id', '=', visit.resident_id)
      .where('visit_id', '=', visit.id)
      .execute();
  }
  const kept = goesOn ? timesAndSources(before) : {};
  await update(tx, visit, { sheet: JSON.stringify({ ...kept, ...sheet }) });
}

async function saveAnswer(tx: Query, visit: VisitRow, given: GivenAnswer, answeredAt: string): Promise<void> {
  requireConsent(visit, 'healthData');
  const header = headerIn(visit);
  if (header === null) {
    throw new RecordsError('records/not-found', 'No answer sheet is open', { visitId: visit.id });
  }
  const { item, value } = given;
  await tx
    .insertInto('visit_answer')
    .values({ resident_id: visit.resident_id, visit_id: visit.id, item, value, answered_at: answeredAt })
    .onConflict((conflict) =>
      conflict.columns(['resident_id', 'visit_id', 'item']).doUpdateSet({ value, answered_at: answeredAt }),
    )
    .execute();
  const noted = JSON.stringify(noteAnswer(header, given));
  if (noted !== visit.sheet) await update(tx, visit, { sheet: noted });
}

function headerIn({ sheet }: VisitRow): SheetHeader | null {
  return sheet === null ? null : (JSON.parse(sheet) as SheetHeader);
}

function describe(id: string, { kind, mediaType, bytes, provenance }: NewCapture): CaptureRecord {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id, kind, mediaType, sha256, sizeBytes: bytes.length, provenance };
}

async function addCapture(
  tx: Query,
  visit: VisitRow,
  record: CaptureRecord,
  bytes: Uint8Array,
): Promise<CaptureRecord> {
  requireConsent(visit, isPicture(record.kind) ? 'pictures' : 'healthData');
  await dropKind(tx, visit, record.kind);
  await tx
    .insertInto('capture')
    .values(captureRow(visit, record, bytes))
    .execute();
  return record;
}

async function skip(tx: Query, visit: VisitRow, skipped: SkippedCapture): Promise<void> {
  await dropKind(tx, visit, skipped.kind);
  await tx
    .insertInto('skipped_capture')
    .values({ resident_id: visit.resident_id, visit_id: visit.id, ...skipped })
    .execute();
}

async function dropKind(tx: Query, visit: VisitRow, kind: CaptureKind): Promise<void> {
  for (const table of ['capture', 'skipped_capture'] as const) {
    await tx
      .deleteFrom(table)
      .where('resident_id', '=', visit.resident_id)
      .where('visit_id', '=', visit.id)
      .where('kind', '=', kind)
      .execute();
  }
}

async function complete(tx: Query, visit: VisitRow, results: VisitResults): Promise<Visit> {
  requireConsent(visit, 'healthData');
  const { captures, measurements } = await visitFromRow(tx, visit);
  const changes = {
    status: 'complete',
    completed_at: results.completedAt,
    findings: JSON.stringify(results.findings),
    ...conclusionColumns(results.constitution),
    synthesis: results.synthesis == null ? null : JSON.stringify(results.synthesis),
    is_simulated: isSimulated([...captures, ...measurements]) ? 1 : 0,
  };
  await update(tx, visit, changes);
  await saveFurtherResults(tx, visit, results.further ?? []);
  return visitFromRow(tx, { ...visit, ...changes });
}

/** PIPL art. 28, 29: health data and pictures each need the resident's separate consent. */
function requireConsent(visit: VisitRow, to: 'healthData' | 'pictures'): void {
  const consent = visit.consent === null ? null : (JSON.parse(visit.consent) as Consent);
  if (consent?.healthData === true && consent[to]) return;
  throw new RecordsError('records/no-consent', 'The resident has not consented to this', { visitId: visit.id, to });
}

function isPicture(kind: CaptureKind): boolean {
  return (PICTURE_KINDS as readonly string[]).includes(kind);
}

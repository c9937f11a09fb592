import { type CreateTableBuilder, sql } from 'kysely';
import type { DatabaseTraits, Query } from './database.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  run(tx: Query, traits: DatabaseTraits): Promise<void>;
}

/** Forward only: a published migration is never changed, a correction is a new one. Each runs in its own transaction. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'stations and residents', run: createStationsAndResidents },
  { number: 2, name: 'visits', run: createVisitTables },
  { number: 3, name: 'outbox, receipts and reviews', run: createExchangeTables },
  { number: 4, name: 'accounts and audit', run: createStaffTables },
  { number: 5, name: 'latest visit of a resident', run: addLatestVisit },
  { number: 6, name: 'measurements', run: createMeasurements },
  { number: 7, name: 'further questionnaires, packs, norms and service records', run: createInquiryTables },
  { number: 8, name: 'synthesis and physicians’ opinions', run: createOpinions },
  { number: 9, name: 'evidence tables', run: createEvidenceTables },
  { number: 10, name: 'interventions', run: createInterventionTable },
];

type Columns = Readonly<Record<string, string>>;

/** Column types of the tables below: `text`, `integer` or `blob`, with `not null` unless marked by `?`. */
function table(tx: Query, traits: DatabaseTraits, name: string, columns: Columns): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = tx.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const optional = type.endsWith('?');
    const kind = optional ? type.slice(0, -1) : type;
    const sqlType = kind === 'text' ? traits.textType : kind === 'blob' ? traits.blobType : kind;
    builder = builder.addColumn(column, sql.raw(sqlType), (c) => (optional ? c : c.notNull()));
  }
  return builder;
}

async function index(tx: Query, name: string, on: string, columns: string[]): Promise<void> {
  await tx.schema.createIndex(name).on(on).columns(columns).execute();
}

async function createStationsAndResidents(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'setting', { name: 'text', value: 'text' })
    .addPrimaryKeyConstraint('setting_pk', ['name'])
    .execute();
  await table(tx, traits, 'station', {
    id: 'text',
    clinic_name: 'text',
    is_own: 'integer',
    enrolled_at: 'text?',
    last_seen_at: 'text?',
    revoked_at: 'text?',
  })
    .addPrimaryKeyConstraint('station_pk', ['id'])
    .execute();
  await table(tx, traits, 'station_key', {
    key_id: 'text',
    station_id: 'text',
    public_key_pem: 'text',
    private_key_pem: 'text?',
    created_at: 'text',
    retired_at: 'text?',
  })
    .addPrimaryKeyConstraint('station_key_pk', ['key_id'])
    .addForeignKeyConstraint('station_key_station_fk', ['station_id'], 'station', ['id'])
    .execute();
  await table(tx, traits, 'enrolment_code', {
    code_hash: 'text',
    clinic_name: 'text',
    created_at: 'text',
    expires_at: 'text',
    used_at: 'text?',
  })
    .addPrimaryKeyConstraint('enrolment_code_pk', ['code_hash'])
    .execute();
  await table(tx, traits, 'nonce', { key_id: 'text', nonce: 'text', expires_at: 'text' })
    .addPrimaryKeyConstraint('nonce_pk', ['key_id', 'nonce'])
    .execute();
  await index(tx, 'nonce_by_expiry', 'nonce', ['expires_at']);
  await table(tx, traits, 'idempotency', {
    station_id: 'text',
    key: 'text',
    body_sha256: 'text',
    status: 'integer',
    body: 'text',
  })
    .addPrimaryKeyConstraint('idempotency_pk', ['station_id', 'key'])
    .execute();
  await createResidentTables(tx, traits);
}

async function createResidentTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'resident', {
    id: 'text',
    name: 'text',
    sex: 'text',
    birth_date: 'text',
    document_type: 'text',
    document_number: 'text?',
    document_tail: 'text?',
    document_unverified: 'integer',
    phone: 'text?',
    phone_tail: 'text?',
    address: 'text?',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('resident_pk', ['id'])
    .execute();
  await index(tx, 'resident_by_name', 'resident', ['name']);
  await index(tx, 'resident_by_document_tail', 'resident', ['document_tail']);
  await index(tx, 'resident_by_phone_tail', 'resident', ['phone_tail']);
  await table(tx, traits, 'resident_identifier', { system: 'text', value: 'text', resident_id: 'text' })
    .addPrimaryKeyConstraint('resident_identifier_pk', ['system', 'value'])
    .addForeignKeyConstraint('resident_identifier_resident_fk', ['resident_id'], 'resident', ['id'])
    .execute();
  await index(tx, 'resident_identifier_by_resident', 'resident_identifier', ['resident_id']);
}

async function createVisitTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'visit', {
    resident_id: 'text',
    id: 'text',
    station_id: 'text',
    operator_id: 'text?',
    status: 'text',
    started_at: 'text',
    completed_at: 'text?',
    consent: 'text?',
    sheet: 'text?',
    findings: 'text?',
    constitution: 'text?',
    primary_constitution: 'text?',
    conclusion_text: 'text?',
    is_simulated: 'integer',
  })
    .addPrimaryKeyConstraint('visit_pk', ['resident_id', 'id'])
    .addForeignKeyConstraint('visit_resident_fk', ['resident_id'], 'resident', ['id'])
    .execute();
  await index(tx, 'visit_by_id', 'visit', ['id']);
  await index(tx, 'visit_by_start', 'visit', ['started_at']);
  await index(tx, 'visit_by_station', 'visit', ['station_id', 'started_at']);
  await ownedByVisit(tx, traits, 'visit_answer', { item: 'text', value: 'integer', answered_at: 'text' }, 'item');
  await ownedByVisit(
    tx,
    traits,
    'capture',
    {
      id: 'text',
      kind: 'text',
      media_type: 'text',
      sha256: 'text',
      size_bytes: 'integer',
      provenance: 'text',
      bytes: 'blob?',
    },
    'id',
  );
  await index(tx, 'capture_by_id', 'capture', ['id']);
  await tx.schema
    .createIndex('capture_once_per_kind')
    .on('capture')
    .columns(['resident_id', 'visit_id', 'kind'])
    .unique()
    .execute();
  await ownedByVisit(tx, traits, 'skipped_capture', { kind: 'text', reason: 'text', at: 'text' }, 'kind');
}

/** A table whose rows belong to a visit: keyed by resident, visit and `key`. */
async function ownedByVisit(
  tx: Query,
  traits: DatabaseTraits,
  name: string,
  columns: Columns,
  key: string,
): Promise<void> {
  await table(tx, traits, name, { resident_id: 'text', visit_id: 'text', ...columns })
    .addPrimaryKeyConstraint(`${name}_pk`, ['resident_id', 'visit_id', key])
    .addForeignKeyConstraint(`${name}_visit_fk`, ['resident_id', 'visit_id'], 'visit', ['resident_id', 'id'])
    .execute();
  await index(tx, `${name}_by_visit`, name, ['visit_id']);
}

async function createExchangeTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await ownedByVisit(
    tx,
    traits,
    'outbox',
    {
      id: 'text',
      sequence: 'integer',
      kind: 'text',
      capture_id: 'text?',
      payload: 'text',
      state: 'text',
      attempts: 'integer',
      enqueued_at: 'text',
      next_attempt_at: 'text',
      error_code: 'text?',
    },
    'id',
  );
  await index(tx, 'outbox_by_state', 'outbox', ['state', 'kind', 'sequence']);
  await index(tx, 'outbox_by_id', 'outbox', ['id']);
  await tx.schema.createIndex('outbox_order').on('outbox').column('sequence').unique().execute();
  await table(tx, traits, 'receipt', {
    visit_id: 'text',
    resident_id: 'text',
    station_id: 'text',
    receipt_id: 'text',
    bundle_sha256: 'text',
    received_at: 'text',
    bundle: 'text?',
  })
    .addPrimaryKeyConstraint('receipt_pk', ['visit_id'])
    .execute();
  await ownedByVisit(
    tx,
    traits,
    'review',
    { id: 'text', reviewer_id: 'text', reviewed_at: 'text', decision: 'text', opinion: 'text' },
    'id',
  );
}

async function createStaffTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'account', {
    id: 'text',
    user_name: 'text',
    display_name: 'text',
    role: 'text',
    password_hash: 'text',
    failed_attempts: 'integer',
    locked_until: 'text?',
    disabled: 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('account_pk', ['id'])
    .addUniqueConstraint('account_user_name', ['user_name'])
    .execute();
  await table(tx, traits, 'staff_session', {
    token_hash: 'text',
    account_id: 'text',
    created_at: 'text',
    expires_at: 'text',
    last_seen_at: 'text',
  })
    .addPrimaryKeyConstraint('staff_session_pk', ['token_hash'])
    .addForeignKeyConstraint('staff_session_account_fk', ['account_id'], 'account', ['id'])
    .execute();
  await table(tx, traits, 'audit_event', {
    sequence: 'integer',
    at: 'text',
    actor_id: 'text?',
    role: 'text',
    action: 'text',
    subject_kind: 'text?',
    subject_id: 'text?',
    previous_hash: 'text',
    hash: 'text',
  })
    .addPrimaryKeyConstraint('audit_event_pk', ['sequence'])
    .execute();
  await index(tx, 'audit_event_by_subject', 'audit_event', ['subject_id']);
}

async function addLatestVisit(tx: Query, traits: DatabaseTraits): Promise<void> {
  const type = sql.raw(traits.textType);
  await sql`alter table resident add column last_visit_at ${type} not null default ''`.execute(tx);
  await sql`update resident set last_visit_at = coalesce(
    (select max(visit.started_at) from visit where visit.resident_id = resident.id), '')`.execute(tx);
  await index(tx, 'resident_by_latest_visit', 'resident', ['last_visit_at', 'created_at']);
}

async function createMeasurements(tx: Query, traits: DatabaseTraits): Promise<void> {
  await ownedByVisit(
    tx,
    traits,
    'measurement',
    {
      id: 'text',
      position: 'integer',
      kind: 'text',
      amounts: 'text',
      timing: 'text?',
      confirmed_unusual: 'integer',
      replaces: 'text?',
      taken_at: 'text',
      provenance: 'text',
    },
    'id',
  );
}

async function createInquiryTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await ownedByVisit(
    tx,
    traits,
    'further_sheet',
    { questionnaire: 'text', position: 'integer', sheet: 'text', result: 'text?' },
    'questionnaire',
  );
  await index(tx, 'further_sheet_by_questionnaire', 'further_sheet', ['questionnaire']);
  await ownedByVisit(tx, traits, 'service_record', { form: 'text', document: 'text', updated_at: 'text' }, 'form');
  await table(tx, traits, 'pack', {
    id: 'text',
    version: 'text',
    loaded_at: 'text',
    loaded_by: 'text?',
    file: 'text',
  })
    .addPrimaryKeyConstraint('pack_pk', ['id', 'version'])
    .execute();
  await table(tx, traits, 'local_norms', { version: 'text', computed_at: 'text', document: 'text' })
    .addPrimaryKeyConstraint('local_norms_pk', ['version'])
    .execute();
}

async function createOpinions(tx: Query, traits: DatabaseTraits): Promise<void> {
  await sql`alter table visit add column synthesis ${sql.raw(traits.textType)}`.execute(tx);
  await ownedByVisit(
    tx,
    traits,
    'physician_opinion',
    { id: 'text', position: 'integer', physician_id: 'text', recorded_at: 'text', document: 'text' },
    'id',
  );
}

async function createEvidenceTables(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'evidence_table', { version: 'text', computed_at: 'text', document: 'text' })
    .addPrimaryKeyConstraint('evidence_table_pk', ['version'])
    .execute();
}

async function createInterventionTable(tx: Query, traits: DatabaseTraits): Promise<void> {
  await table(tx, traits, 'intervention', {
    resident_id: 'text',
    id: 'text',
    kind: 'text',
    what: 'text',
    from_day: 'text',
    to_day: 'text?',
    recorded_by: 'text',
    recorded_at: 'text',
    withdrawn_at: 'text?',
    withdrawn_by: 'text?',
  })
    .addPrimaryKeyConstraint('intervention_pk', ['resident_id', 'id'])
    .addForeignKeyConstraint('intervention_resident_fk', ['resident_id'], 'resident', ['id'])
    .execute();
}

/**
 * The tables as Kysely sees them; `migrations.ts` creates them. One schema for station and county.
 * Times are UTC ISO text, flags 0 or 1, documents JSON text. Rows that belong to a visit carry its resident in their key,
 * so that a county can partition and distribute by resident.
 */
export interface RecordsSchema {
  schema_migration: { number: number; name: string; applied_at: string };
  setting: { name: string; value: string };
  station: {
    id: string;
    clinic_name: string;
    is_own: number;
    enrolled_at: string | null;
    last_seen_at: string | null;
    revoked_at: string | null;
  };
  station_key: {
    key_id: string;
    station_id: string;
    public_key_pem: string;
    private_key_pem: string | null;
    created_at: string;
    retired_at: string | null;
  };
  enrolment_code: {
    code_hash: string;
    clinic_name: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  nonce: { key_id: string; nonce: string; expires_at: string };
  idempotency: { station_id: string; key: string; body_sha256: string; status: number; body: string };
  resident: ResidentTable;
  resident_identifier: { system: string; value: string; resident_id: string };
  visit: VisitTable;
  visit_answer: { resident_id: string; visit_id: string; item: string; value: number; answered_at: string };
  /** A questionnaire beside the main one, whole as JSON: answers are few and always read together. */
  further_sheet: {
    resident_id: string;
    visit_id: string;
    questionnaire: string;
    position: number;
    sheet: string;
    result: string | null;
  };
  physician_opinion: {
    resident_id: string;
    visit_id: string;
    id: string;
    position: number;
    physician_id: string;
    recorded_at: string;
    document: string;
  };
  service_record: { resident_id: string; visit_id: string; form: string; document: string; updated_at: string };
  /** Signed pack files as they were loaded. */
  pack: { id: string; version: string; loaded_at: string; loaded_by: string | null; file: string };
  local_norms: { version: string; computed_at: string; document: string };
  evidence_table: { version: string; computed_at: string; document: string };
  intervention: {
    resident_id: string;
    id: string;
    kind: string;
    what: string;
    from_day: string;
    to_day: string | null;
    recorded_by: string;
    recorded_at: string;
    withdrawn_at: string | null;
    withdrawn_by: string | null;
  };
  capture: CaptureTable;
  skipped_capture: { resident_id: string; visit_id: string; kind: string; reason: string; at: string };
  measurement: MeasurementTable;
  outbox: OutboxTable;
  receipt: {
    visit_id: string;
    resident_id: string;
    station_id: string;
    receipt_id: string;
    bundle_sha256: string;
    received_at: string;
    bundle: string | null;
  };
  review: {
    resident_id: string;
    visit_id: string;
    id: string;
    reviewer_id: string;
    reviewed_at: string;
    decision: string;
    opinion: string;
  };
  account: {
    id: string;
    user_name: string;
    display_name: string;
    role: string;
    password_hash: string;
    failed_attempts: number;
    locked_until: string | null;
    disabled: number;
    created_at: string;
  };
  staff_session: {
    token_hash: string;
    account_id: string;
    created_at: string;
    expires_at: string;
    last_seen_at: string;
  };
  audit_event: {
    sequence: number;
    at: string;
    actor_id: string | null;
    role: string;
    action: string;
    subject_kind: string | null;
    subject_id: string | null;
    previous_hash: string;
    hash: string;
  };
}

export interface ResidentTable {
  id: string;
  name: string;
  sex: string;
  birth_date: string;
  document_type: string;
  document_number: string | null;
  /** Last four characters, for the search. */
  document_tail: string | null;
  document_unverified: number;
  phone: string | null;
  phone_tail: string | null;
  address: string | null;
  created_at: string;
  /** Start of the latest visit, empty before the first: lists show the latest visitors without counting visits. */
  last_visit_at: string;
}

export interface VisitTable {
  resident_id: string;
  id: string;
  station_id: string;
  operator_id: string | null;
  status: string;
  started_at: string;
  completed_at: string | null;
  consent: string | null;
  /** The answer sheet without its answers, which lie in `visit_answer`. */
  sheet: string | null;
  findings: string | null;
  constitution: string | null;
  primary_constitution: string | null;
  conclusion_text: string | null;
  synthesis: string | null;
  is_simulated: number;
}

export interface CaptureTable {
  resident_id: string;
  visit_id: string;
  id: string;
  kind: string;
  media_type: string;
  sha256: string;
  size_bytes: number;
  provenance: string;
  bytes: Uint8Array | null;
}

export interface MeasurementTable {
  resident_id: string;
  visit_id: string;
  id: string;
  /** 0, 1, 2, … within the visit: the order of taking, independent of any clock. */
  position: number;
  kind: string;
  /** Quantity → number, as JSON text. */
  amounts: string;
  timing: string | null;
  confirmed_unusual: number;
  replaces: string | null;
  taken_at: string;
  provenance: string;
}

export interface OutboxTable {
  resident_id: string;
  id: string;
  visit_id: string;
  /** Order of queueing, independent of any clock. */
  sequence: number;
  kind: string;
  capture_id: string | null;
  payload: string;
  state: string;
  attempts: number;
  enqueued_at: string;
  next_attempt_at: string;
  error_code: string | null;
}

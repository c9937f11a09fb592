import type { Clock } from '../domain/clock.ts';
import { type Accounts, createAccounts } from '../records/accounts.ts';
import { type AuditLog, createAuditLog } from '../records/audit-log.ts';
import { type Captures, createCaptures } from '../records/captures.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from '../records/idempotency-keys.ts';
import { createNonces, type Nonces } from '../records/nonces.ts';
import { createPhysicianOpinions, type PhysicianOpinions } from '../records/physician-opinions.ts';
import { createReceipts, type Receipts } from '../records/receipts.ts';
import { createResidents, type Residents } from '../records/residents.ts';
import { createReviews, type Reviews } from '../records/reviews.ts';
import { createStations, type Stations } from '../records/stations.ts';
import { createVersionedDocuments } from '../records/versioned-documents.ts';
import { createVisits, type Visits } from '../records/visits.ts';
import { createEnrolment, type Enrolment } from '../security/enrolment.ts';
import { createStaffSignIn, type StaffSignIn } from '../security/staff-sign-in.ts';
import { createEvidenceDesk, type EvidenceDesk } from './evidence-desk.ts';
import { createNormsDesk, type NormsDesk } from './norms-desk.ts';

/** Everything the county's routes need, made once from one database. */
export interface CountyServices {
  readonly db: RecordsDatabase;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly audit: AuditLog;
  readonly captures: Captures;
  readonly enrolment: Enrolment;
  readonly idempotency: IdempotencyKeys;
  readonly nonces: Nonces;
  readonly evidence: EvidenceDesk;
  readonly norms: NormsDesk;
  readonly receipts: Receipts;
  readonly residents: Residents;
  readonly opinions: PhysicianOpinions;
  readonly reviews: Reviews;
  readonly signIn: StaffSignIn;
  readonly stations: Stations;
  readonly visits: Visits;
}

/** `region` names the county in what it computes. */
export function countyServices(db: RecordsDatabase, clock: Clock, region: string): CountyServices {
  const opinions = createPhysicianOpinions(db);
  const visits = createVisits(db);
  const documents = createVersionedDocuments(db, 'evidence_table');
  return {
    db,
    clock,
    accounts: createAccounts(db),
    audit: createAuditLog(db),
    captures: createCaptures(db),
    enrolment: createEnrolment(db, clock),
    idempotency: createIdempotencyKeys(db),
    nonces: createNonces(db),
    evidence: createEvidenceDesk({ documents, opinions, visits, region, clock }),
    norms: createNormsDesk(db, region, clock),
    receipts: createReceipts(db),
    residents: createResidents(db),
    opinions,
    reviews: createReviews(db),
    signIn: createStaffSignIn(db, clock),
    stations: createStations(db),
    visits,
  };
}

import type { Clock } from '../../../src/domain/clock.ts';
import type { Visit } from '../../../src/domain/visit.ts';
import { createRequestSigner } from '../../../src/exchange/http-signature.ts';
import { outboxEntries } from '../../../src/exchange/outbox-entries.ts';
import { createUploader, type UploaderOptions } from '../../../src/exchange/uploader.ts';
import { createCaptures } from '../../../src/records/captures.ts';
import type { RecordsDatabase } from '../../../src/records/database.ts';
import { openSqlite } from '../../../src/records/open-database.ts';
import { createOutbox } from '../../../src/records/outbox.ts';
import { createResidents } from '../../../src/records/residents.ts';
import { createStations } from '../../../src/records/stations.ts';
import { createVisits } from '../../../src/records/visits.ts';
import { ensureStationKey } from '../../../src/security/station-identity.ts';
import { aVisit, captureBytes, provenance, RESIDENT, STATION } from './a-visit.ts';

export const STATION_DB_KEY = new Uint8Array(32).fill(7);

/** The machine's clock, moved by hand. */
export function offsetClock(): Clock & { offsetMs: number } {
  const clock = {
    offsetMs: 0,
    nowMs: () => performance.now(),
    wallMs: () => Date.now() + clock.offsetMs,
    after: (delayMs: number, action: () => void) => {
      const timer = setTimeout(action, delayMs);
      return () => clearTimeout(timer);
    },
  };
  return clock;
}

export async function openStation(file: string, clock: Clock): Promise<RecordsDatabase> {
  const db = await openSqlite({ file, key: STATION_DB_KEY, clock });
  await createStations(db).ensureOwn({ id: STATION.id, clinicName: STATION.clinicName });
  return db;
}

/** A completed visit with one picture, queued as the station queues it. */
export async function completeVisit(db: RecordsDatabase, number = RESIDENT.document.number): Promise<Visit> {
  const visits = createVisits(db);
  const residents = createResidents(db);
  const known = await residents.findByDocument('resident-id', number ?? '');
  const { id: _id, createdAt: _createdAt, ...person } = RESIDENT;
  const resident = known ?? (await residents.create({ ...person, document: { ...person.document, number } }));
  const { id } = await visits.start({ residentId: resident.id, stationId: STATION.id, operatorId: null });
  const { consent } = aVisit();
  if (consent === null) throw new Error('the fixture has consent');
  await visits.saveConsent(id, consent);
  const bytes = captureBytes('tongue-top');
  await visits.addCapture(id, { kind: 'tongue-top', mediaType: 'image/jpeg', bytes, provenance: provenance() });
  const findings = { tongue: null, underside: null, face: null, pulse: {} };
  const results = { findings, constitution: aVisit().constitution, completedAt: db.now() };
  return visits.complete(id, results, (visit, who) => outboxEntries({ visit, resident: who, station: STATION }));
}

/** An uploader with the station's real key; nonces count up from the time. */
export async function stationUploader(
  db: RecordsDatabase,
  options: Pick<UploaderOptions, 'countyUrl' | 'clock'> & Partial<UploaderOptions>,
) {
  const key = await ensureStationKey(db, STATION.id);
  let nonce = 0;
  return createUploader({
    outbox: createOutbox(db),
    captures: createCaptures(db),
    signer: createRequestSigner({
      key,
      wallMs: () => options.clock.wallMs(),
      newNonce: () => `${process.pid}-${Date.now()}-${nonce++}`,
    }),
    fetch,
    random: () => 0,
    timeoutMs: 2_000,
    idleMs: 20,
    ...options,
  });
}

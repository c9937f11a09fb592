/** Run as a child process by `crash.test.ts`: writes visits for ever and prints the id of each that was acknowledged. */
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { openSqlite } from '../../../src/records/open-database.ts';
import { createResidents } from '../../../src/records/residents.ts';
import { createVisits } from '../../../src/records/visits.ts';
import { aCapture, aResident, CONSENT, NO_FINDINGS } from './fixtures.ts';

/** Small, so that kills also fall into checkpoints. */
const AUTOCHECKPOINT_PAGES = 50;
const ANSWERS = 5;
const STDOUT = 1;

const [file = '', key = ''] = process.argv.slice(2);
const db = await openSqlite({ file, key: Buffer.from(key, 'hex') });
await sql.raw(`pragma wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`).execute(db.query);
const visits = createVisits(db);
const nobody = aResident({ document: { type: 'none', number: null, unverified: true } });

for (;;) {
  const { id: residentId } = await createResidents(db).create(nobody);
  const { id } = await visits.start({ residentId, stationId: 'station-1', operatorId: null });
  await visits.saveConsent(id, CONSENT);
  await visits.openSheet(id, { questionnaire: 'gbt46939-2025', version: '1', sex: 'female', mode: 'self' });
  for (let item = 1; item <= ANSWERS; item += 1) await visits.saveAnswer(id, String(item), item);
  await visits.addCapture(id, aCapture({ bytes: new Uint8Array(20_000).fill(7) }));
  await visits.complete(id, { findings: NO_FINDINGS, constitution: null, completedAt: db.now() }, (visit) => [
    { kind: 'record', visitId: visit.id, residentId, captureId: null, payload: JSON.stringify(visit) },
  ]);
  writeSync(STDOUT, `${id}\n`);
}

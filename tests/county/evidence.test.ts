import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashedUnit } from '../../device-drivers/simulation/seeded-random.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { EVIDENCE_PATH } from '../../src/exchange/fetch-document.ts';
import type { RequestSigner } from '../../src/exchange/http-signature.ts';
import { importVisit } from '../../src/records/import-visit.ts';
import { createPhysicianOpinions } from '../../src/records/physician-opinions.ts';
import { createVersionedDocuments } from '../../src/records/versioned-documents.ts';
import { createRuleModels } from '../../src/station/rule-models.ts';
import { createSynthesisDesk } from '../../src/station/synthesis-desk.ts';
import type { EvidenceTable } from '../../src/synthesis/evidence-table.ts';
import type { RefitOutcome } from '../../src/synthesis/refit-evidence.ts';
import { aVisit, RESIDENT, STATION } from '../exchange/support/a-visit.ts';
import { NO_FINDINGS, resultWith } from '../synthesis/support/findings.ts';
import { aCounty, type TestCounty } from './support/a-county.ts';

let county: TestCounty;
let station: RequestSigner;
let localModelsDir: string;
let administrator: Promise<string>;
beforeAll(async () => {
  county = await aCounty();
  station = await county.enrolStation();
  administrator = county.cookieOf('administrator');
  localModelsDir = await mkdtemp(join(tmpdir(), 'sizhen-local-models-'));
});
afterAll(async () => {
  await county.close();
  await rm(localModelsDir, { recursive: true });
});

/** Residents of whom a greasy coating, seen by a physician, multiplies the odds of 痰湿 by three. */
async function receiveConfirmed(count: number): Promise<void> {
  const opinions = createPhysicianOpinions(county.db);
  for (let i = 0; i < count; i++) {
    const residentId = randomUUID();
    const visitId = randomUUID();
    const greasy = hashedUnit(5, 1, i) < 0.4;
    const odds = 0.35 * (greasy ? 3 : 1);
    const damp = hashedUnit(5, 2, i) < odds / (1 + odds);
    await importVisit(county.db, {
      visit: aVisit({ id: visitId, residentId, captures: [], measurements: [], findings: NO_FINDINGS, skipped: [] }),
      resident: { ...RESIDENT, id: residentId, document: { type: 'none', number: null, unverified: false } },
      station: STATION,
    });
    await opinions.receive({
      id: randomUUID(),
      visitId,
      physicianId: 'doctor',
      recordedAt: '2026-11-22T09:00:00.000Z',
      signs: { 'coating-quality': greasy ? 'greasy' : 'neither' },
      confirmed: { constitutions: [damp ? 'phlegm-dampness' : 'balanced'], reason: '' },
      synthesis: null,
    });
  }
}

async function fetched(): Promise<{ status: number; table: EvidenceTable | null }> {
  const url = `http://localhost${EVIDENCE_PATH}`;
  const signed = await station.sign({ method: 'GET', url, body: new Uint8Array(), idempotencyKey: randomUUID() });
  const answer = await county.app.inject({
    method: 'GET',
    url: EVIDENCE_PATH,
    headers: { ...signed, host: 'localhost' },
  });
  return { status: answer.statusCode, table: answer.statusCode === 200 ? (answer.json() as EvidenceTable) : null };
}

const refit = async (): Promise<RefitOutcome> => {
  const cookie = await administrator;
  return (
    await county.app.inject({ method: 'POST', url: '/api/evidence', headers: { cookie } })
  ).json() as RefitOutcome;
};

describe('the county’s own evidence', () => {
  it('is not there before enough cases are confirmed, and is given to enrolled stations only', async () => {
    expect(await refit()).toMatchObject({ kind: 'kept', why: 'too-few-cases' });
    expect((await fetched()).status).toBe(204);
    expect((await county.app.inject({ method: 'GET', url: EVIDENCE_PATH })).statusCode).toBe(401);
  });

  it('is refitted from confirmed cases with figures on cases it never saw, sent, and used at a station', async () => {
    await receiveConfirmed(400);
    const outcome = await refit();
    if (outcome.kind !== 'refitted') throw new Error(outcome.why);
    expect(outcome.report.heldOut?.logLossAfter).toBeLessThan(outcome.report.heldOut?.logLossBefore ?? 0);
    const { table } = await fetched();
    expect(table).toEqual(outcome.table);

    const models = createRuleModels(fileURLToPath(new URL('../../models', import.meta.url)), systemClock);
    const documents = createVersionedDocuments(county.db, 'evidence_table');
    const desk = createSynthesisDesk({ models, documents, localModelsDir, clock: systemClock });
    try {
      await desk.keepEvidence(table);
      const result = resultWith({ 'phlegm-dampness': 'yes' });
      const synthesis = await desk.synthesise(result, NO_FINDINGS, { 'coating-quality': 'greasy' });
      expect(synthesis?.evidence).toEqual({ version: outcome.table.version, origin: 'local' });
      const tongue = synthesis?.constitutions[4]?.modalities[0];
      expect(tongue?.contributions[0]?.lnLr).toBeGreaterThan(0.5);
      await expect(desk.keepEvidence({ rows: [] })).rejects.toMatchObject({ code: 'synthesis/invalid-evidence' });
    } finally {
      await desk.close();
      await models.close();
    }
  });
});

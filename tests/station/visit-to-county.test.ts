import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkVisit } from '../../src/cli/walk-visit.ts';
import type { CountyVisitDetail } from '../../src/domain/county-api.ts';
import { decodePulseRecording } from '../../src/domain/pulse-recording-codec.ts';
import type { LiveMessage, VisitListRow, VisitResult } from '../../src/domain/station-api.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { aCountyServer, type TestCountyServer } from './support/a-county-server.ts';
import { GRANDMA } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/sizhen-line/complete-visit');
const ABOUT = JSON.parse(readFileSync(join(FIXTURE, 'about.json'), 'utf8'));
const RESIDENT = {
  ...GRANDMA,
  name: '测试乙',
  documentType: 'resident-id',
  documentNumber: '330106195005050027',
} as const;

let county: TestCountyServer;
let station: TestStation;
beforeAll(async () => {
  county = await aCountyServer();
  const [{ settleMs, holdMs }] = ABOUT.tasks.find(({ task }: { task: string }) => task === 'pulse').steps;
  station = await aStation({
    instrument: `replay:${FIXTURE}:full`,
    countyUrl: county.running.url,
    pulse: { settleMs, holdMs },
  });
  await station.running.enrol(await county.enrolmentCode());
});
afterAll(async () => {
  await station.close();
  await county.close();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const rounded = (values: readonly number[], perUnit: number) =>
  values.map((value) => Math.round(value * perUnit) / perUnit);

/** Waves for drawing travel as SampledData: the excerpt in tenths of a pascal, the mean beat in hundredths. */
function onWire(visit: Visit): Visit {
  const pulse = Object.entries(visit.findings.pulse).map(([wrist, { excerpt, analysis, ...finding }]) => {
    if (excerpt === null || analysis === null) throw new Error(`${wrist}: no result`);
    return [
      wrist,
      {
        ...finding,
        excerpt: { ...excerpt, samplesPa: rounded(excerpt.samplesPa, 10) },
        analysis: { ...analysis, meanBeatSamples: rounded(analysis.meanBeatSamples, 100) },
      },
    ] as const;
  });
  return { ...visit, findings: { ...visit.findings, pulse: Object.fromEntries(pulse) } };
}

async function until<T>(look: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (wanted(value)) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe('a visit from the first screen to the receipt', () => {
  it('is at the county exactly as the station has it', async () => {
    const live: LiveMessage[] = [];
    const walked = await walkVisit({
      stationUrl: station.url,
      resident: RESIDENT,
      pictures: true,
      answer: (item) => (Number(item) % 5) + 1,
      onLive: (message) => live.push(message),
    });
    const visitId = walked.visit.id;
    expect(walked.visit.captures.map(({ kind }) => kind).sort()).toEqual(
      ['face', 'pulse-left', 'pulse-right', 'tongue-top', 'tongue-underside'].sort(),
    );

    const upload = await until(
      () => station.running.uploadStatus(visitId),
      ({ state }) => state !== 'pending',
    );
    expect(upload.state).toBe('uploaded');
    const doctor = await station.doctor();
    const here = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    const reviewer = await county.reviewer();
    const there = await until(
      () => reviewer.call<CountyVisitDetail>('GET', `/api/visits/${visitId}`),
      ({ picturesReceived }) => picturesReceived.length === walked.visit.captures.length,
    );

    expect(onWire(there.visit)).toEqual(onWire(here.visit));
    expect(there.resident).toMatchObject({ name: '测试乙', sex: 'female', birthDate: '1950-05-05' });
    expect(there.resident.document).toEqual(here.resident.full?.document);
    expect(there.clinicName).toBe(here.clinicName);
    expect(there.receipt).toMatchObject({ receiptId: upload.receiptId, receivedAt: upload.receivedAt });
    expect(await reviewer.call<VisitListRow[]>('GET', '/api/visits')).toHaveLength(1);

    for (const { id, kind, sha256: digest, sizeBytes } of here.visit.captures) {
      const [atStation, atCounty] = await Promise.all([
        doctor.bytes(`/api/clinic/captures/${id}/bytes`),
        reviewer.bytes(`/api/captures/${id}/bytes`),
      ]);
      expect([kind, sha256(atCounty.bytes), atCounty.bytes.length]).toEqual([kind, digest, sizeBytes]);
      expect(sha256(atStation.bytes)).toBe(digest);
      expect(atCounty.headers.get('content-type')).toBe(atStation.headers.get('content-type'));
      const recorded = ABOUT.results.pictures.find((picture: { kind: string }) => picture.kind === kind);
      if (recorded !== undefined) expect(digest).toBe(recorded.sha256);
      else expect(decodePulseRecording(atCounty.bytes).segments).toHaveLength(3);
    }

    const shown = live.flatMap((message) => (message.type === 'finding' ? [message] : []));
    const tongue = shown.find(({ kind }) => kind === 'tongue-top')?.finding;
    expect(there.visit.findings.tongue).toMatchObject({ ...tongue });
  });
});

import { createServer, request, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadStatus, VisitListRow, VisitResult } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { aCountyServer, type TestCountyServer } from '../station/support/a-county-server.ts';
import { answerItems, openVisit, type Page, skip } from '../station/support/a-page.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';

type Behaviour = (answer: ServerResponse) => void;

/** A line to the county on which something else may answer in its place. */
interface Line {
  readonly url: string;
  /** Null: the county itself answers. */
  behaviour: Behaviour | null;
  /** How many uploads came by. */
  uploads: number;
  close(): Promise<void>;
}

async function aLineTo(countyUrl: string): Promise<Line> {
  const server = createServer((incoming, answer) => {
    if (incoming.url === '/fhir') line.uploads += 1;
    if (line.behaviour !== null) {
      incoming.resume().once('end', () => line.behaviour?.(answer));
      return;
    }
    const { hostname, port } = new URL(countyUrl);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const line: Line = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    behaviour: null,
    uploads: 0,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return line;
}

const json =
  (status: number, body: string): Behaviour =>
  (answer) => {
    answer.writeHead(status, { 'content-type': 'application/json' });
    answer.end(body);
  };

let county: TestCountyServer;
let line: Line;
let station: TestStation;
let doctor: Page;
let reviewer: Page;

beforeAll(async () => {
  county = await aCountyServer();
  line = await aLineTo(county.running.url);
  station = await aStation({ countyUrl: line.url });
  await station.running.enrol(await county.enrolmentCode());
  doctor = await station.doctor();
  reviewer = await county.reviewer();
});
afterAll(async () => {
  await station.close();
  await line.close();
  await county.close();
});

async function completeVisit(): Promise<VisitResult> {
  const page = station.page();
  await openVisit(page, { pictures: false });
  await answerItems(page);
  await skip(page, ...CAPTURE_KINDS);
  const result = await page.call<VisitResult>('POST', '/api/visit/complete');
  await page.call('POST', '/api/visit/leave');
  return result;
}

async function until(visitId: string, wanted: (status: UploadStatus) => boolean): Promise<UploadStatus> {
  for (;;) {
    const status = await station.running.uploadStatus(visitId);
    if (wanted(status)) return status;
    await new Promise((done) => setTimeout(done, 30));
  }
}

describe('a county that answers', () => {
  it.each<[string, Behaviour, string, UploadStatus['state']]>([
    ['500', json(500, '{"error":{"code":"county/unexpected","message":""}}'), 'exchange/server-failed', 'pending'],
    ['409', json(409, '{"error":{"code":"records/visit-conflict","message":""}}'), 'records/visit-conflict', 'failed'],
    ['429', json(429, '{"error":{"code":"county/too-many-requests","message":""}}'), 'exchange/server-busy', 'pending'],
    ['garbage', json(200, '<html>captive portal</html>'), 'exchange/answer-unreadable', 'pending'],
    ['with a receipt for something else', json(201, receiptFor('another')), 'exchange/receipt-mismatch', 'pending'],
    ['nothing', (answer) => answer.socket?.destroy(), 'exchange/unreachable', 'pending'],
  ])(
    '%s: the visit stays in the outbox with a code, and later gets there exactly once',
    async (_what, behaviour, code, state) => {
      const before = (await reviewer.call<VisitListRow[]>('GET', '/api/visits')).length;
      line.behaviour = behaviour;
      line.uploads = 0;
      const { visit } = await completeVisit();
      const stuck = await until(visit.id, ({ errorCode }) => errorCode !== null);
      expect(stuck).toMatchObject({ state, errorCode: code, receiptId: null });
      expect(line.uploads).toBeGreaterThan(0);
      expect(await reviewer.call<VisitListRow[]>('GET', '/api/visits')).toHaveLength(before);
      const kept = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visit.id}`);
      expect(kept.visit).toEqual(visit);

      line.behaviour = null;
      await doctor.call('POST', `/api/clinic/visits/${visit.id}/upload`);
      const sent = await until(visit.id, (status) => status.state === 'uploaded');
      const atCounty = await reviewer.call<VisitListRow[]>('GET', '/api/visits');
      expect(atCounty).toHaveLength(before + 1);
      expect(atCounty.filter(({ visitId }) => visitId === visit.id)).toHaveLength(1);
      const detail = await reviewer.call<{ receipt: { receiptId: string } }>('GET', `/api/visits/${visit.id}`);
      expect(detail.receipt.receiptId).toBe(sent.receiptId);
    },
  );
});

describe('enrolment at a county', () => {
  it.each<[string, Behaviour, string]>([
    ['that answers garbage', json(200, 'hello'), 'exchange/refused'],
    ['that answers 500', json(500, ''), 'exchange/refused'],
    ['that hangs up', (answer) => answer.socket?.destroy(), 'exchange/unreachable'],
  ])('%s fails with a code, and succeeds later', async (_what, behaviour, code) => {
    const fresh = await aStation({ countyUrl: line.url });
    try {
      line.behaviour = behaviour;
      await expect(fresh.running.enrol('ABCD-EFGH')).rejects.toMatchObject({ code });
      line.behaviour = null;
      await fresh.running.enrol(await county.enrolmentCode());
      expect(await fresh.page().call('GET', '/api/station')).toMatchObject({ county: { enrolled: true } });
    } finally {
      await fresh.close();
    }
  });

  it('without a county, or with a code that was used, is refused', async () => {
    const alone = await aStation();
    await expect(alone.running.enrol('ABCD-EFGH')).rejects.toMatchObject({ code: 'station/no-county' });
    await alone.close();
    line.behaviour = null;
    await expect(station.running.enrol('ABCD-EFGH')).rejects.toMatchObject({ code: 'exchange/refused' });
  });
});

function receiptFor(visitId: string): string {
  const receipt = { receiptId: 'r', visitId, bundleSha256: 'a'.repeat(64), receivedAt: '2026-11-22T00:00:00.000Z' };
  return JSON.stringify(receipt);
}

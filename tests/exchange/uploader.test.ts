import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCounty } from '../../src/county/build-county.ts';
import { sha256Hex } from '../../src/exchange/canonical-json.ts';
import type { UploadEvent } from '../../src/exchange/uploader.ts';
import { createCaptures } from '../../src/records/captures.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { openSqlite } from '../../src/records/open-database.ts';
import { createOutbox } from '../../src/records/outbox.ts';
import { createVisits } from '../../src/records/visits.ts';
import { createEnrolment } from '../../src/security/enrolment.ts';
import { ensureStationKey } from '../../src/security/station-identity.ts';
import {
  offsetClock,
  openStation,
  completeVisit as queueVisit,
  STATION_DB_KEY,
  stationUploader,
} from './support/a-station.ts';
import { STATION } from './support/a-visit.ts';

let folder: string;
let db: RecordsDatabase;
const clock = offsetClock();
const running: Server[] = [];

beforeEach(async () => {
  clock.offsetMs = 0;
  folder = mkdtempSync(join(tmpdir(), 'sizhen-upload-'));
  db = await openStation(join(folder, 'station.db'), clock);
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const completeVisit = (number?: string) => queueVisit(db, number);

async function uploaderTo(countyUrl: string, timeoutMs = 2_000) {
  const events: UploadEvent[] = [];
  const onEvent = (event: UploadEvent) => events.push(event);
  return { uploader: await stationUploader(db, { countyUrl, clock, timeoutMs, onEvent }), events };
}

async function serverThat(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A real county on loopback; `serverClockMs` moves its clock. */
async function aRealCounty(serverClockMs = 0) {
  const wallMs = () => Date.now() + serverClockMs;
  const countyDb = await openSqlite({ file: join(folder, 'county.db'), key: STATION_DB_KEY });
  const app = await buildCounty({
    db: countyDb,
    config: { countyName: '示范县' },
    clock: { ...clock, wallMs },
    softwareVersion: '0.1.0',
    pagesDir: null,
  });
  const { publicKeyPem } = await ensureStationKey(db, STATION.id);
  const enrolment = createEnrolment(countyDb, { ...clock, wallMs });
  const { code } = await enrolment.issueCode(STATION.clinicName);
  await enrolment.enrol({ code, stationId: STATION.id, publicKeyPem });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await app.close();
    await countyDb.close();
  };
  return { url, db: countyDb, close };
}

describe('uploading to a real county', () => {
  it('sends the record, then the picture, and keeps the receipt', async () => {
    const county = await aRealCounty();
    const visit = await completeVisit();
    const { uploader, events } = await uploaderTo(county.url);
    expect(await uploader.runOnce()).toBe(2);
    const status = await createOutbox(db).uploadStatus(visit.id);
    expect(status).toMatchObject({ state: 'uploaded', errorCode: null });
    expect(events.filter(({ type }) => type === 'uploaded')).toMatchObject([
      { kind: 'record', receiptId: status.receiptId },
      { kind: 'picture', receiptId: null },
    ]);
    expect((await createCaptures(county.db).received(visit.id)).length).toBe(1);
    expect(await createOutbox(db).counts()).toMatchObject({ pending: 0, failed: 0 });
    await county.close();
  });

  it('gets through with a clock that is a day wrong, and changes no time of the visit', async () => {
    const county = await aRealCounty(86_400_000);
    const visit = await completeVisit();
    const { uploader } = await uploaderTo(county.url);
    expect(await uploader.runOnce()).toBe(2);
    expect((await createVisits(county.db).get(visit.id))?.startedAt).toBe(visit.startedAt);
    await county.close();
  });

  it('looks by itself once started, and rests once stopped', async () => {
    const county = await aRealCounty();
    const { uploader, events } = await uploaderTo(county.url);
    uploader.start();
    const visit = await completeVisit();
    uploader.wake();
    await expect.poll(async () => (await createOutbox(db).counts()).pending, { timeout: 5_000 }).toBe(0);
    await uploader.stop();
    const seen = events.length;
    await completeVisit('110101199003070493');
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(events.length).toBe(seen);
    expect((await createOutbox(db).uploadStatus(visit.id)).state).toBe('uploaded');
    await county.close();
  });
});

const body =
  (text: string, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status, headers).end(text));
  };
const refusing = (status: number, code: string) => body(JSON.stringify({ error: { code, message: '' } }), status);

describe('uploading to a county that fails', () => {
  const lies = JSON.stringify({
    receiptId: 'r',
    visitId: 'v',
    bundleSha256: sha256Hex('other'),
    receivedAt: '2026-11-22T08:00:00.000Z',
  });
  it.each<[string, RequestListener, string]>([
    ['answers 500', body('', 500), 'exchange/server-failed'],
    ['answers 503', body('', 503, { 'retry-after': '60' }), 'exchange/server-busy'],
    ['answers garbage', body('<html>'), 'exchange/answer-unreadable'],
    ['answers an empty body', body('', 201), 'exchange/answer-unreadable'],
    ['answers a receipt for something else', body(lies, 201), 'exchange/receipt-mismatch'],
    ['hangs up', (request) => request.socket.destroy(), 'exchange/unreachable'],
    [
      'stops in the middle of the answer',
      (_request, response) => {
        response.writeHead(201, { 'content-length': '500' }).write('{"rec');
        setTimeout(() => response.destroy(), 20);
      },
      'exchange/answer-unreadable',
    ],
    ['never answers', () => {}, 'exchange/timeout'],
    ['does not know the key', refusing(401, 'exchange/key-unknown'), 'exchange/not-authorised'],
  ])('that %s keeps the visit waiting and tries again', async (_what, handle, code) => {
    const visit = await completeVisit();
    const { uploader } = await uploaderTo(await serverThat(handle), 300);
    expect(await uploader.runOnce()).toBe(0);
    expect(await createOutbox(db).uploadStatus(visit.id)).toMatchObject({
      state: 'pending',
      attempts: 1,
      receiptId: null,
      errorCode: code,
    });
    clock.offsetMs = 120_000;
    const county = await aRealCounty(120_000);
    expect(await (await uploaderTo(county.url)).uploader.runOnce()).toBe(2);
    expect((await createOutbox(db).uploadStatus(visit.id)).state).toBe('uploaded');
    await county.close();
  });

  it.each([
    [409, 'records/visit-conflict'],
    [422, 'county/bundle-invalid'],
  ])('with %i sets the visit aside with its reason and sends the next one', async (status, code) => {
    const first = await completeVisit();
    const second = await completeVisit('110101199003070493');
    const seen: string[] = [];
    const url = await serverThat((request, response) => {
      const key = String(request.headers['idempotency-key']);
      seen.push(key);
      if (key === `visit-${first.id}`) refusing(status, code)(request, response);
      else body('', 500)(request, response);
    });
    await (await uploaderTo(url)).uploader.runOnce();
    expect(await createOutbox(db).uploadStatus(first.id)).toMatchObject({ state: 'failed', errorCode: code });
    expect(await createOutbox(db).uploadStatus(second.id)).toMatchObject({ state: 'pending' });
    expect(seen).toEqual([`visit-${first.id}`, `visit-${second.id}`]);
  });

  it('waits until the server may be asked again', async () => {
    const visit = await completeVisit();
    const { uploader } = await uploaderTo(await serverThat(body('', 503, { 'retry-after': '60' })));
    await uploader.runOnce();
    clock.offsetMs = 59_000;
    await uploader.runOnce();
    expect((await createOutbox(db).uploadStatus(visit.id)).attempts).toBe(1);
    clock.offsetMs = 61_000;
    await uploader.runOnce();
    expect((await createOutbox(db).uploadStatus(visit.id)).attempts).toBe(2);
  });
});

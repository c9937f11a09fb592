import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

const FOREIGN = ['http://evil.example', 'null', 'not an origin at all'];
let station: TestStation;
let page: Page;

beforeAll(async () => {
  station = await aStation();
  page = station.page();
  await openVisit(page);
});
afterAll(() => station.close());

function closeCode(origin: string): Promise<number> {
  const socket = new WebSocket(`${station.url.replace('http', 'ws')}/api/live`, {
    headers: { cookie: page.cookie, origin },
  });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(data.toString()));
  return new Promise((resolve, reject) => {
    socket.once('close', (code) => {
      if (heard.length > 0) reject(new Error(`it heard ${heard[0]}`));
      else resolve(code);
    });
    socket.once('error', reject);
  });
}

describe.each(FOREIGN)('a page of the origin %s', (origin) => {
  it('cannot write, even with the visit cookie', async () => {
    expect(await page.refusal('POST', '/api/visit/leave', undefined, { origin })).toMatchObject({
      status: 403,
      code: 'station/not-allowed',
    });
    expect((await page.ask('GET', '/api/visit')).status).toBe(200);
  });

  it('cannot listen', async () => {
    expect(await closeCode(origin)).toBe(1008);
  });
});

describe("the station's own page", () => {
  it('writes and listens', async () => {
    const answer = await page.ask('PUT', '/api/visit/answers', { item: '1', value: 1 }, { origin: station.url });
    expect(answer.status).toBe(200);
    const log = await page.live();
    await expect.poll(() => log.messages.map(({ type }) => type)).toContain('instrument');
    log.close();
  });
});

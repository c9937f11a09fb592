import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { aFolder, runCli } from '../cli/support/run-cli.ts';
import { type LiveLog, openVisit, type Page } from '../station/support/a-page.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { anInstrument, noise, type TestInstrument } from '../station/support/an-instrument.ts';

const TEXT = { mediaType: 'image/jpeg', bytes: Buffer.from('This is a text and not a picture.\n'.repeat(40)) } as const;
let instrument: TestInstrument;
let station: TestStation;
beforeAll(async () => {
  instrument = await anInstrument();
  station = await aStation({ instrument: instrument.address });
});
afterAll(async () => {
  await station.close();
  await instrument.stop();
});

async function takeFace(page: Page, live: LiveLog) {
  const from = live.mark;
  await page.call('POST', '/api/visit/captures/face/start');
  await live.phase('face', ['aiming'], from);
  await page.call('POST', '/api/visit/captures/face/shoot');
  return live.phase('face', ['accepted', 'rejected', 'failed', 'cancelled'], from);
}

describe('an instrument that sends a text as a picture', () => {
  it('fails the capture with a code, and the picture taken before stays', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    const good = instrument.picture;
    await takeFace(page, live);
    const before = await page.call<VisitResult>('GET', '/api/visit/result');
    instrument.picture = TEXT;
    expect(await takeFace(page, live)).toEqual({ phase: 'failed', code: 'acquisition/not-a-picture', retryable: true });
    const after = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(after.visit).toEqual(before.visit);
    expect(after.visit.captures).toHaveLength(1);
    instrument.picture = good;
    expect(await takeFace(page, live)).toMatchObject({ phase: 'rejected' });
    live.close();
  });

  it('leaves the part to do when nothing was taken before', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    const good = instrument.picture;
    instrument.picture = TEXT;
    expect(await takeFace(page, live)).toMatchObject({ phase: 'failed', code: 'acquisition/not-a-picture' });
    instrument.picture = good;
    expect((await page.call<VisitResult>('GET', '/api/visit/result')).visit.captures).toEqual([]);
    live.close();
  });
});

describe('the command line, given files that are no pictures', () => {
  it('names each with a code and goes on with the others', async () => {
    const folder = aFolder();
    const file = (name: string) => join(folder, name);
    const { bytes } = await noise(64, 48);
    writeFileSync(file('good.png'), bytes);
    writeFileSync(file('cut.png'), bytes.subarray(0, bytes.length / 2));
    writeFileSync(file('empty.png'), '');
    writeFileSync(file('readme.jpg'), TEXT.bytes);
    const files = ['readme.jpg', 'cut.png', 'good.png', 'empty.png', 'missing.png'].map(file);
    const { status, err, json } = await runCli('analyze', 'tongue', ...files, '--json');
    expect(status).toBe(1);
    expect(json().map((result) => result.file)).toEqual([file('good.png')]);
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(': ').slice(0, 2)),
    ).toEqual([
      ['acquisition/not-a-picture', file('readme.jpg')],
      ['acquisition/not-a-picture', file('cut.png')],
      ['acquisition/not-a-picture', file('empty.png')],
      ['cli/file-not-found', file('missing.png')],
    ]);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CapturePhase, VisitState } from '../../src/domain/station-api.ts';
import type { CaptureKind } from '../../src/domain/visit.ts';
import { answerItems, type LiveLog, openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';
import { anInstrument, noise, type TestInstrument } from './support/an-instrument.ts';

let instrument: TestInstrument;
let station: TestStation;
let page: Page;
let live: LiveLog;
let answered: number;

beforeAll(async () => {
  instrument = await anInstrument();
  station = await aStation({ instrument: instrument.address, pulse: { settleMs: 100, holdMs: 500 } });
});
afterAll(async () => {
  await station.close();
  await instrument.stop();
});
beforeEach(async () => {
  page = station.page();
  await openVisit(page);
  answered = (await answerItems(page, ['3'])).length - 1;
  live = await page.live();
});
afterEach(async () => {
  live.close();
  await page.call('POST', '/api/visit/leave');
});

const path = (kind: CaptureKind, act: string) => `/api/visit/captures/${kind}/${act}`;
const ENDED = ['accepted', 'rejected', 'failed', 'cancelled'] as const;
const isReady = (from: number) =>
  live.until((message) => message.type === 'instrument' && message.status.kind === 'ready', from);

/** Everything is as it was, and the same part can be measured as soon as the instrument is back. */
async function comesBack(kind: CaptureKind): Promise<void> {
  const from = live.mark;
  await instrument.plugIn();
  await isReady(from);
  const state = await page.call<VisitState>('GET', '/api/visit');
  expect(Object.keys(state.answers)).toHaveLength(answered);
  expect(state.captures.find((part) => part.kind === kind)).toEqual({ kind, state: 'todo' });
  await page.call('POST', path(kind, 'start'));
  if (!kind.startsWith('pulse')) {
    await live.phase(kind, ['aiming'], from);
    await page.call('POST', path(kind, 'shoot'));
  }
  // Grey noise and half a second of pulse are measured and judged, which is all that is asked here.
  expect(await live.phase(kind, ENDED, from)).toMatchObject({ phase: 'rejected' });
}

async function pulledDuring(kind: CaptureKind, phase: CapturePhase['phase']): Promise<CapturePhase> {
  const from = live.mark;
  await page.call('POST', path(kind, 'start'));
  if (phase === 'transferring') {
    await live.phase(kind, ['aiming'], from);
    await page.call('POST', path(kind, 'shoot'));
  }
  await live.phase(kind, [phase], from);
  await instrument.unplug();
  return live.phase(kind, ENDED, from);
}

describe('an instrument pulled out', () => {
  it('before a capture: the capture says that there is none', async () => {
    const from = live.mark;
    await instrument.unplug();
    await live.until((message) => message.type === 'instrument' && message.status.kind === 'lost', from);
    await page.call('POST', path('face', 'start'));
    expect(await live.phase('face', ENDED)).toEqual({
      phase: 'failed',
      code: 'acquisition/instrument-unavailable',
      retryable: true,
    });
    await comesBack('face');
  });

  it('while aiming', async () => {
    const end = await pulledDuring('tongue-top', 'aiming');
    expect(end).toEqual({ phase: 'failed', code: 'driver/unplugged', retryable: true });
    await comesBack('tongue-top');
  });

  it('while a picture is being sent', async () => {
    const small = instrument.picture;
    instrument.picture = await noise(700, 700);
    const end = await pulledDuring('tongue-underside', 'transferring');
    expect(end).toEqual({ phase: 'failed', code: 'driver/unplugged', retryable: true });
    instrument.picture = small;
    await comesBack('tongue-underside');
  });

  it('while the pulse is being taken', async () => {
    const end = await pulledDuring('pulse-left', 'sampling');
    expect(end).toEqual({ phase: 'failed', code: 'driver/unplugged', retryable: true });
    await comesBack('pulse-left');
  });
});

describe('a pulse that is cancelled', () => {
  it.each(['settling', 'sampling'] as const)('while %s releases the pressure and can be taken again', async (phase) => {
    await page.call('POST', path('pulse-right', 'start'));
    await live.phase('pulse-right', [phase]);
    await page.call('POST', path('pulse-right', 'cancel'));
    expect(instrument.pressurePa).toBe(0);
    expect(await live.phase('pulse-right', ENDED)).toEqual({ phase: 'cancelled' });
    const from = live.mark;
    await page.call('POST', path('pulse-right', 'start'));
    expect(await live.phase('pulse-right', ENDED, from)).toMatchObject({ phase: 'rejected' });
    expect(instrument.pressurePa).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { SIZHEN_LINE_FAULTS, type SizhenLineFault } from '../../../device-drivers/sizhen-line/index.ts';
import {
  collectEvents,
  connected,
  createBench,
  neverAborted,
  shortRequest,
  within,
} from './support/instrument-bench.ts';
import { pictureBytes } from './support/test-sources.ts';

const NOTICE_MS = 2000;
const BAD_LINES: readonly SizhenLineFault[] = [
  'garbage',
  'wrong-checksum',
  'drop-frames',
  'double-frames',
  'reorder-frames',
];

describe.each(BAD_LINES)('with the fault %s on the line', (fault) => {
  it('the recording accounts for every sample as kept or missing, in order', async () => {
    const { driver, clock, simulator } = await connected({ faults: [fault] });
    const result = await within(
      clock,
      15_000,
      driver.measurePulse(shortRequest, () => undefined, neverAborted),
    );
    if ('code' in result) throw new Error(result.code);
    for (const segment of result.value.segments) {
      const missing = segment.gaps.reduce((sum, gap) => sum + gap.missingSamples, 0);
      expect(segment.samplesPa.cun.length + missing).toBe(200);
    }
    expect(simulator.pressurePa).toBe(0);
  });

  it('a picture still arrives whole', async () => {
    const { driver, clock } = await connected({ faults: [fault] });
    const taken = driver.takePicture({ kind: 'tongue-underside' }, () => undefined, neverAborted);
    const result = await within(clock, 15_000, taken);
    if ('code' in result) throw new Error(result.code);
    expect(Buffer.compare(result.value.bytes, pictureBytes)).toBe(0);
  });
});

describe('what went wrong on the line', () => {
  it('late and doubled lines cost no sample', async () => {
    const { driver, clock } = await connected({ faults: ['double-frames', 'reorder-frames'] });
    const result = await within(
      clock,
      15_000,
      driver.measurePulse(shortRequest, () => undefined, neverAborted),
    );
    if ('code' in result) throw new Error(result.code);
    expect(result.value.segments.flatMap((segment) => segment.gaps)).toEqual([]);
    expect(driver.statistics().rejectedLines).toBeGreaterThan(0);
  });

  it('is counted: every received byte was accepted or discarded', async () => {
    const { driver, clock } = await connected({ faults: ['garbage', 'wrong-checksum'] });
    await within(
      clock,
      15_000,
      driver.takePicture({ kind: 'face' }, () => undefined, neverAborted),
    );
    const { receivedBytes, discardedBytes, acceptedLines } = driver.statistics();
    expect(discardedBytes).toBeGreaterThan(0);
    expect(discardedBytes).toBeLessThan(receivedBytes);
    expect(acceptedLines).toBeGreaterThan(0);
  });
});

describe('a device that goes wrong', () => {
  it('of another version is refused with its own code', async () => {
    const { driver, clock, transport } = createBench({ faults: ['wrong-version'] });
    expect(await within(clock, NOTICE_MS, driver.connect())).toMatchObject({ code: 'driver/version-mismatch' });
    await clock.advance(200);
    expect(driver.state).toEqual({ kind: 'lost', reason: 'protocol', code: 'driver/version-mismatch' });
    expect(transport.isOpen).toBe(false);
  });

  it('that only babbles is given up within two seconds, and its bytes are counted', async () => {
    const { driver, clock } = await connected({ faults: ['babble'] });
    await clock.advance(NOTICE_MS);
    expect(driver.state).toEqual({ kind: 'lost', reason: 'protocol', code: 'driver/garbled' });
    expect(driver.statistics().discardedBytes).toBeGreaterThan(10_000);
  });

  it('that reports over-pressure ends the task with the fault, and can be used again', async () => {
    const { driver, clock, simulator } = await connected({ faults: ['fault-in-hold'] });
    const { events, onEvent } = collectEvents();
    const result = await within(clock, 5000, driver.measurePulse(shortRequest, onEvent, neverAborted));
    expect(result).toMatchObject({ code: 'driver/instrument-fault' });
    expect(simulator.pressurePa).toBe(0);
    expect(events.at(-1)).toEqual({ kind: 'released' });
    expect(driver.state.kind).toBe('ready');
    const again = await within(
      clock,
      10_000,
      driver.measurePulse(shortRequest, () => undefined, neverAborted),
    );
    expect(again).toHaveProperty('value');
  });

  it('whose picture is damaged inside never passes it off as whole', async () => {
    const { driver, clock } = await connected({ faults: ['corrupt-picture'] });
    const taken = driver.takePicture({ kind: 'face' }, () => undefined, neverAborted);
    expect(await within(clock, 10_000, taken)).toMatchObject({ code: 'driver/picture-digest-mismatch' });
    expect(driver.state.kind).toBe('ready');
  });

  it('whose clock jumps ahead leaves a gap of the time that passed', async () => {
    const { driver, clock } = await connected({ faults: ['clock-jump'] });
    const result = await within(
      clock,
      15_000,
      driver.measurePulse(shortRequest, () => undefined, neverAborted),
    );
    if ('code' in result) throw new Error(result.code);
    expect(result.value.segments[0]?.gaps).toEqual([{ beforeIndex: 100, missingSamples: 1000 }]);
  });

  it.each([
    ['lose-contact', 'no-contact'],
    ['motion', 'motion'],
  ] as const)('with %s marks the samples as %s', async (fault, kind) => {
    const { driver, clock } = await connected({ faults: [fault] });
    const { events, onEvent } = collectEvents();
    const result = await within(clock, 15_000, driver.measurePulse(shortRequest, onEvent, neverAborted));
    if ('code' in result) throw new Error(result.code);
    expect(result.value.segments[0]?.disturbed).toEqual([{ fromIndex: 70, toIndex: 140, kind }]);
    const contact = events.filter((event) => event.kind === 'contact');
    expect(contact.some((event) => (kind === 'motion' ? event.motion : !event.inContact.chi))).toBe(true);
  });
});

describe('the table of faults', () => {
  it('says in one line what each does', () => {
    for (const meaning of Object.values(SIZHEN_LINE_FAULTS)) expect(meaning).toMatch(/^[a-z].{10,100}$/);
  });
});

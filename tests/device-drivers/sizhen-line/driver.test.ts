import { describe, expect, it } from 'vitest';
import type { PictureEvent, PreviewFrame } from '../../../device-drivers/contract/instrument-driver.ts';
import {
  collectEvents,
  connected,
  createBench,
  neverAborted,
  shortRequest,
  within,
} from './support/instrument-bench.ts';
import { expectedSinePa, pictureBytes, previewBytes } from './support/test-sources.ts';

describe('a sizhen-line instrument', () => {
  it('introduces itself, and says that it is a simulator', async () => {
    const { driver, clock, states } = createBench();
    const result = await within(clock, 1000, driver.connect());
    expect(result).toMatchObject({
      value: { driverId: 'sizhen-line', protocolVersion: '1.0', nature: 'simulated', serialNumber: 'SIMULATOR' },
    });
    expect(states.map((state) => state.kind)).toEqual(['connecting', 'ready']);
  });

  it('gives every sample of every step, without gaps, and releases', async () => {
    const { driver, clock, simulator } = await connected();
    const { events, onEvent } = collectEvents();
    const result = await within(clock, 10_000, driver.measurePulse(shortRequest, onEvent, neverAborted));
    if ('code' in result) throw new Error(result.code);
    const [floating, deep] = result.value.segments;
    expect(result.value.segments).toHaveLength(2);
    expect(floating?.samplesPa.cun).toHaveLength(200);
    expect(floating?.samplesPa.guan[37]).toBeCloseTo(expectedSinePa(600, 37), 0);
    expect(deep?.contactPressurePa.guan[0]).toBe(21_331);
    expect(floating?.gaps).toEqual([]);
    expect(floating?.disturbed).toEqual([]);
    expect(simulator.pressurePa).toBe(0);
    expect(driver.state.kind).toBe('ready');
    const order = events.map((event) => event.kind).filter((kind) => kind !== 'samples' && kind !== 'contact');
    const step = ['step-started', 'settled', 'step-finished'];
    expect(order).toEqual([...step, ...step, 'released']);
    expect(events.filter((event) => event.kind === 'samples')).toHaveLength(40);
  });

  it('presses as hard as asked while it samples', async () => {
    const { driver, clock, simulator } = await connected();
    const running = driver.measurePulse(shortRequest, () => undefined, neverAborted);
    await clock.advance(1000);
    expect(simulator.pressurePa).toBe(10_665);
    await within(clock, 10_000, running);
  });

  it('takes a picture whole, with the lamp on for it', async () => {
    const { driver, clock, simulator } = await connected();
    const events: PictureEvent[] = [];
    const taking = driver.takePicture({ kind: 'tongue-top' }, (event) => events.push(event), neverAborted);
    const result = await within(clock, 5000, taking);
    if ('code' in result) throw new Error(result.code);
    expect(Buffer.compare(result.value.bytes, pictureBytes)).toBe(0);
    expect(events.filter((event) => event.kind === 'lamp').map((event) => event.on)).toEqual([true, false]);
    expect(events.findLast((event) => event.kind === 'progress')).toEqual({
      kind: 'progress',
      receivedBytes: pictureBytes.length,
      totalBytes: pictureBytes.length,
      resentChunks: 0,
    });
    expect(simulator.lampOn).toBe(false);
    expect(simulator.state).toBe('idle');
  });

  it('takes the picture of the built-in reference whole, asked for what was lost', async () => {
    const seen: boolean[] = [];
    const reference = async (drifted: boolean) => {
      seen.push(drifted);
      return { mediaType: 'image/jpeg' as const, bytes: pictureBytes };
    };
    const { driver, clock, simulator } = await connected({ reference, faults: ['drifted-reference', 'drop-frames'] });
    const result = await within(clock, 9000, driver.takeReference?.(neverAborted) ?? Promise.reject(new Error('none')));
    if ('code' in result) throw new Error(result.code);
    expect(Buffer.compare(result.value.bytes, pictureBytes)).toBe(0);
    expect(seen).toEqual([true]);
    expect(simulator).toMatchObject({ state: 'idle', lampOn: false });
  });

  it('says by code that a device has no reference, and goes on', async () => {
    const { driver, clock } = await connected();
    const asked = driver.takeReference?.(neverAborted) ?? Promise.resolve(null);
    expect(await within(clock, 2000, asked)).toMatchObject({ code: 'driver/no-reference' });
    const picture = await within(
      clock,
      5000,
      driver.takePicture({ kind: 'face' }, () => undefined, neverAborted),
    );
    expect(picture).toHaveProperty('value');
  });

  it('streams previews until told to stop, and can take a picture at once afterwards', async () => {
    const { driver, clock, simulator } = await connected();
    const stop = new AbortController();
    const frames: PreviewFrame[] = [];
    const streaming = driver.preview({ kind: 'face' }, (frame) => frames.push(frame), stop.signal);
    await clock.advance(1000);
    stop.abort();
    const ended = await within(clock, 1000, streaming);
    expect(ended).not.toHaveProperty('code');
    expect(frames.length).toBeGreaterThanOrEqual(4);
    expect(Buffer.compare(frames[0]?.bytes ?? Buffer.alloc(0), previewBytes)).toBe(0);
    expect(simulator.lampOn).toBe(false);
    const taken = await within(
      clock,
      5000,
      driver.takePicture({ kind: 'face' }, () => undefined, neverAborted),
    );
    expect(taken).toHaveProperty('value');
  });

  it('does one task at a time', async () => {
    const { driver, clock } = await connected();
    const running = driver.measurePulse(shortRequest, () => undefined, neverAborted);
    const second = driver.takePicture({ kind: 'face' }, () => undefined, neverAborted);
    expect(await within(clock, 100, second)).toMatchObject({ code: 'driver/busy' });
    expect(await within(clock, 10_000, running)).toHaveProperty('value');
  });

  it('refuses a pressure above the limit before anything is sent', async () => {
    const { driver, clock, written } = await connected();
    const before = written.length;
    const steps = [{ step: 'deep', targetPressurePa: 90_001, settleMs: 0, holdMs: 1000 }] as const;
    const refused = driver.measurePulse({ wrist: 'left', steps }, () => undefined, neverAborted);
    expect(await within(clock, 100, refused)).toMatchObject({ code: 'driver/pressure-refused' });
    expect(written.slice(before).filter((line) => !line.startsWith('>BEAT'))).toEqual([]);
  });

  it('gives the same recording however the bytes are cut', async () => {
    const oneByOne = (bytes: Uint8Array): readonly Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));
    const recordings = await Promise.all(
      [undefined, oneByOne].map(async (cut) => {
        const { driver, clock } = await connected(cut === undefined ? {} : { cut });
        return within(
          clock,
          10_000,
          driver.measurePulse(shortRequest, () => undefined, neverAborted),
        );
      }),
    );
    expect(recordings[0]).toHaveProperty('value');
    expect(recordings[1]).toEqual(recordings[0]);
  });
});

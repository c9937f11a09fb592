import { afterEach, describe, expect, it } from 'vitest';
import { createContecOldDriver } from '../../../device-drivers/contec-old/driver.ts';
import { createContecOldParser } from '../../../device-drivers/contec-old/frame-parser.ts';
import {
  type ContecOldMessage,
  encodeRecord,
  encodeStoredHeader,
} from '../../../device-drivers/contec-old/messages.ts';
import { contecOld } from '../../../device-drivers/contec-old/registration.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { createPairedTransport } from '../sizhen-line/support/paired-transport.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';
import { SMALL_PICTURES } from '../support/small-pictures.ts';

const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });

function parse(...parts: readonly Uint8Array[]): Framed<ContecOldMessage>[] {
  const items: Framed<ContecOldMessage>[] = [];
  const parser = createContecOldParser((item) => items.push(item));
  for (const part of parts) parser.push(part);
  parser.finish();
  return items;
}

describe('a download', () => {
  it('is read by the length its header gives: three preambles, then 21 bits, one less than the bytes', () => {
    expect(Buffer.from(encodeStoredHeader(100)).toString('hex')).toBe('f28000f28000f2800080822b');
    const items = parse(encodeStoredHeader(2), encodeRecord(187, 99), encodeRecord(255, 127));
    expect(items.map((item) => item.kind === 'message' && item.message)).toEqual([
      { kind: 'stored-header', records: 2 },
      { kind: 'stored-record', pulseRateBpm: 187, spo2Percent: 99 },
      { kind: 'stored-record', pulseRateBpm: null, spo2Percent: null },
    ]);
  });

  it('whose length is no multiple of three is refused', () => {
    const header = Uint8Array.from(encodeStoredHeader(2));
    header[11] = 6;
    expect(parse(header)[0]).toMatchObject({ kind: 'discarded', reason: 'malformed' });
  });
});

describe('the driver of CONTEC’s earlier oximeters', () => {
  let stop = (): void => undefined;
  afterEach(() => stop());

  async function connected(faults: readonly string[] = []) {
    const clock = createVirtualClock();
    const transport = createPairedTransport({ toDevice: (bytes) => simulator.receive(bytes) });
    const request = { pulse, pictures: SMALL_PICTURES, person: SIMULATED_PERSON, clock, faults };
    const simulator = contecOld.createSimulator({ ...request, write: transport.fromDevice });
    stop = simulator.stop;
    const driver = createContecOldDriver({ transport, clock });
    const connecting = driver.connect();
    await clock.advance(300);
    await connecting;
    return { clock, driver };
  }

  it('fetches the stored values with progress, and streams again afterwards', async () => {
    const { clock, driver } = await connected();
    const progress: number[] = [];
    const fetching = driver.downloadStored((done) => progress.push(done), new AbortController().signal);
    await clock.advance(3000);
    const { intervalS, pulseRateBpm, spo2Percent } = await fetching;
    expect(intervalS).toBe(1);
    expect(pulseRateBpm).toHaveLength(120);
    expect(pulseRateBpm.slice(0, 3)).toEqual([72, 73, 74]);
    expect(spo2Percent.slice(0, 3)).toEqual([98, 97, 96]);
    expect(progress.at(-1)).toBe(120);
    expect(driver.state.kind).toBe('ready');
    await clock.advance(2000);
    expect(driver.state.kind).toBe('ready');
  });

  it('says when the device stops half-way', async () => {
    const { clock, driver } = await connected(['download-breaks']);
    const fetching = driver.downloadStored(() => undefined, new AbortController().signal);
    fetching.catch(() => undefined);
    await clock.advance(5000);
    await expect(fetching).rejects.toMatchObject({ code: 'driver/silent' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
  });

  it('ends a download on request', async () => {
    const { clock, driver } = await connected();
    const abort = new AbortController();
    const fetching = driver.downloadStored(() => undefined, abort.signal);
    fetching.catch(() => undefined);
    await clock.advance(50);
    abort.abort();
    await expect(fetching).rejects.toMatchObject({ code: 'driver/aborted' });
  });
});

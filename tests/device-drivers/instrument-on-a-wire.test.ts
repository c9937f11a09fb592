import { afterEach, describe, expect, it } from 'vitest';
import type { InstrumentRegistration } from '../../device-drivers/contract/registration.ts';
import { findInstrumentDriver } from '../../device-drivers/registry.ts';
import { createSyntheticPulseSource } from '../../device-drivers/simulation/pulse-generator.ts';
import { SIMULATED_PERSON } from '../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../device-drivers/simulation/simulator-host.ts';
import type { PictureSource } from '../../device-drivers/simulation/sources.ts';
import { createTransport } from '../../device-drivers/transport/create-transport.ts';
import { createRecordingTransport } from '../../device-drivers/transport/recording-transport.ts';
import { createReplayTransport } from '../../device-drivers/transport/replay-transport.ts';
import { parseTranscript } from '../../device-drivers/transport/transcript.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { pattern, until } from './transport/listening.ts';

/** The size of a real picture; the link does not look inside. */
const PICTURE = { mediaType: 'image/jpeg' as const, bytes: pattern(300_000) };
const pictures: PictureSource = {
  description: 'a byte pattern, not a picture',
  synthetic: true,
  picture: async () => PICTURE,
  preview: async () => PICTURE,
};
const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });
const STEP = { step: 'middle', targetPressurePa: 12_000, settleMs: 200, holdMs: 600 } as const;
const ignore = (): void => undefined;
const signal = new AbortController().signal;

function sizhenLine(): InstrumentRegistration {
  const found = findInstrumentDriver('sizhen-line');
  if (found === undefined) throw new Error('the registry has no sizhen-line');
  return found;
}

describe.each(['pty', 'tcp'] as const)('the real driver and the simulator over %s', (prefer) => {
  let host: SimulatorHost;
  afterEach(() => host.stop());

  it('transfers a 300 kB picture and a pulse, survives a pulled plug, and its transcript replays to the same data', async () => {
    const entry = sizhenLine();
    const create = (write: (bytes: Uint8Array) => void) =>
      entry.createSimulator({ pulse, pictures, person: SIMULATED_PERSON, clock: systemClock, write });
    host = await hostSimulator({ create, prefer });
    const lines: string[] = [];
    const sink = { append: (line: string) => void lines.push(line), flush: async () => undefined };
    const wire = createTransport(host.address, entry.line);
    const transport = createRecordingTransport(wire, sink, systemClock);
    const driver = entry.createDriver({ transport, clock: systemClock });

    expect((await driver.connect()).nature).toBe('simulated');
    const picture = await driver.takePicture({ kind: 'face' }, ignore, signal);
    expect(Buffer.from(picture.bytes).equals(PICTURE.bytes)).toBe(true);
    const recording = await driver.measurePulse({ wrist: 'left', steps: [STEP] }, ignore, signal);
    expect(recording.segments[0]?.samplesPa.guan).toHaveLength(120);
    expect(driver.statistics()).toMatchObject({ discardedBytes: 0, rejectedLines: 0, retries: 0 });

    await host.unplug();
    await until(() => driver.state.kind === 'lost');
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
    const heard = lines.join('');

    const replay = createReplayTransport({
      name: 'what was just heard',
      entries: parseTranscript(heard, 'memory'),
      mode: { kind: 'recut', seed: 9 },
      clock: systemClock,
      createAdapter: entry.createReplayAdapter,
    });
    const again = entry.createDriver({ transport: replay, clock: systemClock });
    expect((await again.connect()).nature).toBe('replayed');
    expect(await again.takePicture({ kind: 'face' }, ignore, signal)).toEqual(picture);
    expect(await again.measurePulse({ wrist: 'left', steps: [STEP] }, ignore, signal)).toEqual(recording);
    await again.disconnect();
    await driver.disconnect();
  });
});

import { describe, expect, it } from 'vitest';
import { encodeHostMessage } from '../../../device-drivers/bps-three-channel/messages.ts';
import { bpsThreeChannel } from '../../../device-drivers/bps-three-channel/registration.ts';
import { createBpsSimulator } from '../../../device-drivers/bps-three-channel/simulator.ts';
import type { PulseEvent, PulseRequest } from '../../../device-drivers/contract/instrument-driver.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import type { PulseRecording } from '../../../src/domain/waveform.ts';
import { within } from '../sizhen-line/support/instrument-bench.ts';
import { createPairedTransport } from '../sizhen-line/support/paired-transport.ts';
import { bytePictures, sinePulse } from '../sizhen-line/support/test-sources.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';

const RELEASE = Buffer.from(encodeHostMessage({ kind: 'command', command: 'release' })).toString('hex');
const REQUEST: PulseRequest = {
  wrist: 'left',
  steps: [
    { step: 'floating', targetPressurePa: 10_665, settleMs: 1000, holdMs: 2000 },
    { step: 'deep', targetPressurePa: 21_331, settleMs: 1000, holdMs: 2000 },
  ],
};
const LONG_MS = 20_000;

async function connected(faults: readonly string[] = [], cut?: (bytes: Uint8Array) => readonly Uint8Array[]) {
  const clock = createVirtualClock();
  const written: string[] = [];
  const transport = createPairedTransport({
    toDevice: (bytes) => {
      written.push(Buffer.from(bytes).toString('hex'));
      simulator.receive(bytes);
    },
    ...(cut === undefined ? {} : { cut }),
  });
  const simulator = createBpsSimulator({
    pulse: sinePulse,
    pictures: bytePictures,
    person: SIMULATED_PERSON,
    clock,
    write: transport.fromDevice,
    faults,
  });
  const driver = bpsThreeChannel.createDriver({ transport, clock });
  const events: PulseEvent[] = [];
  const abort = new AbortController();
  const outcome = await within(clock, 3000, driver.connect());
  const measure = (request = REQUEST) => driver.measurePulse(request, (event) => events.push(event), abort.signal);
  return { clock, transport, simulator, driver, events, abort, written, measure, outcome };
}

const recordingOf = (settled: object): PulseRecording => {
  if (!('value' in settled)) throw new Error(JSON.stringify(settled));
  return settled.value as PulseRecording;
};

describe('a pulse with the three-channel instrument', () => {
  it('presses each step, samples three channels by the device clock, and lets go', async () => {
    const { clock, measure, events, driver, simulator } = await connected();
    const recording = recordingOf(await within(clock, LONG_MS, measure()));
    await clock.advance(500);
    expect(recording.segments.map(({ step, targetPressurePa }) => [step, targetPressurePa])).toEqual([
      ['floating', 10_665],
      ['deep', 21_331],
    ]);
    for (const segment of recording.segments) {
      expect(segment.sampleRateHz).toBe(100);
      expect(segment.samplesPa.guan).toHaveLength(200);
      expect(segment.gaps).toEqual([]);
      expect(segment.disturbed).toEqual([]);
      expect(segment.contactPressurePa.chi[0]).toBeCloseTo(segment.targetPressurePa, -2);
      // A sine of 600 Pa, whose mean over two seconds is not quite nothing.
      const { guan } = segment.samplesPa;
      expect(Math.max(...guan) - Math.min(...guan)).toBeGreaterThan(1150);
    }
    expect(events.filter(({ kind }) => kind !== 'samples').map(({ kind }) => kind)).toEqual([
      'step-started',
      'settled',
      'contact',
      'step-finished',
      'step-started',
      'settled',
      'contact',
      'step-finished',
      'released',
    ]);
    expect(events.filter(({ kind }) => kind === 'samples').length).toBeGreaterThan(30);
    expect(simulator.pressurePa).toBe(0);
    expect(driver.state.kind).toBe('ready');
  });

  it('gives the same through a line that delivers byte by byte', async () => {
    const plain = await connected();
    const cut = await connected([], (bytes) => [...bytes].map((byte) => Uint8Array.of(byte)));
    const expected = recordingOf(await within(plain.clock, LONG_MS, plain.measure()));
    expect(recordingOf(await within(cut.clock, LONG_MS, cut.measure()))).toEqual(expected);
  });

  it('records lost samples and a jump of the clock as gaps and fills nothing', async () => {
    const lossy = await connected(['drop-samples']);
    const [first] = recordingOf(await within(lossy.clock, LONG_MS, lossy.measure())).segments;
    expect(first?.gaps).toEqual([49, 98, 147].map((beforeIndex) => ({ beforeIndex, missingSamples: 1 })));
    const jumping = await connected(['clock-jump']);
    const hold = {
      ...REQUEST,
      steps: [{ step: 'middle', targetPressurePa: 15_998, settleMs: 1000, holdMs: 4000 } as const],
    };
    const [jumped] = recordingOf(await within(jumping.clock, LONG_MS, jumping.measure(hold))).segments;
    expect(jumped?.gaps).toEqual([{ beforeIndex: 60, missingSamples: 200 }]);
  });

  it('marks where a channel lost its pressure', async () => {
    const { clock, measure, events } = await connected(['lose-contact']);
    const [first] = recordingOf(await within(clock, LONG_MS, measure())).segments;
    expect(first?.disturbed).toEqual([{ fromIndex: 60, toIndex: 120, kind: 'no-contact' }]);
    const contacts = events.flatMap((event) => (event.kind === 'contact' ? [event.inContact.chi] : []));
    expect(contacts.slice(0, 3)).toEqual([true, false, true]);
  });
});

describe('the three-channel instrument refuses', () => {
  it('a pressure above 90,000 Pa before anything is sent', async () => {
    const { clock, measure, written } = await connected();
    const before = written.length;
    const steps = [{ step: 'deep', targetPressurePa: 90_001, settleMs: 0, holdMs: 1000 } as const];
    expect(await within(clock, 10, measure({ wrist: 'left', steps }))).toMatchObject({
      code: 'driver/pressure-refused',
    });
    expect(written).toHaveLength(before);
  });

  it('pictures, and an empty request', async () => {
    const { clock, driver, measure } = await connected();
    const signal = new AbortController().signal;
    const picture = driver.takePicture({ kind: 'face' }, () => undefined, signal);
    expect(await within(clock, 10, picture)).toMatchObject({ code: 'driver/bad-request' });
    expect(await within(clock, 10, measure({ wrist: 'left', steps: [] }))).toMatchObject({
      code: 'driver/bad-request',
    });
  });

  it('to connect without a radio link, or to a bridge of another version', async () => {
    expect((await connected(['no-radio'])).outcome).toMatchObject({ code: 'driver/not-connected' });
    expect((await connected(['wrong-version'])).outcome).toMatchObject({ code: 'driver/version-mismatch' });
  });
});

describe('the three-channel instrument lets go', () => {
  it('on an abort within a second', async () => {
    const { clock, measure, abort, written, simulator, driver, events } = await connected();
    const running = measure();
    running.catch(() => undefined);
    await clock.advance(2500);
    expect(simulator.pressurePa).toBeGreaterThan(10_000);
    abort.abort();
    const ended = await within(clock, 1000, running);
    expect(ended).toMatchObject({ code: 'driver/aborted' });
    expect(written.at(-1)).toBe(RELEASE);
    await clock.advance(300);
    expect(simulator.pressurePa).toBe(0);
    expect(events.at(-1)).toEqual({ kind: 'released' });
    expect(driver.state.kind).toBe('ready');
  });

  it('even when the first release is not confirmed', async () => {
    const { clock, measure, simulator } = await connected(['release-unheard']);
    expect(await within(clock, LONG_MS, measure())).toHaveProperty('value');
    await clock.advance(300);
    expect(simulator.pressurePa).toBe(0);
  });

  it('on a disconnect in the middle', async () => {
    const { clock, measure, simulator, driver } = await connected();
    measure().catch(() => undefined);
    await clock.advance(2500);
    await within(clock, 2000, driver.disconnect());
    await clock.advance(300);
    expect(simulator.pressurePa).toBe(0);
  });

  it.each([
    ['never-steady', 'driver/task-timed-out'],
    ['clock-back', 'driver/clock-went-back'],
    ['silent-in-hold', 'driver/silent'],
  ])('when a measurement fails with “%s”', async (fault, code) => {
    const { clock, measure, written, simulator } = await connected([fault]);
    expect(await within(clock, LONG_MS, measure())).toMatchObject({ code });
    await clock.advance(500);
    expect(written).toContain(RELEASE);
    expect(written.lastIndexOf(RELEASE)).toBeGreaterThan(written.length - 3);
    expect(simulator.pressurePa).toBe(0);
  });

  it('as far as it can when the radio link is lost: the task ends with its own code', async () => {
    const { clock, measure, written } = await connected(['lose-radio']);
    expect(await within(clock, LONG_MS, measure())).toMatchObject({ code: 'driver/unplugged' });
    expect(written.slice(-3)).toContain(RELEASE);
  });

  it('when it connects, of what an earlier host left under pressure', async () => {
    const { written } = await connected();
    expect(written).toContain(RELEASE);
  });

  it('not at all once it is unplugged, which ends the task at once', async () => {
    const { clock, measure, transport, driver } = await connected();
    const running = measure();
    running.catch(() => undefined);
    await clock.advance(2500);
    transport.unplug();
    expect(await within(clock, 100, running)).toMatchObject({ code: 'driver/unplugged' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
    expect(await within(clock, 3000, driver.connect())).toHaveProperty('value');
  });
});

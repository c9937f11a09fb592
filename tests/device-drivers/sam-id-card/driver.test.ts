import { afterEach, describe, expect, it, vi } from 'vitest';
import { samIdCard } from '../../../device-drivers/sam-id-card/registration.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { within } from '../sizhen-line/support/instrument-bench.ts';
import { connectedBench, createPeripheralBench } from '../support/peripheral-bench.ts';

const FIND = 'aaaaaa96690003200122';
const SELECT = 'aaaaaa96690003200221';
const { card } = SIMULATED_PERSON;

/** The card is laid down after half a second, for four. */
async function laid(faults: readonly string[] = [], runMs = 8000) {
  const bench = await connectedBench(samIdCard, { faults });
  const running = bench.run();
  running.catch(() => undefined);
  await bench.clock.advance(runMs);
  return { ...bench, running };
}

describe('a card reader', () => {
  it('names its security module and reads a card once while it lies, then says that it was lifted', async () => {
    const { driver, readings, abort, running } = await laid();
    expect(driver.state).toMatchObject({ kind: 'running', identity: { model: 'SAM identity card reader' } });
    expect(readings).toEqual([{ kind: 'identity-card', card }, { kind: 'card-removed' }]);
    abort();
    await running;
    expect(driver.state.kind).toBe('ready');
  });

  it('selects only right after a find', async () => {
    const { written } = await laid();
    const selects = written.flatMap((hex, at) => (hex === SELECT ? [written[at - 1]] : []));
    expect(selects).toEqual([FIND]);
  });

  it('reads the next card, too', async () => {
    const { readings } = await laid([], 26_000);
    expect(readings.map(({ kind }) => kind)).toEqual([
      'identity-card',
      'card-removed',
      'identity-card',
      'card-removed',
    ]);
  });

  it('does not tell a card again that is left lying', async () => {
    const { readings } = await laid(['card-stays'], 60_000);
    expect(readings).toEqual([{ kind: 'identity-card', card }]);
  });

  it('forgets a card after a while where the reader cannot say whether it still lies there', async () => {
    const { readings, clock } = await laid(['no-presence', 'card-stays'], 20_000);
    expect(readings).toEqual([{ kind: 'identity-card', card }]);
    await clock.advance(5000);
    expect(readings).toEqual([{ kind: 'identity-card', card }, { kind: 'card-removed' }]);
  });

  it('tries again when the hand moved', async () => {
    const { readings } = await laid(['moving-card']);
    expect(readings.map(({ kind }) => kind)).toEqual(['identity-card', 'card-removed']);
  });

  it('says once of a card that cannot be read that it cannot', async () => {
    const { readings } = await laid(['unreadable-card'], 4000);
    expect(readings).toEqual([{ kind: 'card-refused', code: 'driver/card-unreadable' }]);
  });

  it.each([
    ['wrong-number', 'driver/card-invalid'],
    ['wrong-date', 'driver/card-invalid'],
    ['foreign-card', 'driver/card-unsupported'],
  ])('refuses a card with “%s” and takes nothing from it', async (fault, code) => {
    const { readings } = await laid([fault]);
    expect(readings).toEqual([{ kind: 'card-refused', code }, { kind: 'card-removed' }]);
  });

  it('says nothing while no card lies there', async () => {
    const { readings, driver } = await laid(['no-card'], 20_000);
    expect(readings).toEqual([]);
    expect(driver.state.kind).toBe('running');
  });

  it('reads through a line that delivers byte by byte', async () => {
    const bench = await connectedBench(samIdCard, { cut: (bytes) => [...bytes].map((byte) => Uint8Array.of(byte)) });
    bench.run().catch(() => undefined);
    await bench.clock.advance(3000);
    expect(bench.readings).toEqual([{ kind: 'identity-card', card }]);
  });
});

describe('a card reader in trouble', () => {
  it('whose module refuses to work says so when connecting', async () => {
    const bench = createPeripheralBench(samIdCard, { faults: ['unauthorised'] });
    expect(await within(bench.clock, 3000, bench.driver.connect())).toMatchObject({ code: 'driver/command-refused' });
  });

  it('that never answers is silent', async () => {
    const bench = createPeripheralBench(samIdCard);
    bench.simulator.receive = () => undefined;
    expect(await within(bench.clock, 5000, bench.driver.connect())).toMatchObject({ code: 'driver/silent' });
  });

  it('that falls silent while it reads is lost within its limit', async () => {
    const bench = await connectedBench(samIdCard, { faults: ['silent-while-reading'] });
    const outcome = await within(bench.clock, 8000, bench.run());
    expect(outcome).toMatchObject({ code: 'driver/silent' });
    expect(bench.driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
  });

  it('that is unplugged is lost at once', async () => {
    const { driver, transport, clock, running } = await laid([], 1000);
    transport.unplug();
    expect(await within(clock, 100, running)).toMatchObject({ code: 'driver/unplugged' });
    expect(driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
  });
});

describe('the contents of a card', () => {
  afterEach(() => vi.restoreAllMocks());

  it('stand in no error, no state and no output', async () => {
    const output: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => output.push(String(text)) > 0);
    }
    const bench = await connectedBench(samIdCard);
    const running = bench.run();
    running.catch(() => undefined);
    await bench.clock.advance(3000);
    bench.transport.unplug();
    const error: unknown = await running.catch((reason: unknown) => reason);
    vi.restoreAllMocks();
    const { cause, context } = error as { cause?: unknown; context?: unknown };
    const said = JSON.stringify([output, String(error), String(cause), context, bench.driver.state]);
    expect(bench.readings).toHaveLength(1);
    for (const secret of [card.name, card.idNumber, card.address]) expect(said).not.toContain(secret);
  });
});

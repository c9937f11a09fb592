import { describe, expect, it } from 'vitest';
import { encodeReply, encodeResult, encodeStreamedCuff } from '../../../device-drivers/oem-blood-pressure/messages.ts';
import { oemBloodPressure } from '../../../device-drivers/oem-blood-pressure/registration.ts';
import { encodeResultData } from '../../../device-drivers/oem-blood-pressure/result-layout.ts';
import { within } from '../sizhen-line/support/instrument-bench.ts';
import { connectedBench, createPeripheralBench } from '../support/peripheral-bench.ts';

const CANCEL = '3a7901004c';
const MEASUREMENT_MS = 10_000;
const VALUE = { kind: 'blood-pressure', systolicMmHg: 126, meanMmHg: 95, diastolicMmHg: 80, pulseRateBpm: 72 };

describe('a blood-pressure measurement', () => {
  it('tells the cuff pressure while it lasts, then the value, and says that the layout is unconfirmed', async () => {
    const bench = await connectedBench(oemBloodPressure);
    expect(await within(bench.clock, MEASUREMENT_MS, bench.run())).toHaveProperty('value');
    expect(bench.readings.at(-1)).toEqual(VALUE);
    const cuff = bench.readings.flatMap((reading) => (reading.kind === 'cuff-pressure' ? [reading.pressureMmHg] : []));
    expect(Math.max(...cuff)).toBeGreaterThan(150);
    expect(cuff.length).toBeGreaterThan(20);
    expect(bench.written).not.toContain(CANCEL);
    expect(bench.driver.state).toMatchObject({
      kind: 'ready',
      identity: { protocolVersion: '3A/3E, layout of the result unconfirmed' },
    });
  });

  it('can follow another one', async () => {
    const bench = await connectedBench(oemBloodPressure);
    await within(bench.clock, MEASUREMENT_MS, bench.run());
    await within(bench.clock, MEASUREMENT_MS, bench.run());
    expect(bench.readings.filter(({ kind }) => kind === 'blood-pressure')).toEqual([VALUE, VALUE]);
  });

  it('asks a busy module again', async () => {
    const bench = await connectedBench(oemBloodPressure, { faults: ['busy'] });
    expect(await within(bench.clock, MEASUREMENT_MS, bench.run())).toHaveProperty('value');
    expect(bench.written.filter((hex) => hex === '3a5670')).toHaveLength(3);
    expect(bench.readings.at(-1)).toEqual(VALUE);
  });

  it('asks for a result that does not come by itself', async () => {
    const bench = await connectedBench(oemBloodPressure, { faults: ['result-not-streamed'] });
    await within(bench.clock, MEASUREMENT_MS, bench.run());
    expect(bench.written).toContain('3a7903004a');
    expect(bench.readings.at(-1)).toEqual(VALUE);
  });

  it.each([
    ['weak-signal', 'driver/measurement-failed'],
    ['loose-cuff', 'driver/measurement-failed'],
    ['swapped-result', 'driver/implausible-result'],
  ])('gives no value for “%s”', async (fault, code) => {
    const bench = await connectedBench(oemBloodPressure, { faults: [fault] });
    expect(await within(bench.clock, MEASUREMENT_MS, bench.run())).toMatchObject({ code });
    expect(bench.readings.some(({ kind }) => kind === 'blood-pressure')).toBe(false);
    expect(bench.driver.state.kind).toBe('ready');
  });

  it('never takes a late “done” and result of an earlier measurement for its own', async () => {
    const bench = await connectedBench(oemBloodPressure);
    const late = encodeResultData({ systolicMmHg: 190, meanMmHg: 150, diastolicMmHg: 110, pulseRateBpm: 90 });
    const running = bench.run();
    bench.transport.fromDevice(Buffer.concat([encodeReply('done'), encodeResult(late, 'streamed')]));
    expect(await within(bench.clock, MEASUREMENT_MS, running)).toHaveProperty('value');
    expect(bench.readings.filter(({ kind }) => kind === 'blood-pressure')).toEqual([VALUE]);
  });

  it('fails when the module is done without having inflated the cuff', async () => {
    const bench = await connectedBench(oemBloodPressure);
    bench.simulator.receive = () => undefined;
    const running = bench.run();
    running.catch(() => undefined);
    await bench.clock.advance(50);
    bench.transport.fromDevice(
      Buffer.concat([encodeReply('received'), encodeStreamedCuff(12), encodeReply('done'), encodeReply('aborted')]),
    );
    expect(await within(bench.clock, 2000, running)).toMatchObject({ code: 'driver/measurement-failed' });
  });
});

describe('the cuff is let go', () => {
  it('on an abort, within a second, and the run resolves', async () => {
    const bench = await connectedBench(oemBloodPressure);
    const running = bench.run();
    await bench.clock.advance(1500);
    bench.abort();
    const ended = await within(bench.clock, 1000, running);
    expect(ended).toHaveProperty('value');
    expect(ended.tookMs).toBeLessThan(1000);
    expect(bench.written.at(-1)).toBe(CANCEL);
    expect(bench.simulator).toMatchObject({ cuffMmHg: 0 });
    expect(bench.driver.state.kind).toBe('ready');
  });

  it('even when the first cancel is not heard', async () => {
    const bench = await connectedBench(oemBloodPressure, { faults: ['cancel-unheard'] });
    const running = bench.run();
    await bench.clock.advance(1500);
    bench.abort();
    expect(await within(bench.clock, 1000, running)).toHaveProperty('value');
    expect(bench.simulator).toMatchObject({ cuffMmHg: 0 });
  });

  it('on a disconnect in the middle', async () => {
    const bench = await connectedBench(oemBloodPressure);
    const running = bench.run();
    running.catch(() => undefined);
    await bench.clock.advance(1500);
    await within(bench.clock, 2000, bench.driver.disconnect());
    expect(bench.written.at(-1)).toBe(CANCEL);
    expect(bench.simulator).toMatchObject({ cuffMmHg: 0 });
  });

  it('when the module falls silent: it is told to, and given up', async () => {
    const bench = await connectedBench(oemBloodPressure, { faults: ['silent-in-measurement'] });
    expect(await within(bench.clock, MEASUREMENT_MS, bench.run())).toMatchObject({ code: 'driver/silent' });
    await bench.clock.advance(200);
    expect(bench.written.at(-1)).toBe(CANCEL);
    expect(bench.driver.state).toMatchObject({ kind: 'lost', reason: 'silent' });
  });

  it('is impossible once unplugged, which is told at once; plugged in again it measures', async () => {
    const bench = await connectedBench(oemBloodPressure);
    const running = bench.run();
    running.catch(() => undefined);
    await bench.clock.advance(1000);
    bench.transport.unplug();
    expect(await within(bench.clock, 100, running)).toMatchObject({ code: 'driver/unplugged' });
    expect(bench.driver.state).toMatchObject({ kind: 'lost', reason: 'unplugged' });
    bench.simulator.stop();
    expect(await within(bench.clock, 2000, bench.driver.connect())).toHaveProperty('value');
    expect(await within(bench.clock, MEASUREMENT_MS, bench.run())).toHaveProperty('value');
  });
});

describe('connecting to a blood-pressure module', () => {
  it('fails as silent where nobody answers', async () => {
    const bench = createPeripheralBench(oemBloodPressure);
    bench.simulator.receive = () => undefined;
    expect(await within(bench.clock, 3000, bench.driver.connect())).toMatchObject({ code: 'driver/silent' });
  });
});

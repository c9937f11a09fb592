import { afterEach, describe, expect, it } from 'vitest';
import { contecV7 } from '../../../device-drivers/contec-v7/registration.ts';
import type { PeripheralReading } from '../../../device-drivers/contract/peripheral-driver.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { createPairedTransport } from '../sizhen-line/support/paired-transport.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';
import { SMALL_PICTURES } from '../support/small-pictures.ts';

const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });

function bench(faults: readonly string[] = []) {
  const clock = createVirtualClock();
  const transport = createPairedTransport({ toDevice: (bytes) => simulator.receive(bytes) });
  const request = { pulse, pictures: SMALL_PICTURES, person: SIMULATED_PERSON, clock, faults };
  const simulator = contecV7.createSimulator({ ...request, write: transport.fromDevice });
  const driver = contecV7.createDriver({ transport, clock });
  const readings: PeripheralReading[] = [];
  const abort = new AbortController();
  const run = () => driver.run((reading) => readings.push(reading), abort.signal);
  const connect = async () => {
    const connecting = driver.connect();
    await clock.advance(200);
    return connecting;
  };
  return { clock, driver, simulator, readings, abort, run, connect };
}

describe('the CONTEC V7.0 driver with its simulator', () => {
  let running: Promise<unknown> = Promise.resolve();
  let stop = (): void => undefined;
  afterEach(() => {
    stop();
    return running.catch(() => undefined);
  });

  it('gives ten pieces of wave and the numbers every second, for longer than the device waits for a host', async () => {
    const { clock, driver, simulator, readings, abort, run, connect } = bench();
    stop = simulator.stop;
    await connect();
    running = run();
    await clock.advance(30_000);
    abort.abort();
    await clock.advance(10);
    await running;
    const waves = readings.filter((reading) => reading.kind === 'wave');
    expect(waves.length).toBeGreaterThanOrEqual(298);
    expect(waves[0]?.channels[0]?.samples).toHaveLength(6);
    const numbers = readings.filter((reading) => reading.kind === 'oximetry');
    expect(numbers.length).toBeGreaterThanOrEqual(29);
    expect(numbers.at(-1)).toMatchObject({
      pulseRateBpm: 72,
      spo2Percent: 98,
      perfusionIndexPercent: 3.2,
      condition: 'ok',
    });
    expect(driver.statistics()).toMatchObject({ discardedBytes: 0, retries: 0 });
    expect(driver.state.kind).toBe('ready');
  });

  it('gives no number without a finger', async () => {
    const { clock, simulator, readings, abort, run, connect } = bench(['no-finger']);
    stop = simulator.stop;
    await connect();
    running = run();
    await clock.advance(1500);
    abort.abort();
    await clock.advance(10);
    expect(readings.filter((reading) => reading.kind === 'oximetry').at(-1)).toMatchObject({
      pulseRateBpm: null,
      spo2Percent: null,
      condition: 'probe-error',
    });
  });

  it('rejects with the reason when the device breaks off', async () => {
    const { clock, simulator, run, connect } = bench(['breaks-off']);
    stop = simulator.stop;
    await connect();
    running = run();
    running.catch(() => undefined);
    await clock.advance(3200);
    await expect(running).rejects.toMatchObject({ code: 'driver/instrument-fault', context: { reason: 2 } });
  });
});

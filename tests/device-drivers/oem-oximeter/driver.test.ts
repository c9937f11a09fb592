import { afterEach, describe, expect, it } from 'vitest';
import { oemOximeter } from '../../../device-drivers/oem-oximeter/registration.ts';
import { connectedBench, type PeripheralBench } from '../support/peripheral-bench.ts';

let bench: PeripheralBench;
afterEach(async () => {
  bench.abort();
  bench.simulator.stop();
  await bench.driver.disconnect();
});

async function readingsAfter(seconds: number, ...faults: readonly string[]) {
  bench = await connectedBench(oemOximeter, { faults });
  const running = bench.run();
  await bench.clock.advance(seconds * 1000);
  bench.abort();
  await running;
  return bench.readings.flatMap((reading) => (reading.kind === 'oximetry' ? [reading] : []));
}

describe('an oximeter module', () => {
  it('gives its numbers beside the wave, and no perfusion index while its unit is unknown', async () => {
    const numbers = await readingsAfter(3);
    expect(numbers.length).toBeGreaterThan(1);
    for (const reading of numbers) {
      expect(reading).toMatchObject({
        pulseRateBpm: 72,
        spo2Percent: 98,
        perfusionIndexPercent: null,
        condition: 'ok',
      });
    }
    expect(bench.readings.filter(({ kind }) => kind === 'wave').length).toBeGreaterThan(20);
  });

  it('without a finger gives none', async () => {
    expect((await readingsAfter(3, 'no-finger')).at(-1)).toMatchObject({ spo2Percent: null, condition: 'searching' });
  });

  it('whose numbers stop shows no old ones while the wave goes on', async () => {
    const numbers = await readingsAfter(10, 'no-status');
    expect(numbers[0]).toMatchObject({ spo2Percent: 98 });
    expect(numbers.at(-1)).toMatchObject({ pulseRateBpm: null, spo2Percent: null });
  });
});

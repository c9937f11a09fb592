import type { Benchmark, Figure } from './benchmark.ts';
import { coreShareFor, readEightDevices, runEightDevices } from './eight-devices.ts';

const SECONDS = 10;
const WARM_UP_S = 2;

async function run(): Promise<readonly Figure[]> {
  const raw = await readEightDevices();
  await coreShareFor(WARM_UP_S);
  const rawShare = await coreShareFor(SECONDS);
  await raw.stop();
  const devices = await runEightDevices();
  await coreShareFor(WARM_UP_S);
  const before = devices.readings;
  const share = await coreShareFor(SECONDS);
  const readingsPerS = (devices.readings - before) / SECONDS;
  await devices.stop();
  if (readingsPerS === 0) throw new Error('the devices told nothing');
  return [
    {
      name: `eight devices at once (${devices.names}; ${readingsPerS.toFixed(0)} readings/s)`,
      value: 100 * share,
      unit: '% of one core',
      baseline: { name: 'the ports of those devices opened and read, % of one core', value: 100 * rawShare },
      ratio: share / rawShare,
      aim: '< 15 % of one core',
      met: share < 0.15,
    },
  ];
}

export const deviceLoad: Benchmark = { name: 'device-load', run };

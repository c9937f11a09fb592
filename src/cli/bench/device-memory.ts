import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Benchmark, Figure } from './benchmark.ts';
import { runEightDevices } from './eight-devices.ts';

const WARM_UP_MS = 60_000;
const SAMPLE_MS = 30_000;
/** What code that is compiled late and rounding of the collector leave behind. */
const MOST_GROWTH_MB = 2;

/** Heap and external buffers after a full collection, MB. */
function liveMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Eight devices for `minutes`, at least two; only run when asked for with `--minutes`. */
export function deviceMemory(minutes: number): Benchmark {
  return {
    name: 'device-memory',
    async run(): Promise<readonly Figure[]> {
      const devices = await runEightDevices();
      await pause(WARM_UP_MS);
      const firstMb = liveMb();
      const endMs = performance.now() + minutes * 60_000 - WARM_UP_MS;
      let lastMb = firstMb;
      while (performance.now() < endMs) {
        await pause(SAMPLE_MS);
        lastMb = liveMb();
      }
      const { readings } = devices;
      await devices.stop();
      const growthMb = lastMb - firstMb;
      return [
        {
          name: `memory growth, eight devices for ${minutes} min after one (${readings} readings)`,
          value: growthMb,
          unit: 'MB',
          baseline: { name: 'live memory after the first minute, MB', value: firstMb },
          ratio: lastMb / firstMb,
          aim: `< ${MOST_GROWTH_MB} MB`,
          met: growthMb < MOST_GROWTH_MB,
        },
      ];
    },
  };
}

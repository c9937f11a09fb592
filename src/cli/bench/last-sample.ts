import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackgroundPictureSource } from '../../../device-drivers/simulation/background-picture-source.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { hostSimulator } from '../../../device-drivers/simulation/simulator-host.ts';
import { createSizhenLineSimulator } from '../../../device-drivers/sizhen-line/index.ts';
import { loadStationConfig } from '../../config/load-config.ts';
import { systemClock } from '../../domain/clock.ts';
import type { LiveMessage } from '../../domain/station-api.ts';
import { startStation } from '../../station/start-station.ts';
import { MODELS_DIR } from '../project-paths.ts';
import { softwareVersion } from '../software-version.ts';
import { walkVisit } from '../walk-visit.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';

const PULSE = { settleMs: 300, holdMs: 12_000 };
const RESIDENT = {
  name: '基准',
  sex: 'female',
  birthDate: '1950-01-01',
  documentType: 'none',
  documentNumber: null,
  phone: null,
} as const;

/** From the last piece of wave a page receives to the finding it receives; what the browser adds is measured in the page tests. */
function stopwatch(): { onLive(message: LiveMessage): void; readonly delaysMs: number[] } {
  const delaysMs: number[] = [];
  let lastSampleMs = 0;
  return {
    delaysMs,
    onLive(message) {
      if (message.type === 'pulse') lastSampleMs = performance.now();
      if (message.type === 'finding' && message.kind.startsWith('pulse'))
        delaysMs.push(performance.now() - lastSampleMs);
    },
  };
}

async function run(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-bench-'));
  const link = join(folder, 'instrument');
  const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });
  const pictures = createBackgroundPictureSource({ seed: 1 });
  const host = await hostSimulator({
    create: (write) => createSizhenLineSimulator({ pulse, pictures, clock: systemClock, write }),
    prefer: 'pty',
    linkPath: link,
  });
  const station = await startStation({
    config: loadStationConfig({ dataDir: join(folder, 'station'), port: 0 }),
    instrument: `simulated:${link}`,
    modelsDir: MODELS_DIR,
    pagesDir: null,
    softwareVersion: softwareVersion(),
    pulse: PULSE,
  });
  const watch = stopwatch();
  try {
    await walkVisit({
      stationUrl: station.url,
      resident: RESIDENT,
      pictures: true,
      answer: () => 2,
      onLive: watch.onLive,
    });
  } finally {
    await station.close();
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const delayMs = median(watch.delaysMs);
  return [
    {
      name: 'last sample to result at the page',
      value: delayMs,
      unit: 'ms',
      baseline: null,
      ratio: null,
      aim: '≤ 1000 ms',
      met: delayMs <= 1000,
    },
  ];
}

export const lastSample: Benchmark = { name: 'last-sample', run };

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { drawReference } from '../../../device-drivers/simulation/reference-phantom.ts';
import { hostSimulator } from '../../../device-drivers/simulation/simulator-host.ts';
import type { PictureSource, SimulatedPicture } from '../../../device-drivers/simulation/sources.ts';
import { createSizhenLineSimulator, type SizhenLineSimulator } from '../../../device-drivers/sizhen-line/index.ts';
import { systemClock } from '../../../src/domain/clock.ts';

export interface TestInstrument {
  /** For the station. */
  readonly address: string;
  /** What its camera gives from now on. */
  picture: SimulatedPicture;
  /** Whether its lamp has yellowed since it was built; seen by an instrument with a reference only. */
  drifted: boolean;
  /** Contact pressure of the device that is plugged in now. */
  readonly pressurePa: number;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

/** Grey noise: a picture in every respect but that it shows nothing; does not compress, so that its size is known. */
export async function noise(widthPx: number, heightPx: number): Promise<SimulatedPicture> {
  const data = Buffer.alloc(widthPx * heightPx * 3);
  let random = 1;
  for (let index = 0; index < data.length; index += 1) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    data[index] = random >>> 24;
  }
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  return { mediaType: 'image/png', bytes: await sharp(data, { raw }).png().toBuffer() };
}

/** A simulated instrument of the line protocol on a pseudo-terminal of its own. */
export async function anInstrument({ withReference = false } = {}): Promise<TestInstrument> {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-instrument-'));
  const link = join(folder, 'port');
  const preview = await sharp({ create: { width: 32, height: 24, channels: 3, background: 'grey' } })
    .jpeg()
    .toBuffer();
  const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });
  let picture = await noise(64, 48);
  let device: SizhenLineSimulator | null = null;
  let drifted = false;
  const reference = { steady: await drawReference(false), drifted: await drawReference(true) };
  const fitted = withReference ? { reference: async () => (drifted ? reference.drifted : reference.steady) } : {};
  const pictures: PictureSource = {
    description: 'grey noise',
    synthetic: true,
    picture: async () => picture,
    preview: async () => ({ mediaType: 'image/jpeg', bytes: preview }),
  };
  const host = await hostSimulator({
    create: (write) => {
      device = createSizhenLineSimulator({ pulse, pictures, clock: systemClock, write, ...fitted });
      return device;
    },
    prefer: 'pty',
    linkPath: link,
  });
  return {
    address: `simulated:${link}`,
    get picture() {
      return picture;
    },
    set picture(next) {
      picture = next;
    },
    get drifted() {
      return drifted;
    },
    set drifted(next) {
      drifted = next;
    },
    get pressurePa() {
      return device?.pressurePa ?? 0;
    },
    unplug: () => host.unplug(),
    plugIn: () => host.plugIn(),
    stop: async () => {
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import type { CapturedPicture } from '../../src/domain/picture.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { PulseRecording } from '../../src/domain/waveform.ts';
import type { InstrumentDriver } from '../contract/instrument-driver.ts';
import type { CaptureTask } from './fixture-about.ts';

export interface Captures {
  readonly identity: InstrumentIdentity;
  readonly pictures: readonly CapturedPicture[];
  readonly recordings: readonly PulseRecording[];
}

const ignore = (): void => undefined;

/** Connects, does every task in order, disconnects. Rejects with the driver's own error; the link is closed then too. */
export async function runCaptures(
  driver: InstrumentDriver,
  tasks: readonly CaptureTask[],
  signal: AbortSignal,
): Promise<Captures> {
  const pictures: CapturedPicture[] = [];
  const recordings: PulseRecording[] = [];
  try {
    const identity = await driver.connect();
    for (const task of tasks) {
      if (task.task === 'picture') {
        pictures.push(await driver.takePicture({ kind: task.kind }, ignore, signal));
      } else {
        recordings.push(await driver.measurePulse({ wrist: task.wrist, steps: task.steps }, ignore, signal));
      }
    }
    return { identity, pictures, recordings };
  } finally {
    await driver.disconnect();
  }
}

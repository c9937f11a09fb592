import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInProcessTransport } from '../../../device-drivers/simulation/in-process-transport.ts';
import { createVirtualClock } from '../../../device-drivers/simulation/virtual-clock.ts';
import { createRecordingTransport } from '../../../device-drivers/transport/recording-transport.ts';
import { readTranscript } from '../../../device-drivers/transport/transcript.ts';
import { createTranscriptFile } from '../../../device-drivers/transport/transcript-file.ts';
import { listening } from './listening.ts';

describe('recording transport', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-recording-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('carries bytes as they are and leaves a readable transcript with times from the opening', async () => {
    const path = join(folder, 'transcript.jsonl');
    const file = await createTranscriptFile(path);
    const clock = createVirtualClock(0);
    const device = createInProcessTransport((write) => ({
      receive: (bytes) => void clock.after(25, () => write(bytes.toReversed())),
      stop: () => undefined,
    }));
    const transport = createRecordingTransport(device, file, clock);
    const ear = listening();
    const wait = (ms: number) => clock.runUntilSettled(new Promise<void>((resolve) => clock.after(ms, resolve)));
    await wait(500);
    await transport.open(ear.handlers);
    await transport.write(Uint8Array.of(1, 2, 3));
    await wait(100);
    await transport.write(Uint8Array.of(4));
    await wait(100);
    await transport.close();
    await file.close();
    expect([...ear.bytes()]).toEqual([3, 2, 1, 4]);
    expect(ear.closed.map(({ reason }) => reason)).toEqual(['requested']);
    expect(transport.nature).toBe('simulated');
    const entries = await readTranscript(path);
    expect(entries.map(({ tMs, dir, bytes }) => [tMs, dir, ...bytes])).toEqual([
      [0, 'tx', 1, 2, 3],
      [25, 'rx', 3, 2, 1],
      [100, 'tx', 4],
      [125, 'rx', 4],
    ]);
  });
});

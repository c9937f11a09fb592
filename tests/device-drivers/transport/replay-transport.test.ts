import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../device-drivers/simulation/virtual-clock.ts';
import { encodeDeviceLine, encodeHostLine } from '../../../device-drivers/sizhen-line/messages.ts';
import { createPlainReplayAdapter } from '../../../device-drivers/transport/replay-adapter.ts';
import type { ReplayMode } from '../../../device-drivers/transport/replay-timing.ts';
import { createReplayTransport } from '../../../device-drivers/transport/replay-transport.ts';
import { createSizhenLineReplayAdapter } from '../../../device-drivers/transport/sizhen-line-replay-adapter.ts';
import type { TranscriptEntry } from '../../../device-drivers/transport/transcript.ts';
import { listening } from './listening.ts';

const entry = (tMs: number, dir: TranscriptEntry['dir'], text: string): TranscriptEntry => ({
  tMs,
  dir,
  bytes: Buffer.from(text),
});

const ENTRIES = [
  entry(0, 'rx', 'hello '),
  entry(100, 'tx', 'A?'),
  entry(130, 'rx', 'a1 '),
  entry(250, 'rx', 'a2 '),
  entry(400, 'tx', 'B?'),
  entry(450, 'rx', 'b'),
];

function playing(mode: ReplayMode, entries = ENTRIES, createAdapter = createPlainReplayAdapter) {
  const clock = createVirtualClock(0);
  const transport = createReplayTransport({ name: 'test', entries, mode, clock, createAdapter });
  const wait = (ms: number) => clock.runUntilSettled(new Promise<void>((resolve) => clock.after(ms, resolve)));
  return { clock, transport, wait, ear: listening() };
}

describe('replay transport', () => {
  it('delivers what followed a command only once the command was written, at the recorded pace', async () => {
    const { transport, wait, ear } = playing({ kind: 'recorded' });
    await transport.open(ear.handlers);
    await wait(5000);
    expect(ear.bytes().toString()).toBe('hello ');
    await transport.write(Buffer.from('A?'));
    await wait(29);
    expect(ear.bytes().toString()).toBe('hello ');
    await wait(2);
    expect(ear.bytes().toString()).toBe('hello a1 ');
    await wait(120);
    expect(ear.bytes().toString()).toBe('hello a1 a2 ');
    await transport.write(Buffer.from('B?'));
    await wait(60);
    expect(ear.bytes().toString()).toBe('hello a1 a2 b');
    expect(transport.report()).toMatchObject({ finished: true, matchedCommands: 2, keptRecordedSpeed: true });
  });

  it('ends the link once after the last byte, and plays again when opened again', async () => {
    const { transport, wait, ear } = playing({ kind: 'full' });
    for (const round of [1, 2]) {
      await transport.open(ear.handlers);
      await transport.write(Buffer.from('A?'));
      await transport.write(Buffer.from('B?'));
      await wait(2000);
      expect(ear.closed).toHaveLength(round);
      expect(ear.closed.at(-1)?.reason).toBe('ended');
      await expect(transport.write(Buffer.from('A?'))).rejects.toMatchObject({ code: 'transport/not-open' });
    }
    expect(ear.bytes().toString()).toBe('hello a1 a2 bhello a1 a2 b');
  });

  it('counts commands that are not in the recording, and leaves them unanswered', async () => {
    const { transport, wait, ear } = playing({ kind: 'full' });
    await transport.open(ear.handlers);
    await transport.write(Buffer.from('X?'));
    await wait(5000);
    expect(ear.bytes().toString()).toBe('hello ');
    expect(transport.report()).toMatchObject({ finished: false, unexpectedCommands: 1, matchedCommands: 0 });
  });

  it('steps over commands the host leaves out, with everything that answered them', async () => {
    const { transport, wait, ear } = playing({ kind: 'full' });
    await transport.open(ear.handlers);
    await transport.write(Buffer.from('B?'));
    await wait(10);
    expect(ear.bytes().toString()).toBe('hello b');
    expect(transport.report()).toMatchObject({ skippedCommands: 1, matchedCommands: 1 });
  });

  it('admits that recorded speed was not kept when the machine wakes it late', async () => {
    const { clock, transport, ear } = playing({ kind: 'recorded' });
    let lateByMs = 0;
    const late = { ...clock, nowMs: () => clock.nowMs() + lateByMs };
    const slow = createReplayTransport({
      name: 'slow',
      entries: ENTRIES,
      mode: { kind: 'recorded' },
      clock: late,
      createAdapter: createPlainReplayAdapter,
    });
    await slow.open(ear.handlers);
    await slow.write(Buffer.from('A?'));
    lateByMs = 400;
    await clock.runUntilSettled(new Promise<void>((resolve) => clock.after(300, resolve)));
    expect(slow.report().keptRecordedSpeed).toBe(false);
    expect(slow.report().worstLatenessMs).toBeGreaterThan(100);
    await slow.close();
    await transport.close();
  });

  it('says "requested" once when closed, and falls silent', async () => {
    const { transport, wait, ear } = playing({ kind: 'recorded' });
    await transport.open(ear.handlers);
    await transport.write(Buffer.from('A?'));
    await transport.close();
    await transport.close();
    await wait(5000);
    expect(ear.closed.map(({ reason }) => reason)).toEqual(['requested']);
    expect(ear.bytes().toString()).toBe('');
    expect(transport.nature).toBe('replayed');
  });
});

describe('replay of the open line protocol', () => {
  const hello = (sequence: number) => encodeHostLine(sequence, { kind: 'HELLO', major: 1, host: 'test' });
  const beat = (sequence: number) => encodeHostLine(sequence, { kind: 'BEAT' });
  const ack = (answers: number) => encodeDeviceLine(7, { kind: 'ACK', answers });
  const entries: TranscriptEntry[] = [
    { tMs: 0, dir: 'tx', bytes: hello(40) },
    { tMs: 5, dir: 'tx', bytes: beat(41) },
    { tMs: 9, dir: 'rx', bytes: ack(40).subarray(0, 4) },
    { tMs: 10, dir: 'rx', bytes: ack(40).subarray(4) },
    { tMs: 11, dir: 'rx', bytes: Buffer.from('<ACK,8,40*00000000\n') },
  ];

  it('writes the live sequence number into answers, passes damaged lines as they are, and ignores heartbeats', async () => {
    const { transport, wait, ear } = playing({ kind: 'recut', seed: 5 }, entries, createSizhenLineReplayAdapter);
    await transport.open(ear.handlers);
    await transport.write(beat(1));
    await transport.write(hello(2).subarray(0, 3));
    await transport.write(hello(2).subarray(3));
    await transport.write(hello(2));
    await wait(500);
    expect(ear.bytes().toString()).toBe(`${ack(2).toString()}<ACK,8,40*00000000\n`);
    expect(transport.report()).toMatchObject({ matchedCommands: 1, repeatedCommands: 1, unexpectedCommands: 0 });
  });

  it('counts a command with other fields and answers it', async () => {
    const { transport, wait, ear } = playing({ kind: 'full' }, entries, createSizhenLineReplayAdapter);
    await transport.open(ear.handlers);
    await transport.write(encodeHostLine(3, { kind: 'HELLO', major: 1, host: 'another' }));
    await wait(500);
    expect(ear.bytes().toString()).toContain(ack(3).toString());
    expect(transport.report()).toMatchObject({ matchedCommands: 0, differingCommands: 1 });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line8N1 } from '../../../device-drivers/contract/serial-line.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../../device-drivers/transport/pseudo-terminal.ts';
import { serialOpenError } from '../../../device-drivers/transport/serial-error.ts';
import { createSerialTransport } from '../../../device-drivers/transport/serial-transport.ts';
import { listening, pattern, pause, until } from './listening.ts';

/** What a picture of 300 kB takes as base64 in framed lines, and more. */
const LARGE_BYTES = 600_000;

describe('serial transport on a pseudo-terminal', () => {
  let heard: Uint8Array[];
  let terminal: PseudoTerminal;

  beforeEach(async () => {
    heard = [];
    terminal = await openPseudoTerminal((bytes) => heard.push(bytes));
  });
  afterEach(() => terminal.close());

  const transportTo = (path: string) => createSerialTransport({ path, line: line8N1(115_200) });

  it('carries every byte value both ways, without an echo', async () => {
    const transport = transportTo(terminal.path);
    const ear = listening();
    await transport.open(ear.handlers);
    terminal.write(pattern(5000));
    await transport.write(pattern(3000));
    await until(() => ear.bytes().length >= 5000 && Buffer.concat(heard).length >= 3000);
    await pause(30);
    expect(ear.bytes().equals(pattern(5000))).toBe(true);
    expect(Buffer.concat(heard).equals(pattern(3000))).toBe(true);
    await transport.close();
  });

  it('carries a picture-sized transfer byte for byte while the simulator writes faster than the terminal takes', async () => {
    const transport = transportTo(terminal.path);
    const ear = listening();
    await transport.open(ear.handlers);
    const sent = pattern(LARGE_BYTES);
    for (let from = 0; from < sent.length; from += 997) terminal.write(sent.subarray(from, from + 997));
    expect(terminal.waitingBytes).toBeGreaterThan(0);
    await until(() => ear.bytes().length >= sent.length);
    expect(ear.bytes().equals(sent)).toBe(true);
    expect(terminal.droppedBytes).toBe(0);
    await transport.close();
  });

  it('drops bytes beyond the bound when nobody reads, and counts them', () => {
    for (let megabyte = 0; megabyte < 9; megabyte += 1) terminal.write(new Uint8Array(1024 * 1024));
    expect(terminal.waitingBytes).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(terminal.droppedBytes).toBeGreaterThan(0);
  });

  it('says "unplugged" exactly once when the plug is pulled, and refuses writes from then on', async () => {
    const transport = transportTo(terminal.path);
    const ear = listening();
    await transport.open(ear.handlers);
    await terminal.close();
    await until(() => ear.closed.length > 0);
    await expect(transport.write(pattern(10))).rejects.toMatchObject({ code: 'transport/not-open' });
    await transport.close();
    await pause(50);
    expect(ear.closed.map(({ reason }) => reason)).toEqual(['unplugged']);
  });

  it('notices a pulled plug however close it comes to the opening or to the last byte', async () => {
    for (let round = 0; round < 8; round += 1) {
      const plugged = await openPseudoTerminal(() => undefined);
      const ear = listening();
      await transportTo(plugged.path).open(ear.handlers);
      plugged.write(pattern(round * 3));
      if (round % 2 === 1) await pause(round);
      await plugged.close();
      await until(() => ear.closed.length > 0);
      expect(ear.closed.map(({ reason }) => reason)).toEqual(['unplugged']);
    }
  });

  it('fails a write that the plug-pull interrupts instead of leaving it open', async () => {
    const transport = transportTo(terminal.path);
    const ear = listening();
    await transport.open(ear.handlers);
    const [outcome] = await Promise.allSettled([transport.write(pattern(4_000_000)), terminal.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'transport/write-failed' } });
    await until(() => ear.closed.length === 1);
  });

  it('says "requested" exactly once on its own close and can be opened again', async () => {
    const transport = transportTo(terminal.path);
    for (const round of [1, 2, 3]) {
      const ear = listening();
      await transport.open(ear.handlers);
      terminal.write(Buffer.from(`round ${round}`));
      await until(() => ear.bytes().length > 0);
      await Promise.all([transport.close(), transport.close()]);
      await pause(20);
      expect(ear.closed.map(({ reason }) => reason)).toEqual(['requested']);
    }
  });

  it('tells a second program that the port is in use', async () => {
    const first = transportTo(terminal.path);
    await first.open(listening().handlers);
    await expect(transportTo(terminal.path).open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/port-in-use',
      context: { path: terminal.path },
    });
    await expect(first.open(listening().handlers)).rejects.toMatchObject({ code: 'transport/already-open' });
    await first.close();
  });

  it('hears nothing at all from a peer that falls silent: only a data time-out can notice', async () => {
    const transport = transportTo(terminal.path);
    const ear = listening();
    await transport.open(ear.handlers);
    terminal.write(Buffer.from('last words'));
    await until(() => ear.bytes().length > 0);
    await pause(300);
    await transport.write(Buffer.from('still there?'));
    expect(ear.closed).toEqual([]);
    expect(ear.bytes().toString()).toBe('last words');
    await transport.close();
  });
});

describe('serial transport without a port', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-serial-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('names a missing path', async () => {
    const path = join(folder, 'ttyNONE');
    const transport = createSerialTransport({ path, line: line8N1(115_200) });
    await expect(transport.open(listening().handlers)).rejects.toMatchObject({
      code: 'transport/port-not-found',
      context: { path },
    });
    await expect(transport.write(pattern(1))).rejects.toMatchObject({ code: 'transport/not-open' });
    await expect(transport.close()).resolves.toBeUndefined();
  });

  it('refuses a regular file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'not a port');
    await expect(
      createSerialTransport({ path, line: line8N1(115_200) }).open(listening().handlers),
    ).rejects.toMatchObject({
      code: 'transport/not-a-serial-port',
    });
  });

  it.each([
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'transport/permission-denied'],
    ['Error Resource temporarily unavailable Cannot lock port', 'transport/port-in-use'],
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'transport/port-not-found'],
    ['Inappropriate ioctl for device setting custom baud rate', 'transport/not-a-serial-port'],
    ['something never seen before', 'transport/open-failed'],
  ])('reads “%s” as %s', (message, code) => {
    expect(serialOpenError('/dev/x', new Error(message)).code).toBe(code);
  });
});

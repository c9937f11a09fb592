import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWire, WIRE_FAULTS, type WireFault } from '../../../device-drivers/simulation/wire-faults.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';

const FRAMES = Array.from({ length: 80 }, (_, at) => Uint8Array.of(0xf0, at, 0x11, 0x13, 0xf1));

async function through(...faults: readonly WireFault[]) {
  const clock = createVirtualClock();
  const written: Uint8Array[] = [];
  let unplugged = 0;
  const wire = createWire({
    faults: new Set(faults),
    clock,
    write: (bytes) => written.push(bytes.slice()),
    unplug: () => {
      unplugged += 1;
    },
    damage: (frame) => frame.with(1, 0xee),
  });
  for (const frame of FRAMES) {
    wire.send(frame);
    await clock.advance(60);
  }
  wire.stop();
  return { bytes: Buffer.concat(written), written, unplugged };
}

const good = Buffer.concat(FRAMES);

describe('a faulty wire', () => {
  it('is a good one without faults', async () => {
    expect((await through()).bytes.equals(good)).toBe(true);
  });

  it('only cuts frames, at every place in turn', async () => {
    const { bytes, written } = await through('split-frames');
    expect(bytes.equals(good)).toBe(true);
    expect(new Set(written.map((piece) => piece.length))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('drops, doubles, damages and reorders about one frame in eight', async () => {
    expect((await through('drop-frames')).written.length).toBeLessThan(FRAMES.length);
    expect((await through('double-frames')).written.length).toBeGreaterThan(FRAMES.length);
    const damaged = (await through('wrong-checksum')).written.filter((frame) => frame[1] === 0xee).length;
    expect(damaged).toBeGreaterThan(3);
    expect(damaged).toBeLessThan(25);
    const order = (await through('reorder-frames')).written.map((frame) => frame[1] ?? 0);
    expect(order.some((number, at) => number < (order[at - 1] ?? 0))).toBe(true);
  });

  it('adds noise before the first frame and between frames', async () => {
    const { bytes } = await through('garbage');
    expect(bytes.indexOf(FRAMES[0] ?? good)).toBe(37);
    expect(bytes.length).toBeGreaterThan(good.length + 60);
  });

  it('eats the bytes of software flow control', async () => {
    const { bytes } = await through('eaten-flow-control');
    expect(bytes.includes(0x11) || bytes.includes(0x13)).toBe(false);
  });

  it('falls silent, babbles or loses the plug at its time', async () => {
    expect((await through('silent-at-start')).written).toEqual([]);
    expect((await through('silent-in-run')).written).toHaveLength(50);
    expect((await through('babble')).bytes.length).toBeGreaterThan(5_000_000);
    expect((await through('unplug-in-run')).unplugged).toBe(1);
    expect((await through('unplug-in-handshake')).unplugged).toBe(1);
  });

  it('has each of its faults named in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const name of Object.keys(WIRE_FAULTS)) expect(readme).toContain(`\`${name}\``);
  });
});

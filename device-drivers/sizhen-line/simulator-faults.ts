/** Faults the simulator can play, by name: what goes wrong. The names are those of `sizhen simulate --fault`. */
export const SIZHEN_LINE_FAULTS = {
  garbage: 'noise bytes before, between and inside lines',
  'wrong-checksum': 'some lines arrive with a flipped bit',
  'drop-frames': 'some lines never arrive',
  'double-frames': 'some lines arrive twice',
  'reorder-frames': 'some lines arrive after the line that follows them',
  'silent-after-handshake': 'nothing is sent any more once the handshake is done',
  'silent-in-pulse': 'nothing is sent any more from the middle of a hold',
  'silent-in-picture': 'nothing is sent any more from the middle of a picture',
  'corrupt-picture': 'the picture is damaged inside the device, so that its digest does not match',
  'lose-contact': 'the chi sensor loses contact in the middle third of each hold',
  motion: 'the wrist moves in the middle third of each hold',
  babble: 'after the handshake only endless noise without line ends',
  'clock-jump': 'the device clock jumps five seconds ahead in the middle of each hold',
  'wrong-version': 'the device speaks protocol version 2',
  'drifted-reference': 'lamp or lens have yellowed: the built-in colour reference does not look as it did',
  'fault-in-hold': 'the device reports over-pressure in the middle of the first hold',
} as const;

export type SizhenLineFault = keyof typeof SIZHEN_LINE_FAULTS;

/** One line in this many is hit by a line fault. */
const HIT_ONE_IN = 8;
const NOISE = Buffer.from([0x00, 0xff, 0x3c, 0x50, 0x2c, 0x0d, 0x2a, 0x80]);

/**
 * Damages the outgoing stream as the named faults say. Which line is hit comes from a fixed pseudo-random sequence
 * (Numerical Recipes LCG, seed 1), so that a run repeats exactly and no fault keeps step with the host's retries.
 */
export function createLineDamage(
  faults: ReadonlySet<SizhenLineFault>,
  write: (bytes: Uint8Array) => void,
): (line: Buffer) => void {
  let random = 1;
  let held: Buffer | null = null;
  const hits = (fault: SizhenLineFault): boolean => {
    if (!faults.has(fault)) return false;
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return (random >>> 16) % HIT_ONE_IN === 0;
  };
  return (line) => {
    if (hits('drop-frames')) return;
    if (held === null && hits('reorder-frames')) {
      held = line;
      return;
    }
    write(damaged(line));
    if (hits('double-frames')) write(Buffer.from(line));
    if (held !== null) write(held);
    held = null;
  };

  function damaged(line: Buffer): Buffer {
    const copy = Buffer.from(line);
    if (hits('wrong-checksum')) copy.writeUInt8(copy.readUInt8(2) ^ 1, 2);
    if (!hits('garbage')) return copy;
    return random & 0x10000 ? Buffer.concat([NOISE, copy]) : Buffer.concat([copy, NOISE, Buffer.from('\n')]);
  }
}

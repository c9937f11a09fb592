/**
 * What goes wrong between a device and the host, whatever the device: the names of `sizhen simulate --fault` that every
 * simulator knows. A simulator writes one frame a call; everything here works on whole frames or on plain bytes.
 */
import type { Clock } from '../../src/domain/clock.ts';

export const WIRE_FAULTS = {
  garbage: 'noise bytes before the first frame, between frames and after them',
  'wrong-checksum': 'some frames arrive with a flipped bit, so that their check does not fit',
  'drop-frames': 'some frames never arrive',
  'double-frames': 'some frames arrive twice',
  'reorder-frames': 'some frames arrive after the frame that follows them',
  'split-frames': 'each frame arrives in two pieces, cut at another place each time',
  babble: 'two seconds after the first frame only endless noise, 5 MB/s',
  'silent-at-start': 'the port is there, and nothing ever comes',
  'silent-in-run': 'three seconds after the first frame nothing comes any more; the port stays open',
  'unplug-in-handshake': 'the plug is pulled at the first word of the host, or 50 ms after the first frame',
  'unplug-in-run': 'the plug is pulled three seconds after the first frame',
  'eaten-flow-control': 'a converter with software flow control eats every 11 and 13 (hex)',
  'port-held': 'another program holds the port',
} as const;

export type WireFault = keyof typeof WIRE_FAULTS;

export const isWireFault = (name: string): name is WireFault => Object.hasOwn(WIRE_FAULTS, name);

export interface Wire {
  /** A whole frame from the device towards the host. */
  send(frame: Uint8Array): void;
  /** The host said something. */
  heardHost(): void;
  stop(): void;
}

export interface WireOptions {
  readonly faults: ReadonlySet<WireFault>;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  readonly unplug: () => void;
  /** A copy of the frame whose check does not fit. */
  readonly damage: (frame: Uint8Array) => Uint8Array;
}

/** One frame in this many is hit. */
const HIT_ONE_IN = 8;
const BABBLE_AFTER_MS = 2000;
const RUN_MS = 3000;
const HANDSHAKE_MS = 50;
const SPLIT_PAUSE_MS = 3;
/** 5 MB/s in pieces of 4 kB, a little more than the kernel hands over at once. */
const BABBLE_EVERY_MS = 4;
const BABBLE_BYTES = 20_000;

export function createWire(options: WireOptions): Wire {
  const { clock, faults } = options;
  const random = createRandom();
  const timers = new Set<() => void>();
  let held: Uint8Array | null = null;
  let late: Uint8Array = NOTHING;
  let splitAt = 0;
  let started = false;
  let mute = faults.has('silent-at-start');
  let babbling = false;
  let stopped = false;

  const write = (bytes: Uint8Array): void => {
    if (stopped || bytes.length === 0) return;
    options.write(faults.has('eaten-flow-control') ? bytes.filter(isNoFlowControl) : bytes);
  };
  const after = (delayMs: number, action: () => void): void => {
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      action();
    });
    timers.add(cancel);
  };
  const hits = (fault: WireFault): boolean => faults.has(fault) && random.below(HIT_ONE_IN) === 0;

  const babble = (): void => {
    babbling = true;
    write(random.bytes(BABBLE_BYTES));
    after(BABBLE_EVERY_MS, babble);
  };
  const start = (): void => {
    if (started) return;
    started = true;
    if (faults.has('garbage')) write(random.bytes(37));
    if (faults.has('babble')) after(BABBLE_AFTER_MS, babble);
    if (faults.has('unplug-in-handshake')) after(HANDSHAKE_MS, options.unplug);
    if (faults.has('unplug-in-run')) after(RUN_MS, options.unplug);
    if (faults.has('silent-in-run')) {
      after(RUN_MS, () => {
        mute = true;
      });
    }
  };
  /** The rest of a cut frame goes out before anything that follows it. */
  const writeInPieces = (frame: Uint8Array): void => {
    write(late);
    late = NOTHING;
    if (!faults.has('split-frames') || frame.length < 2) {
      write(frame);
      return;
    }
    splitAt = 1 + (splitAt % (frame.length - 1));
    write(frame.subarray(0, splitAt));
    late = frame.slice(splitAt);
    after(SPLIT_PAUSE_MS, () => {
      write(late);
      late = NOTHING;
    });
  };
  const sendDamaged = (frame: Uint8Array): void => {
    if (hits('garbage')) write(random.bytes(1 + random.below(9)));
    writeInPieces(hits('wrong-checksum') ? options.damage(frame) : frame);
    if (hits('garbage')) write(random.bytes(1 + random.below(9)));
  };

  return {
    send(frame) {
      if (mute || babbling || stopped) return;
      start();
      if (hits('drop-frames')) return;
      if (held === null && hits('reorder-frames')) {
        held = frame.slice();
        return;
      }
      sendDamaged(frame);
      if (hits('double-frames')) sendDamaged(frame);
      if (held !== null) sendDamaged(held);
      held = null;
    },
    heardHost() {
      if (faults.has('unplug-in-handshake')) options.unplug();
    },
    stop() {
      stopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

const NOTHING = new Uint8Array(0);
const isNoFlowControl = (byte: number): boolean => byte !== 0x11 && byte !== 0x13;

/** The same on every run, so that a fault repeats exactly and keeps no step with anything (Numerical Recipes LCG). */
function createRandom() {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  };
  return {
    below: (limit: number): number => next() % limit,
    bytes: (count: number): Uint8Array => Uint8Array.from({ length: count }, () => next() & 255),
  };
}

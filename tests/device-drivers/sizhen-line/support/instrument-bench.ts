import type {
  InstrumentDriver,
  LinkState,
  PulseEvent,
  PulseRequest,
} from '../../../../device-drivers/contract/instrument-driver.ts';
import type { SimulatedPicture } from '../../../../device-drivers/simulation/sources.ts';
import {
  createSizhenLineDriver,
  createSizhenLineSimulator,
  type SizhenLineFault,
  type SizhenLineSimulator,
} from '../../../../device-drivers/sizhen-line/index.ts';
import { createPairedTransport, type PairedTransport } from './paired-transport.ts';
import { bytePictures, sinePulse } from './test-sources.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface Bench {
  readonly clock: VirtualClock;
  readonly transport: PairedTransport;
  readonly simulator: SizhenLineSimulator;
  readonly driver: InstrumentDriver;
  readonly states: LinkState[];
  /** Everything the host wrote, as text. */
  readonly written: string[];
}

export interface BenchOptions {
  readonly faults?: readonly SizhenLineFault[];
  readonly reference?: (drifted: boolean) => Promise<SimulatedPicture>;
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
}

/** The real driver and the real simulator, joined in memory, on a clock the test owns. */
export function createBench({ faults = [], cut, reference }: BenchOptions = {}): Bench {
  const clock = createVirtualClock();
  const written: string[] = [];
  const transport = createPairedTransport({
    toDevice(bytes) {
      written.push(Buffer.from(bytes).toString('latin1'));
      simulator.receive(bytes);
    },
    ...(cut === undefined ? {} : { cut }),
  });
  const simulator: SizhenLineSimulator = createSizhenLineSimulator({
    pulse: sinePulse,
    pictures: bytePictures,
    clock,
    write: transport.fromDevice,
    faults,
    ...(reference === undefined ? {} : { reference }),
  });
  const driver = createSizhenLineDriver({ transport, clock });
  const states: LinkState[] = [];
  driver.onState((state) => states.push(state));
  return { clock, transport, simulator, driver, states, written };
}

export type Settled<T> = { readonly value: T } | { readonly code: string };

/** Lets virtual time pass until the promise settles, and says how long it took. */
export async function within<T>(
  clock: VirtualClock,
  limitMs: number,
  promise: Promise<T>,
): Promise<Settled<T> & { tookMs: number }> {
  const startedAtMs = clock.nowMs();
  let settled: Settled<T> | null = null;
  promise.then(
    (value) => {
      settled = { value };
    },
    (error: unknown) => {
      settled = { code: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
    },
  );
  while (settled === null && clock.nowMs() - startedAtMs < limitMs) await clock.advance(10);
  if (settled === null) throw new Error(`not settled within ${limitMs} ms`);
  return { ...(settled as Settled<T>), tookMs: clock.nowMs() - startedAtMs };
}

export async function connected(options: BenchOptions = {}): Promise<Bench> {
  const bench = createBench(options);
  const result = await within(bench.clock, 2000, bench.driver.connect());
  if ('code' in result) throw new Error(result.code);
  return bench;
}

export const shortRequest: PulseRequest = {
  wrist: 'left',
  steps: [
    { step: 'floating', targetPressurePa: 10_665, settleMs: 500, holdMs: 1000 },
    { step: 'deep', targetPressurePa: 21_331, settleMs: 500, holdMs: 1000 },
  ],
};

export function collectEvents(): { readonly events: PulseEvent[]; readonly onEvent: (event: PulseEvent) => void } {
  const events: PulseEvent[] = [];
  return { events, onEvent: (event) => events.push(event) };
}

export const neverAborted = new AbortController().signal;

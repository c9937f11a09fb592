/**
 * Where the values lie in the 21 data bytes of a result. The protocol's description does not say, so this table is
 * UNCONFIRMED: with the maker's manual at hand, set the offsets and `confirmed`, and nothing else.
 *
 * The offsets are those a published host of the same protocol uses for the polled result (frames of 24 bytes: systolic at
 * 2, diastolic at 4, pulse at 16, mean at 18, error at 20). That the streamed frame of 25 bytes holds the same data
 * behind its type byte is concluded from its length alone.
 *
 * A wrong order cannot pass unnoticed: every exchange of the three pressures breaks diastolic < mean < systolic.
 */
import { RESULT_DATA_BYTES } from './protocol.ts';

export const RESULT_LAYOUT = {
  confirmed: false,
  /** Offsets of 16-bit values, low byte first, in mmHg and beats a minute. */
  systolic: 0,
  diastolic: 2,
  pulseRate: 14,
  mean: 16,
  /** One byte; 0 is no error. */
  error: 18,
} as const;

/** What the error byte means to the same published host; others are told by their number. */
const ERRORS: Readonly<Record<number, string>> = {
  1: 'weak-signal',
  2: 'movement',
  3: 'out-of-range',
  4: 'too-long',
  133: 'blocked-hose',
  135: 'loose-cuff',
  136: 'too-long',
  137: 'over-pressure',
  144: 'hardware',
  151: 'pressure-sensor',
  153: 'calibration',
};

/** What modules of this kind state as their range for adults: 40–260, 26–220, 20–200 mmHg and 30–220 beats a minute. */
export const RESULT_BOUNDS = {
  systolic: [40, 260],
  mean: [26, 220],
  diastolic: [20, 200],
  pulseRate: [30, 220],
} as const;

export interface BloodPressure {
  readonly systolicMmHg: number;
  readonly meanMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulseRateBpm: number;
}

export type ResultVerdict =
  | { readonly kind: 'value'; readonly value: BloodPressure }
  /** The module says why it has none. */
  | { readonly kind: 'error'; readonly reason: string }
  /** Not a blood pressure of a person, so either the layout or the measurement is wrong. Nothing is guessed. */
  | { readonly kind: 'implausible'; readonly why: 'order' | 'bounds' };

export function decodeResult(data: Uint8Array): ResultVerdict {
  const error = data[RESULT_LAYOUT.error] ?? 0;
  if (error !== 0) return { kind: 'error', reason: ERRORS[error] ?? `code-${error}` };
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = (field: keyof typeof RESULT_BOUNDS): number => view.getUint16(RESULT_LAYOUT[field], true);
  const value = { systolic: read('systolic'), mean: read('mean'), diastolic: read('diastolic') };
  const pulseRate = read('pulseRate');
  if (!(value.diastolic < value.mean && value.mean < value.systolic)) return { kind: 'implausible', why: 'order' };
  const within = Object.entries({ ...value, pulseRate }).every(([field, measured]) => {
    const [low, high] = RESULT_BOUNDS[field as keyof typeof RESULT_BOUNDS];
    return measured >= low && measured <= high;
  });
  if (!within) return { kind: 'implausible', why: 'bounds' };
  return {
    kind: 'value',
    value: {
      systolicMmHg: value.systolic,
      meanMmHg: value.mean,
      diastolicMmHg: value.diastolic,
      pulseRateBpm: pulseRate,
    },
  };
}

/** For the simulator. */
export function encodeResultData(value: BloodPressure, error = 0): Uint8Array {
  const data = new Uint8Array(RESULT_DATA_BYTES);
  const view = new DataView(data.buffer);
  view.setUint16(RESULT_LAYOUT.systolic, value.systolicMmHg, true);
  view.setUint16(RESULT_LAYOUT.diastolic, value.diastolicMmHg, true);
  view.setUint16(RESULT_LAYOUT.pulseRate, value.pulseRateBpm, true);
  view.setUint16(RESULT_LAYOUT.mean, value.meanMmHg, true);
  data[RESULT_LAYOUT.error] = error;
  return data;
}

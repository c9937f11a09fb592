/** An oximeter of CONTEC's earlier protocol: streams from the moment it is on, pauses while it hands over its store. */
import type { SimulatorRequest } from '../contract/registration.ts';
import { encodeFiveBytes, type FiveByteFrame, NO_FINGER_FIELDS } from '../session/five-byte-frame.ts';
import { createFingerSignal } from '../simulation/finger-signal.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPacer } from '../simulation/pacer.ts';
import { encodeRecord, encodeStoredHeader } from './messages.ts';
import { REQUEST_STORED, SAMPLE_RATE_HZ, STORED_RECEIVED } from './protocol.ts';

export const CONTEC_OLD_FAULTS = {
  'no-finger': 'nobody has a finger in the clip',
  searching: 'the device goes on searching for a pulse',
  'download-breaks': 'the device stops in the middle of its stored values',
} as const;

/** Two minutes, invented as everything the simulator tells. */
const STORED_RECORDS = 120;
const RECORDS_A_PIECE = 10;
const PIECE_MS = 20;
const REQUEST = REQUEST_STORED[0];
const RECEIVED = STORED_RECEIVED[0];

export function createContecOldSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write, person } = request;
  const has = (fault: keyof typeof CONTEC_OLD_FAULTS): boolean => request.faults?.includes(fault) ?? false;
  const frameAt = liveFrames(request, has);
  const pacer = createPacer({
    clock,
    rateHz: SAMPLE_RATE_HZ,
    onTick: (index) => write(encodeFiveBytes(frameAt(index))),
  });
  let cancelPiece = (): void => undefined;
  let before = 0;

  const handOver = (from: number): void => {
    const until = Math.min(STORED_RECORDS, from + RECORDS_A_PIECE);
    for (let at = from; at < until; at += 1) {
      write(encodeRecord(person.pulseRateBpm + (at % 5), person.spo2Percent - (at % 3)));
    }
    if (has('download-breaks') && until >= STORED_RECORDS / 2) return;
    cancelPiece = clock.after(PIECE_MS, () => (until < STORED_RECORDS ? handOver(until) : pacer.start()));
  };
  const startDownload = (): void => {
    pacer.stop();
    cancelPiece();
    write(encodeStoredHeader(STORED_RECORDS));
    handOver(0);
  };

  pacer.start();
  return {
    receive(bytes) {
      for (const byte of bytes) {
        if (byte === REQUEST && before === REQUEST) startDownload();
        else if (byte === RECEIVED) pacer.start();
        before = byte === REQUEST && before === REQUEST ? 0 : byte;
      }
    },
    stop() {
      cancelPiece();
      pacer.stop();
    },
  };
}

function liveFrames(
  { pulse, person }: SimulatorRequest,
  has: (fault: keyof typeof CONTEC_OLD_FAULTS) => boolean,
): (index: number) => FiveByteFrame {
  const finger = createFingerSignal(pulse, SAMPLE_RATE_HZ);
  const flags = { first4: false, first5: false, third4: false, third5: false };
  return (index) => {
    const { level, bar, beat } = finger(index);
    if (has('no-finger')) return { ...NO_FINGER_FIELDS, ...flags, first4: true };
    if (has('searching')) return { ...NO_FINGER_FIELDS, ...flags, third5: true };
    return { ...flags, strength: 6, beat, wave: level, bar, pulseRate: person.pulseRateBpm, spo2: person.spo2Percent };
  };
}

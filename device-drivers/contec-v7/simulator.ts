/** An oximeter that speaks V7.0: streams after start, stops when told or when the host no longer keeps it alive. */
import type { SimulatorRequest } from '../contract/registration.ts';
import { createFingerSignal } from '../simulation/finger-signal.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPacer } from '../simulation/pacer.ts';
import { encodeDisconnect, encodeRealtime, type RealtimeFields } from './messages.ts';
import { COMMAND, KEEP_ALIVE_MS, PACKET, PACKET_BYTES, SAMPLE_RATE_HZ } from './protocol.ts';

export const CONTEC_V7_FAULTS = {
  'no-finger': 'nobody has a finger in the clip',
  searching: 'the device goes on searching for a pulse',
  'breaks-off': 'three seconds after the start the device says that it breaks off',
} as const;

/** Two keep-alives missed. How long a real device waits is not documented. */
const HOST_SILENCE_LIMIT_MS = 2.5 * KEEP_ALIVE_MS;
const BREAK_OFF_MS = 3000;
const BROKEN_OFF = 0x02;
const PROBE_ERROR_WAVE = 64;

export function createContecV7Simulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write } = request;
  const has = (fault: keyof typeof CONTEC_V7_FAULTS): boolean => request.faults?.includes(fault) ?? false;
  const sampleAt = realtimeOf(request, has);
  const pacer = createPacer({
    clock,
    rateHz: SAMPLE_RATE_HZ,
    onTick: (index) => write(encodeRealtime(sampleAt(index))),
  });
  let cancelWatchdog = (): void => undefined;
  let cancelBreak = (): void => undefined;
  let packet: number[] = [];

  const stop = (): void => {
    pacer.stop();
    cancelWatchdog();
    cancelBreak();
  };
  const breakOff = (): void => {
    stop();
    write(encodeDisconnect(BROKEN_OFF));
  };
  const obey = (command: number): void => {
    cancelWatchdog();
    if (command === COMMAND.stop) {
      stop();
      return;
    }
    if (command === COMMAND.start) {
      if (has('breaks-off') && !pacer.running) cancelBreak = clock.after(BREAK_OFF_MS, breakOff);
      pacer.start();
    }
    cancelWatchdog = clock.after(HOST_SILENCE_LIMIT_MS, breakOff);
  };
  return {
    receive(bytes) {
      for (const byte of bytes) {
        packet = byte === PACKET.command ? [byte] : [...packet.slice(0, PACKET_BYTES.command), byte];
        if (packet.length === PACKET_BYTES.command && packet[0] === PACKET.command) obey(commandOf(packet));
      }
    },
    stop,
  };
}

function commandOf(packet: readonly number[]): number {
  return ((packet[2] ?? 0) & 0x7f) | (((packet[1] ?? 0) & 1) << 7);
}

function realtimeOf(
  { pulse, person }: SimulatorRequest,
  has: (fault: keyof typeof CONTEC_V7_FAULTS) => boolean,
): (index: number) => RealtimeFields {
  const finger = createFingerSignal(pulse, SAMPLE_RATE_HZ);
  const none = { pulseRateBpm: null, spo2Percent: null, perfusionIndexPercent: null, signalStrength: null };
  return (index) => {
    const { level, bar, beat } = finger(index);
    if (has('no-finger')) return { ...none, wave: PROBE_ERROR_WAVE, bar: 0, beat: false, condition: 'probe-error' };
    if (has('searching')) return { ...none, wave: 0, bar: 0, beat: false, condition: 'searching' };
    return {
      wave: level,
      bar,
      beat,
      pulseRateBpm: person.pulseRateBpm,
      spo2Percent: person.spo2Percent,
      perfusionIndexPercent: person.perfusionIndexPercent,
      signalStrength: 0.75,
      condition: 'ok',
    };
  };
}

/** An Arduino sketch with a PulseSensor, writing its lines in any of the ways (`--variant`). */
import type { SimulatorRequest } from '../contract/registration.ts';
import { createFingerSignal } from '../simulation/finger-signal.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPacer } from '../simulation/pacer.ts';
import { type Dialect, ENCODERS } from './messages.ts';
import { SAMPLE_RATE_HZ } from './protocol.ts';

export const PULSE_SENSOR_FAULTS = {
  'no-finger': 'nobody touches the sensor: it shows its middle value and finds no beat',
  'clock-jump': 'the device clock jumps five seconds ahead every three seconds (variants psws-v1 and psws-v2)',
  'clock-back': 'the device clock jumps back to zero every three seconds (variants psws-v1 and psws-v2)',
} as const;

export const PULSE_SENSOR_VARIANTS: Readonly<Record<Dialect, string>> = {
  letters: 'S, B and Q lines of one sensor',
  'two-sensors': 'a and b lines of two sensors',
  plotter: 'rate, interval and sample, separated by commas',
  csv: 'sample, rate, interval and beat, separated by commas',
  'psws-v1': 'PSWS lines of version 1',
  'psws-v2': 'PSWS lines of version 2',
};

const isDialect = (name: string | undefined): name is Dialect => name !== undefined && Object.hasOwn(ENCODERS, name);

/** Ten bits, resting at the middle. */
const MIDDLE = 512;
const LEVEL_GAIN = 5;
const REST_LEVEL = 25;
const JUMP_EVERY_MS = 3000;
const JUMP_MS = 5000;

export function createPulseSensorSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write, person } = request;
  const has = (fault: keyof typeof PULSE_SENSOR_FAULTS): boolean => request.faults?.includes(fault) ?? false;
  const encode = ENCODERS[isDialect(request.variant) ? request.variant : 'letters'];
  const finger = createFingerSignal(request.pulse, SAMPLE_RATE_HZ);
  const intervalMs = Math.round(60_000 / person.pulseRateBpm);

  const deviceMsAt = (index: number): number => {
    const runMs = (1000 * index) / SAMPLE_RATE_HZ;
    const jumps = Math.floor(runMs / JUMP_EVERY_MS);
    if (has('clock-back')) return runMs - jumps * JUMP_EVERY_MS;
    return has('clock-jump') ? runMs + jumps * JUMP_MS : runMs;
  };
  const pacer = createPacer({
    clock,
    rateHz: SAMPLE_RATE_HZ,
    onTick: (index) => {
      const { level, beat } = finger(index);
      const felt = !has('no-finger');
      const lines = encode({
        signal: felt ? MIDDLE + LEVEL_GAIN * (level - REST_LEVEL) : MIDDLE,
        bpm: felt ? person.pulseRateBpm : 0,
        intervalMs: felt ? intervalMs : 0,
        beat: felt && beat,
        sequence: index,
        deviceMs: deviceMsAt(index),
      });
      for (const line of lines) write(Buffer.from(`${line}\r\n`, 'latin1'));
    },
  });
  pacer.start();
  return { receive: () => undefined, stop: pacer.stop };
}

/** A Berry Med oximeter: BCI frames from the moment it is on, BERRY frames when asked, unless it knows only BCI. */

import type { OximeterCondition } from '../contract/peripheral-driver.ts';
import type { SimulatorRequest } from '../contract/registration.ts';
import { encodeFiveBytes, NO_FINGER_FIELDS } from '../session/five-byte-frame.ts';
import { createFingerSignal, type FingerSample } from '../simulation/finger-signal.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPacer } from '../simulation/pacer.ts';
import { encodeBerry, encodeVersion } from './messages.ts';
import { COMMAND, DEFAULT_RATE_HZ } from './protocol.ts';

export const BERRY_FAULTS = {
  'no-finger': 'nobody has a finger in the clip',
  searching: 'the device goes on searching for a pulse',
  'probe-unplugged': 'the probe is not plugged into the device',
} as const;

export const BERRY_VARIANTS = {
  berry: 'changes over to frames of twenty bytes when asked',
  'bci-only': 'an older device that knows only frames of five bytes',
} as const;

const FAULTS = Object.keys(BERRY_FAULTS) as (keyof typeof BERRY_FAULTS)[];
const SOFTWARE = 'V1.04.00.36';
const HARDWARE = 'V2.0';
const BATTERY_PERCENT = 80;

export function createBerrySimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write, person } = request;
  const bciOnly = request.variant === 'bci-only';
  const condition: OximeterCondition = FAULTS.find((fault) => request.faults?.includes(fault)) ?? 'ok';
  const finger = createFingerSignal(request.pulse, DEFAULT_RATE_HZ);
  let framing: 'bci' | 'berry' = 'bci';
  let lastBeat = 0;

  const berryFrame = (index: number, { level, beat }: FingerSample): Uint8Array => {
    const intervalMs = beat ? (1000 * (index - lastBeat)) / DEFAULT_RATE_HZ : null;
    if (beat) lastBeat = index;
    const shared = { index: index & 0xff, condition, batteryPercent: BATTERY_PERCENT, rateHz: DEFAULT_RATE_HZ };
    if (condition !== 'ok') {
      const none = { pulseRateBpm: null, spo2Percent: null, perfusionIndexPercent: null, intervalMs: null };
      return encodeBerry({ ...shared, ...none, wave: 0, beat: false });
    }
    const { pulseRateBpm, spo2Percent, perfusionIndexPercent } = person;
    return encodeBerry({ ...shared, pulseRateBpm, spo2Percent, perfusionIndexPercent, wave: level, beat, intervalMs });
  };
  const bciFrame = ({ level, bar, beat }: FingerSample): Uint8Array => {
    const flags = {
      first4: false,
      first5: condition === 'probe-unplugged',
      third4: condition === 'no-finger',
      third5: condition === 'searching',
    };
    if (condition !== 'ok') return encodeFiveBytes({ ...NO_FINGER_FIELDS, ...flags });
    const numbers = { pulseRate: person.pulseRateBpm, spo2: person.spo2Percent };
    return encodeFiveBytes({ ...flags, ...numbers, strength: 6, beat, wave: level, bar });
  };
  const pacer = createPacer({
    clock,
    rateHz: DEFAULT_RATE_HZ,
    onTick: (index) => {
      const sample = finger(index);
      write(framing === 'berry' ? berryFrame(index, sample) : bciFrame(sample));
    },
  });
  const obey = (command: number): void => {
    if (command === COMMAND.stop) pacer.stop();
    if (command === COMMAND.rate100Hz) pacer.start();
    if (bciOnly) return;
    if (command === COMMAND.useBerry) framing = 'berry';
    if (command === COMMAND.useBci) framing = 'bci';
    if (command === COMMAND.softwareVersion) write(encodeVersion('software', SOFTWARE));
    if (command === COMMAND.hardwareVersion) write(encodeVersion('hardware', HARDWARE));
  };

  pacer.start();
  return { receive: (bytes) => bytes.forEach(obey), stop: pacer.stop };
}

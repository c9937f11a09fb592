/** A module that streams as soon as it is powered. */
import type { SimulatorRequest } from '../contract/registration.ts';
import { createFingerSignal } from '../simulation/finger-signal.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPacer } from '../simulation/pacer.ts';
import { encodeStatus, encodeWave } from './messages.ts';
import { WAVE_RATE_HZ } from './protocol.ts';

export const OEM_OXIMETER_FAULTS = {
  'no-finger': 'no numbers, and a flat wave',
  'no-status': 'five seconds after the start only the wave goes on',
} as const;

const STATUS_UNTIL = 5 * WAVE_RATE_HZ;
/** Any number: its unit is unknown. This one is that of the published example. */
const PERFUSION_RAW = 3000;

export function createOemOximeterSimulator(request: SimulatorRequest): HostedSimulator {
  const { clock, write, person } = request;
  const has = (fault: keyof typeof OEM_OXIMETER_FAULTS): boolean => request.faults?.includes(fault) ?? false;
  const finger = createFingerSignal(request.pulse, WAVE_RATE_HZ);
  const isBare = has('no-finger');
  const status = encodeStatus({
    pulseRateBpm: isBare ? null : person.pulseRateBpm,
    spo2Percent: isBare ? null : person.spo2Percent,
    perfusionRaw: isBare ? 0 : PERFUSION_RAW,
  });
  const pacer = createPacer({
    clock,
    rateHz: WAVE_RATE_HZ,
    onTick(index) {
      if (index % WAVE_RATE_HZ === 0 && !(has('no-status') && index >= STATUS_UNTIL)) write(status);
      write(encodeWave(isBare ? 0 : finger(index).level));
    },
  });
  pacer.start();
  return { receive: () => undefined, stop: () => pacer.stop() };
}

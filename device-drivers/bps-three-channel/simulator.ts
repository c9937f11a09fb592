/** Bridge and instrument in one: presses, samples and lets go as the real ones do, with their bytes. */
import { PRESSURE_STEPS, type PressureStep, type PulsePosition } from '../../src/domain/waveform.ts';
import { DEFAULT_PRESSURE_PA } from '../contract/contact-pressure.ts';
import type { SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createPressureRamp } from '../simulation/pressure-ramp.ts';
import { readResampled } from '../simulation/resampled-pulse.ts';
import { createBridgeParser } from './frame-parser.ts';
import { type BpsMessage, decodeHostPayload, encodeDeviceMessage, type HostMessage } from './messages.ts';
import { type BpsStatus, BRIDGE_VERSION } from './protocol.ts';
import { byPosition } from './sample-assembly.ts';
import { type BpsFault, isBpsFault } from './simulator-faults.ts';

export interface BpsSimulator extends HostedSimulator {
  /** Pressure under the cuffs now, Pa. */
  readonly pressurePa: number;
}

/** The firmware states no rate; its timestamps tell it. */
const RATE_HZ = 100;
const PERIOD_US = 1_000_000 / RATE_HZ;
const SAMPLES_PER_TICK = 5;
const TICK_MS = (SAMPLES_PER_TICK * 1000) / RATE_HZ;
/** Cuffs reach their pressure in this time; letting go is a valve. */
const PRESS_MS = 800;
const RELEASE_MS = 150;
/** Of a hold that the host ends; faults that come "in the middle" come here. */
const MIDDLE_SAMPLE = 60;
const LOST_CONTACT_SAMPLES = 60;
const DROP_ONE_IN = 50;
const CLOCK_JUMP_US = 2_000_000;
const CLOCK_BACK_US = -5_000_000;
const NAME = 'Simulated BPS';

export function createBpsSimulator(request: SimulatorRequest): BpsSimulator {
  const { clock } = request;
  const faults = new Set((request.faults ?? []).filter(isBpsFault));
  const has = (fault: BpsFault): boolean => faults.has(fault);
  const ramp = createPressureRamp(clock);
  const bootedAtMs = clock.nowMs();
  let status: BpsStatus = 'idle';
  let targetPa: Readonly<Record<PulsePosition, number>> = byPosition(() => 0);
  let linked = !has('no-radio');
  let silent = false;
  let deafReleases = 0;
  let sampleIndex = 0;
  let cancel = (): void => undefined;

  const send = (message: BpsMessage): void => {
    if (!silent) request.write(encodeDeviceMessage(message));
  };
  const setStatus = (next: BpsStatus): void => {
    status = next;
    if (linked) send({ kind: 'status', status });
  };
  const sayHello = (): void =>
    send({ kind: 'bridge', version: has('wrong-version') ? 9 : BRIDGE_VERSION, linked, name: NAME });

  const press = (target: Readonly<Record<PulsePosition, number>>): void => {
    cancel();
    targetPa = target;
    ramp.moveTo(target.guan, PRESS_MS);
    setStatus('setting-pressure');
    if (!has('never-steady')) cancel = clock.after(PRESS_MS, () => setStatus('idle'));
  };
  const letGo = (): void => {
    cancel();
    targetPa = byPosition(() => 0);
    ramp.moveTo(0, RELEASE_MS);
    setStatus('idle');
  };
  const startSampling = (): void => {
    cancel();
    sampleIndex = 0;
    setStatus('sampling');
    const startedAtMs = clock.nowMs();
    const startedAtUs = Math.round((startedAtMs - bootedAtMs) * 1000);
    const tick = (): void => {
      for (let count = 0; count < SAMPLES_PER_TICK; count += 1) sendSample(startedAtUs);
      const dueMs = startedAtMs + (sampleIndex / RATE_HZ) * 1000 + TICK_MS;
      cancel = clock.after(Math.max(0, dueMs - clock.nowMs()), tick);
    };
    cancel = clock.after(TICK_MS, tick);
  };

  const sendSample = (startedAtUs: number): void => {
    const pastMiddle = sampleIndex >= MIDDLE_SAMPLE;
    if (pastMiddle && has('silent-in-hold')) silent = true;
    if (pastMiddle && has('lose-radio') && linked) {
      linked = false;
      sayHello();
    }
    const jumpUs =
      pastMiddle && has('clock-jump') ? CLOCK_JUMP_US : pastMiddle && has('clock-back') ? CLOCK_BACK_US : 0;
    const deviceTimeUs = Math.max(0, startedAtUs + sampleIndex * PERIOD_US + jumpUs);
    const dropped = !linked || (has('drop-samples') && sampleIndex % DROP_ONE_IN === DROP_ONE_IN - 1);
    if (!dropped) send({ kind: 'sample', deviceTimeUs, pressurePa: pressureAt(sampleIndex) });
    sampleIndex += 1;
  };
  const pressureAt = (index: number): Readonly<Record<PulsePosition, number>> => {
    // The instrument is not told which wrist it is on.
    const context = { wrist: 'left', step: nearestStep(targetPa.guan), targetPressurePa: targetPa.guan } as const;
    const wave = readResampled(request.pulse, context, RATE_HZ, index, 1);
    const share = targetPa.guan > 0 ? ramp.nowPa() / targetPa.guan : 0;
    const lost = has('lose-contact') && index >= MIDDLE_SAMPLE && index < MIDDLE_SAMPLE + LOST_CONTACT_SAMPLES;
    return byPosition((position) =>
      // Readings are clamped to zero by the firmware.
      lost && position === 'chi' ? 0 : Math.max(0, targetPa[position] * share + (wave[position][0] ?? 0)),
    );
  };

  const obey = (message: Extract<HostMessage, { kind: 'command' }>): void => {
    const { command } = message;
    if (!linked) {
      send({ kind: 'written', command, ok: false });
      return;
    }
    const wasPressing = targetPa.guan > 0;
    if (command === 'release' && wasPressing && has('release-unheard') && deafReleases === 0) {
      deafReleases += 1;
      return;
    }
    send({ kind: 'written', command, ok: true });
    if (message.command === 'pressure') press(message.targetPa);
    else if (message.command === 'start') startSampling();
    else if (message.command === 'release') letGo();
    else {
      cancel();
      setStatus('idle');
    }
  };
  const parser = createBridgeParser<HostMessage>(decodeHostPayload, (item) => {
    if (item.kind !== 'message') return;
    if (item.message.kind === 'hello') sayHello();
    else if (item.message.kind === 'command') obey(item.message);
    else if (linked) send({ kind: 'status', status });
    else sayHello();
  });

  return {
    receive: (bytes) => parser.push(bytes),
    stop: () => cancel(),
    get pressurePa() {
      return ramp.nowPa();
    },
  };
}

function nearestStep(pressurePa: number): PressureStep {
  const distance = (step: PressureStep): number => Math.abs(DEFAULT_PRESSURE_PA[step] - pressurePa);
  return PRESSURE_STEPS.toSorted((a, b) => distance(a) - distance(b))[0] ?? 'middle';
}

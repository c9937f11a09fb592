/** The pressing and sampling half of the simulated instrument. */
import type { Clock } from '../../src/domain/clock.ts';
import type { PressureRamp } from '../simulation/pressure-ramp.ts';
import { readResampled } from '../simulation/resampled-pulse.ts';
import type { PulseSource } from '../simulation/sources.ts';
import type { DeviceMessage, HostMessage } from './messages.ts';
import { type DeviceState, HOLDING_LIMIT_MS, MIN_SAMPLE_RATE_HZ, SAMPLE_UNITS_PER_PA } from './protocol.ts';
import type { SizhenLineFault } from './simulator-faults.ts';

export const SIMULATED_RATE_HZ = MIN_SAMPLE_RATE_HZ;
/** 50 ms of samples a line: twenty lines a second. */
const SAMPLES_PER_LINE = 10;
const SAMPLE_PERIOD_US = 1_000_000 / SIMULATED_RATE_HZ;
const LINE_MS = (SAMPLES_PER_LINE * SAMPLE_PERIOD_US) / 1000;
export const SIMULATED_RELEASE_MS = 200;
const CLOCK_JUMP_US = 5_000_000;

type StepCommand = Extract<HostMessage, { kind: 'STEP' }>;

/** What the pulse half needs of the rest of the instrument. */
export interface PulseBench {
  readonly clock: Clock;
  readonly pulse: PulseSource;
  readonly pressure: PressureRamp;
  readonly faults: ReadonlySet<SizhenLineFault>;
  readonly deviceTimeUs: () => number;
  readonly send: (message: DeviceMessage) => void;
  readonly setState: (state: DeviceState) => void;
  readonly raiseFault: (fault: 'over-pressure') => void;
  readonly fallSilent: () => void;
}

export interface SimulatedPulse {
  start(command: StepCommand): void;
  /** Opens the valve; idle when the pressure is gone. */
  release(): void;
  /** Stops sampling without a word. */
  halt(): void;
  readonly stepNumber: number;
  readonly sampleCount: number;
  readonly contact: readonly [boolean, boolean, boolean];
  readonly motion: boolean;
}

export function createSimulatedPulse(bench: PulseBench): SimulatedPulse {
  const { clock, pressure, faults } = bench;
  let cancel = (): void => {};
  let stepNumber = 0;
  let sampleCount = 0;
  let disturbed = false;
  let faultPlayed = false;

  const later = (delayMs: number, action: () => void): void => {
    cancel();
    cancel = clock.after(Math.max(0, delayMs), action);
  };
  const release = (): void => {
    disturbed = false;
    pressure.moveTo(0, SIMULATED_RELEASE_MS);
    bench.setState('releasing');
    later(SIMULATED_RELEASE_MS, () => bench.setState('idle'));
  };
  const contact = (): readonly [boolean, boolean, boolean] => {
    const touching = pressure.nowPa() > 0;
    return [touching, touching, touching && !(disturbed && faults.has('lose-contact'))];
  };
  const motion = (): boolean => disturbed && faults.has('motion');

  /** Contact and motion are told at once, as PROTOCOL.md section 5 asks. */
  const setDisturbed = (next: boolean): void => {
    const changed = next !== disturbed && (faults.has('motion') || faults.has('lose-contact'));
    disturbed = next;
    if (changed) bench.setState('sampling');
  };

  const sample = (command: StepCommand): void => {
    const startedAtMs = clock.nowMs();
    const startedAtUs = bench.deviceTimeUs();
    const total = Math.round((command.holdMs / 1000) * SIMULATED_RATE_HZ);
    bench.setState('sampling');
    const tick = (): void => {
      const count = Math.min(SAMPLES_PER_LINE, total - sampleCount);
      setDisturbed(sampleCount >= total / 3 && sampleCount < (2 * total) / 3);
      const pastHalf = sampleCount >= total / 2;
      if (pastHalf && faults.has('silent-in-pulse')) bench.fallSilent();
      if (pastHalf && faults.has('fault-in-hold') && !faultPlayed) {
        faultPlayed = true;
        bench.raiseFault('over-pressure');
        return;
      }
      const jumpUs = pastHalf && faults.has('clock-jump') ? CLOCK_JUMP_US : 0;
      bench.send(sampleLine(command, sampleCount, count, startedAtUs + sampleCount * SAMPLE_PERIOD_US + jumpUs));
      sampleCount += count;
      if (sampleCount === total) hold();
      else later(startedAtMs + dueMs(total) - clock.nowMs(), tick);
    };
    const dueMs = (samples: number): number =>
      (Math.min(sampleCount + SAMPLES_PER_LINE, samples) * 1000) / SIMULATED_RATE_HZ;
    later(Math.min(LINE_MS, command.holdMs), tick);
  };
  const hold = (): void => {
    disturbed = false;
    bench.setState('holding');
    later(HOLDING_LIMIT_MS, release);
  };
  const sampleLine = (command: StepCommand, firstIndex: number, count: number, timeUs: number): DeviceMessage => {
    const context = { wrist: command.wrist, step: command.step, targetPressurePa: command.targetPa };
    const wave = readResampled(bench.pulse, context, SIMULATED_RATE_HZ, firstIndex, count);
    const pressurePa = Math.round(pressure.nowPa());
    return {
      kind: 'P',
      stepNumber: command.stepNumber,
      firstIndex,
      deviceTimeUs: Math.round(timeUs),
      contact: contact(),
      motion: motion(),
      contactPressurePa: [pressurePa, pressurePa, contact()[2] ? pressurePa : 0],
      cunPa: wave.cun.map(withinWire),
      guanPa: wave.guan.map(withinWire),
      chiPa: wave.chi.map(withinWire),
    };
  };

  return {
    start(command) {
      stepNumber = command.stepNumber;
      sampleCount = 0;
      pressure.moveTo(command.targetPa, command.settleMs);
      bench.setState('pressing');
      later(command.settleMs, () => sample(command));
    },
    release,
    halt() {
      cancel();
      disturbed = false;
    },
    get stepNumber() {
      return stepNumber;
    },
    get sampleCount() {
      return sampleCount;
    },
    get contact() {
      return contact();
    },
    get motion() {
      return motion();
    },
  };
}

/** The sensor ends at 100 kPa; a source beyond it is clipped as a sensor would. */
function withinWire(pa: number): number {
  const limitPa = 1_000_000 / SAMPLE_UNITS_PER_PA;
  return Math.min(limitPa, Math.max(-limitPa, pa));
}

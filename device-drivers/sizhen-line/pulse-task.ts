import type { PulseRecording, PulseSegment } from '../../src/domain/waveform.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { PulseEvent, PulseRequest, PulseStepPlan } from '../contract/instrument-driver.ts';
import type { DeviceMessage, StatusMessage } from './messages.ts';
import { MAX_HOLD_MS, MAX_SETTLE_MS, PRESSURE_LIMIT_PA, RELEASE_LIMIT_MS } from './protocol.ts';
import { byPosition, createPulseAssembly, type PulseAssembly } from './pulse-assembly.ts';
import type { PulseLine } from './pulse-line.ts';
import { type TaskScope, untilIdle } from './task-scope.ts';

/** Beyond settle and hold: what a pump may need longer than planned before the step counts as stuck. */
const STEP_GRACE_MS = 3000;
/** Sample lines still on their way when the step is reported finished. */
const LATE_LINES_MS = 100;

type Emit = (event: PulseEvent) => void;

/** Refuses before anything is sent. */
export function checkPulseRequest(request: PulseRequest): void {
  if (request.steps.length === 0) throw new DriverError('driver/bad-request', { steps: 0 });
  for (const { step, targetPressurePa, settleMs, holdMs } of request.steps) {
    if (!(targetPressurePa <= PRESSURE_LIMIT_PA)) {
      throw new DriverError('driver/pressure-refused', { step, targetPressurePa, limitPa: PRESSURE_LIMIT_PA });
    }
    const within = targetPressurePa >= 0 && settleMs >= 0 && settleMs <= MAX_SETTLE_MS && holdMs > 0;
    if (!within || holdMs > MAX_HOLD_MS) throw new DriverError('driver/bad-request', { step, settleMs, holdMs });
  }
}

/** Runs the steps one after the other and releases. Early ends are the caller's: it aborts, and the device releases. */
export async function runPulseTask(scope: TaskScope, request: PulseRequest, emit: Emit): Promise<PulseRecording> {
  const segments: PulseSegment[] = [];
  await untilIdle(scope, RELEASE_LIMIT_MS);
  for (const plan of request.steps) segments.push(await runStep(scope, request, plan, emit));
  await scope.command({ kind: 'RELEASE' });
  await untilIdle(scope, 2 * RELEASE_LIMIT_MS);
  emit({ kind: 'released' });
  return { wrist: request.wrist, segments };
}

async function runStep(
  scope: TaskScope,
  { wrist }: PulseRequest,
  plan: PulseStepPlan,
  emit: Emit,
): Promise<PulseSegment> {
  const stepNumber = scope.nextNumber();
  const assembly = createPulseAssembly(plan, scope.sampleRateHz);
  const watch = createStepWatch(scope, stepNumber, plan, assembly, emit);
  const { step, targetPressurePa } = plan;
  // Listening starts before the command is sent: the first lines may follow the acknowledgement in the same chunk.
  const finished = scope.until(plan.settleMs + plan.holdMs + STEP_GRACE_MS, 'driver/task-timed-out', watch);
  finished.catch(() => undefined);
  await scope.command({
    kind: 'STEP',
    stepNumber,
    wrist,
    step,
    targetPa: Math.round(targetPressurePa),
    settleMs: Math.round(plan.settleMs),
    holdMs: Math.round(plan.holdMs),
  });
  emit({ kind: 'step-started', step, targetPressurePa });
  const taken = (await finished).sampleCount;
  await untilSamples(scope, assembly, taken, watch);
  emit({ kind: 'step-finished', step });
  return assembly.finish(taken);
}

/** Feeds the assembly and tells events; gives the STATUS that says the step is over. */
function createStepWatch(
  scope: TaskScope,
  stepNumber: number,
  plan: PulseStepPlan,
  assembly: PulseAssembly,
  emit: Emit,
): (message: DeviceMessage) => StatusMessage | undefined {
  let settled = false;
  let contactKey = '';
  const settle = (): void => {
    if (!settled) emit({ kind: 'settled', step: plan.step });
    settled = true;
  };
  const tellContact = ({ contact, motion }: StatusMessage | PulseLine): void => {
    const key = `${contact}${motion}`;
    if (key !== contactKey) emit({ kind: 'contact', inContact: byPosition((channel) => contact[channel]), motion });
    contactKey = key;
  };
  const takeSamples = (line: PulseLine): void => {
    settle();
    const verdict = assembly.add(line);
    if (verdict === 'clock-went-back') scope.fail(new DriverError('driver/clock-went-back', { step: plan.step }));
    if (verdict === 'in-order') emit(samplesEvent(plan, scope.sampleRateHz, line));
  };
  return (message) => {
    if (message.kind !== 'P' && message.kind !== 'STATUS') return undefined;
    if (message.stepNumber !== stepNumber) return undefined;
    tellContact(message);
    if (message.kind === 'P') takeSamples(message);
    else if (message.state === 'sampling') settle();
    else if (message.state === 'holding') return message;
    return undefined;
  };
}

async function untilSamples(
  scope: TaskScope,
  assembly: PulseAssembly,
  taken: number,
  watch: (message: DeviceMessage) => unknown,
): Promise<void> {
  if (assembly.sampleCount >= taken) return;
  const late = scope.until(LATE_LINES_MS, 'driver/task-timed-out', (message) => {
    watch(message);
    return assembly.sampleCount >= taken ? true : undefined;
  });
  // Lines that never come become a gap; every other end of the task is still an end.
  await late.catch((error: unknown) => {
    if (!(error instanceof DriverError && error.code === 'driver/task-timed-out')) throw error;
  });
}

function samplesEvent(plan: PulseStepPlan, sampleRateHz: number, line: PulseLine): PulseEvent {
  return {
    kind: 'samples',
    step: plan.step,
    deviceTimeUs: line.deviceTimeUs,
    sampleRateHz,
    samplesPa: { cun: line.cunPa, guan: line.guanPa, chi: line.chiPa },
    contactPressurePa: byPosition((channel) => line.contactPressurePa[channel]),
  };
}

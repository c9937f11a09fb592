/** The steps of one wrist: press, settle, sample, next; letting go is the driver's, whatever happens here. */
import { PULSE_POSITIONS, type PulseRecording, type PulseSegment } from '../../src/domain/waveform.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { PulseEvent, PulseRequest, PulseStepPlan } from '../contract/instrument-driver.ts';
import type { Conversation } from '../session/conversation.ts';
import { type BpsMessage, type BpsSample, encodeHostMessage, type HostMessage } from './messages.ts';
import {
  ANSWER_LIMIT_MS,
  HOLD_GRACE_MS,
  MAX_HOLD_MS,
  MAX_SETTLE_MS,
  PRESSURE_LIMIT_PA,
  SETTLE_GRACE_MS,
  TRIES,
} from './protocol.ts';
import { byPosition, createSampleAssembly, inContact, medianPeriodUs, splitPressure } from './sample-assembly.ts';

export type Talk = Conversation<BpsMessage>;
type Emit = (event: PulseEvent) => void;

/** Live samples are told in batches of this much device time. */
const BATCH_US = 100_000;

/** Refuses before anything is sent. */
export function checkPulseRequest(request: PulseRequest): void {
  if (request.steps.length === 0) throw new DriverError('driver/bad-request', { steps: 0 });
  for (const { step, targetPressurePa, settleMs, holdMs } of request.steps) {
    if (!(targetPressurePa <= PRESSURE_LIMIT_PA)) {
      throw new DriverError('driver/pressure-refused', { step, targetPressurePa, limitPa: PRESSURE_LIMIT_PA });
    }
    const within = targetPressurePa >= 0 && settleMs >= 0 && settleMs <= MAX_SETTLE_MS;
    if (!within || !(holdMs > 0 && holdMs <= MAX_HOLD_MS)) throw new DriverError('driver/bad-request', { step });
  }
}

export async function runPulseTask(talk: Talk, request: PulseRequest, emit: Emit): Promise<PulseRecording> {
  const segments: PulseSegment[] = [];
  for (const plan of request.steps) segments.push(await runStep(talk, plan, emit));
  return { wrist: request.wrist, segments };
}

async function runStep(talk: Talk, plan: PulseStepPlan, emit: Emit): Promise<PulseSegment> {
  const { step, targetPressurePa } = plan;
  emit({ kind: 'step-started', step, targetPressurePa });
  await settle(talk, plan);
  emit({ kind: 'settled', step });
  const segment = await sample(talk, plan, emit);
  emit({ kind: 'step-finished', step });
  return segment;
}

/** At least as long as planned; longer while the instrument says that it still sets the pressure. */
async function settle(talk: Talk, { step, targetPressurePa, settleMs }: PulseStepPlan): Promise<void> {
  let setting = true;
  talk.listen((message) => {
    if (message.kind === 'status') setting = message.status === 'setting-pressure';
  });
  await write(talk, { kind: 'command', command: 'pressure', targetPa: byPosition(() => targetPressurePa) });
  await talk.pause(settleMs);
  if (!setting) return;
  await talk
    .until(SETTLE_GRACE_MS, 'driver/task-timed-out', (message) =>
      message.kind === 'status' && message.status !== 'setting-pressure' ? true : undefined,
    )
    .catch((error: unknown) => {
      const stuck = error instanceof DriverError && error.code === 'driver/task-timed-out';
      throw stuck ? new DriverError('driver/task-timed-out', { step, pressure: 'never steady' }) : error;
    });
}

/** The hold is measured on the device's clock, so that the same bytes give the same segment at any speed. */
async function sample(talk: Talk, plan: PulseStepPlan, emit: Emit): Promise<PulseSegment> {
  const assembly = createSampleAssembly(plan);
  const live = createLiveFeed(plan, emit);
  const over = talk.until(plan.holdMs + HOLD_GRACE_MS, 'driver/task-timed-out', (message) => {
    if (message.kind !== 'sample') return undefined;
    const verdict = assembly.add(message);
    if (verdict === 'clock-went-back') throw new DriverError('driver/clock-went-back', { step: plan.step });
    if (verdict === 'in-order') live(message);
    return verdict === 'hold-over' ? true : undefined;
  });
  over.catch(() => undefined);
  await write(talk, { kind: 'command', command: 'start' });
  await over;
  await write(talk, { kind: 'command', command: 'stop' });
  return assembly.finish();
}

/** Batches for the screen. The static part is the mean since the step began, a little less sure than the final one. */
function createLiveFeed({ step, targetPressurePa }: PulseStepPlan, emit: Emit): (sample: BpsSample) => void {
  const seen: BpsSample[] = [];
  let batch: BpsSample[] = [];
  let contactKey = '';
  const tellContact = (last: BpsSample): void => {
    const contact = inContact(last, targetPressurePa);
    const key = PULSE_POSITIONS.map((position) => contact[position]).join();
    if (key !== contactKey) emit({ kind: 'contact', inContact: contact, motion: false });
    contactKey = key;
  };
  return (sample) => {
    seen.push(sample);
    batch.push(sample);
    const [first = sample] = batch;
    if (sample.deviceTimeUs - first.deviceTimeUs < BATCH_US) return;
    const { contactPressurePa } = splitPressure(seen);
    tellContact(sample);
    emit({
      kind: 'samples',
      step,
      deviceTimeUs: first.deviceTimeUs,
      sampleRateHz: 1_000_000 / medianPeriodUs(batch),
      samplesPa: byPosition((position) =>
        Float32Array.from(batch, ({ pressurePa }) => pressurePa[position] - contactPressurePa[position]),
      ),
      contactPressurePa,
    });
    batch = [];
  };
}

/** Sends a command until the instrument has confirmed it. */
export async function write(
  talk: Talk,
  message: Extract<HostMessage, { kind: 'command' }>,
  timeoutMs = ANSWER_LIMIT_MS,
): Promise<void> {
  const { command } = message;
  await talk.ask({
    name: command,
    bytes: encodeHostMessage(message),
    timeoutMs,
    tries: TRIES,
    answer: (answer) => {
      if (answer.kind !== 'written' || answer.command !== command) return undefined;
      if (!answer.ok) throw new DriverError('driver/command-refused', { command });
      return true;
    },
  });
}

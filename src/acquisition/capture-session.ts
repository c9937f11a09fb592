import type {
  InstrumentDriver,
  PreviewFrame,
  PulseEvent,
  PulseStepPlan,
} from '../../device-drivers/contract/instrument-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { CapturedPicture, PictureKind } from '../domain/picture.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { PulseGuidance } from '../domain/pulse-guidance.ts';
import type { Quality } from '../domain/quality.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { CapturePhase } from '../domain/station-api.ts';
import type { CaptureKind } from '../domain/visit.ts';
import type { PulseRecording } from '../domain/waveform.ts';
import {
  advance,
  type CaptureEffect,
  type CaptureInput,
  type CaptureState,
  isRunning,
  newCapture,
} from './capture-machine.ts';
import { partOf } from './instrument-rack.ts';
import type { InstrumentSupervisor } from './instrument-supervisor.ts';

export type CapturedData =
  | { readonly type: 'picture'; readonly picture: CapturedPicture }
  | { readonly type: 'pulse'; readonly recording: PulseRecording };

type SamplesEvent = Extract<PulseEvent, { kind: 'samples' }>;
type ContactEvent = Extract<PulseEvent, { kind: 'contact' }>;

/** Before the instrument has said anything about the wrist. */
const NO_CONTACT: ContactEvent = {
  kind: 'contact',
  inContact: { cun: false, guan: false, chi: false },
  motion: false,
};

/** Live judgement of the pulse while it is being sampled. */
export interface PulseMonitor {
  push(
    event: SamplesEvent,
    contact: ContactEvent,
  ): { readonly quality: Quality; readonly beats: number; readonly guidance: PulseGuidance | null };
}

/** What the layers to the right do for a capture; handed in, so that this layer knows none of them. */
export interface CaptureHooks {
  judgePreview(frame: PreviewFrame): Promise<Quality>;
  createPulseMonitor(): PulseMonitor;
  /** Keeps and analyses the capture; resolves with its judged quality. */
  analyse(
    data: CapturedData,
    identity: InstrumentIdentity,
  ): Promise<{ readonly captureId: string; readonly quality: Quality }>;
  onPhase(phase: CapturePhase): void;
  onPreview(frame: PreviewFrame, quality: Quality): void;
  onPulse(event: SamplesEvent, contact: ContactEvent, quality: Quality, guidance: PulseGuidance | null): void;
}

export interface CaptureSession {
  readonly kind: CaptureKind;
  readonly triesUsed: number;
  /** True from the last phase on; the instrument may still be letting go. */
  readonly ended: boolean;
  /** Resolves when the capture has ended, however it ended, and the instrument is free again; never rejects. */
  readonly finished: Promise<CapturePhase>;
  shoot(): void;
  cancel(): void;
}

export interface CaptureRequest {
  readonly kind: CaptureKind;
  readonly triesUsed: number;
  readonly plan: readonly PulseStepPlan[];
  readonly supervisor: InstrumentSupervisor;
  readonly clock: Clock;
  readonly hooks: CaptureHooks;
}

/** A frame that cannot be judged is no good frame; the aim still ends after its longest time. */
const NOT_JUDGED: Quality = { score: 0, usable: false, reasons: [] };

const isPicture = (kind: CaptureKind): kind is PictureKind => kind !== 'pulse-left' && kind !== 'pulse-right';

/** The effects of the capture machine: everything that touches the driver, the clock and the hooks. */
export function startCapture(request: CaptureRequest): CaptureSession {
  const { kind, clock, hooks } = request;
  const abort = new AbortController();
  const stopAiming = new AbortController();
  const ended = Promise.withResolvers<CapturePhase>();
  let state: CaptureState = newCapture(kind, request.triesUsed);
  const tasks = new Set<Promise<void>>();
  let driver: InstrumentDriver | null = null;
  let identity: InstrumentIdentity | null = null;
  let aiming: Promise<void> = Promise.resolve();
  let data: CapturedData | null = null;

  const send = (input: CaptureInput): void => {
    const before = state.phase;
    const next = advance(state, input);
    state = next.state;
    if (state.phase !== before && state.phase.phase !== 'idle') hooks.onPhase(state.phase);
    for (const effect of next.effects) run(effect);
    if (!isRunning(state) && state.phase.phase !== 'idle') ended.resolve(state.phase);
  };

  const fail = (error: unknown): void => {
    const code = isSizhenError(error) ? error.code : 'acquisition/unexpected';
    send({ type: 'failed', code, retryable: code !== 'acquisition/unexpected' });
  };

  const effects: Readonly<Record<CaptureEffect, () => Promise<void>>> = {
    async connect() {
      const ready = await request.supervisor.ready(partOf(kind));
      driver = ready.driver;
      identity = ready.identity;
      // A recording holds the picture that was taken, and nobody to aim at.
      send({ type: 'connected', atMs: clock.nowMs(), aim: identity.nature !== 'replayed' });
    },
    async aim() {
      if (driver === null || !isPicture(kind)) return;
      const signal = AbortSignal.any([abort.signal, stopAiming.signal]);
      let judging = false;
      aiming = driver.preview(
        { kind },
        (frame) => {
          if (judging) return;
          judging = true;
          hooks
            .judgePreview(frame)
            .then((quality) => {
              hooks.onPreview(frame, quality);
              send({ type: 'preview', quality, atMs: clock.nowMs() });
            })
            .catch(() => send({ type: 'preview', quality: NOT_JUDGED, atMs: clock.nowMs() }))
            .finally(() => {
              judging = false;
            });
        },
        signal,
      );
      await aiming;
    },
    async take() {
      if (driver === null || !isPicture(kind)) return;
      stopAiming.abort();
      await aiming.catch(() => undefined);
      const picture = await driver.takePicture(
        { kind },
        (event) => {
          if (event.kind === 'progress')
            send({ type: 'transfer', receivedBytes: event.receivedBytes, totalBytes: event.totalBytes });
        },
        abort.signal,
      );
      data = { type: 'picture', picture };
      send({ type: 'captured' });
    },
    async measure() {
      if (driver === null || isPicture(kind)) return;
      const wrist = kind === 'pulse-left' ? 'left' : 'right';
      const recording = await driver.measurePulse({ wrist, steps: request.plan }, pulseListener(), abort.signal);
      data = { type: 'pulse', recording };
      send({ type: 'captured' });
    },
    async analyse() {
      if (data === null || identity === null) return;
      const { captureId, quality } = await hooks.analyse(data, identity);
      send({ type: 'analysed', captureId, quality });
    },
    async abort() {
      abort.abort();
    },
  };

  const run = (effect: CaptureEffect): void => {
    const task = effects[effect]().catch((error: unknown) => {
      if (!abort.signal.aborted) fail(error);
    });
    // Connecting serves every capture and is not ended with one.
    if (effect === 'connect') return;
    tasks.add(task);
    task.finally(() => tasks.delete(task));
  };
  const finished = async (): Promise<CapturePhase> => {
    const phase = await ended.promise;
    while (tasks.size > 0) await Promise.all(tasks);
    return phase;
  };

  const pulseListener = (): ((event: PulseEvent) => void) => {
    let monitor = hooks.createPulseMonitor();
    let contact = NO_CONTACT;
    let startedAtMs = 0;
    return (event) => {
      switch (event.kind) {
        case 'step-started':
          return send({ type: 'step', step: event.step, targetPressurePa: event.targetPressurePa });
        case 'settled':
          monitor = hooks.createPulseMonitor();
          startedAtMs = clock.nowMs();
          return;
        case 'samples': {
          const { quality, beats, guidance } = monitor.push(event, contact);
          hooks.onPulse(event, contact, quality, guidance);
          if (startedAtMs === 0 || state.phase.phase === 'releasing') return;
          const holdMs = request.plan.find((planned) => planned.step === event.step)?.holdMs ?? 0;
          return send({ type: 'sampling', step: event.step, elapsedMs: clock.nowMs() - startedAtMs, holdMs, beats });
        }
        case 'contact':
          contact = event;
          return;
        case 'step-finished':
          startedAtMs = 0;
          return;
        case 'released':
          return send({ type: 'released' });
      }
    };
  };

  send({ type: 'start' });
  return {
    kind,
    get triesUsed() {
      return state.triesUsed;
    },
    get ended() {
      return !isRunning(state);
    },
    finished: finished(),
    shoot: () => send({ type: 'shoot' }),
    cancel: () => send({ type: 'cancel' }),
  };
}

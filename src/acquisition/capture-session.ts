import type {
  InstrumentDriver,
  PreviewFrame,
  PulseEvent,
  PulseStepPlan,
} from '../../device-drivers/contract/instrument-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { CapturedPicture, PictureKind } from '../domain/picture.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { Quality } from '../domain/quality.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { CapturePhase } from '../domain/station-api.ts';
import type { CaptureKind } from '../domain/visit.ts';
import type { PulseRecording } from '../domain/waveform.ts';
import { advance, type CaptureEffect, type CaptureInput, type CaptureState, newCapture } from './capture-machine.ts';
import type { InstrumentSupervisor } from './instrument-supervisor.ts';

export type CapturedData =
  | { readonly type: 'picture'; readonly picture: CapturedPicture }
  | { readonly type: 'pulse'; readonly recording: PulseRecording };

/** Live judgement of the pulse while it is being sampled. */
export interface PulseMonitor {
  push(event: Extract<PulseEvent, { kind: 'samples' }>): { readonly quality: Quality; readonly beats: number };
  contact(event: Extract<PulseEvent, { kind: 'contact' }>): void;
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
  onPulse(event: Extract<PulseEvent, { kind: 'samples' }>, quality: Quality): void;
  onContact(event: Extract<PulseEvent, { kind: 'contact' }>): void;
}

export interface CaptureSession {
  readonly kind: CaptureKind;
  readonly triesUsed: number;
  /** Resolves when the capture has ended, however it ended; never rejects. */
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

const isPicture = (kind: CaptureKind): kind is PictureKind => kind !== 'pulse-left' && kind !== 'pulse-right';

/** The effects of the capture machine: everything that touches the driver, the clock and the hooks. */
export function startCapture(request: CaptureRequest): CaptureSession {
  const { kind, clock, hooks } = request;
  const abort = new AbortController();
  const stopAiming = new AbortController();
  const ended = Promise.withResolvers<CapturePhase>();
  let state: CaptureState = newCapture(kind, request.triesUsed);
  let driver: InstrumentDriver | null = null;
  let aiming: Promise<void> = Promise.resolve();
  let data: CapturedData | null = null;

  const send = (input: CaptureInput): void => {
    const before = state.phase;
    const next = advance(state, input);
    state = next.state;
    if (state.phase !== before && state.phase.phase !== 'idle') hooks.onPhase(state.phase);
    for (const effect of next.effects) run(effect);
    if (['accepted', 'rejected', 'failed', 'cancelled'].includes(state.phase.phase))
      ended.resolve(state.phase as CapturePhase);
  };

  const fail = (error: unknown): void => {
    const code = isSizhenError(error) ? error.code : 'acquisition/unexpected';
    send({ type: 'failed', code, retryable: code !== 'acquisition/unexpected' });
  };

  const identity = (): InstrumentIdentity => {
    const link = driver?.state;
    if (link?.kind === 'ready' || link?.kind === 'busy') return link.identity;
    throw new Error('the instrument went away');
  };

  const effects: Readonly<Record<CaptureEffect, () => Promise<void>>> = {
    async connect() {
      driver = await request.supervisor.ready();
      // A recording holds the picture that was taken, and nobody to aim at.
      send({ type: 'connected', atMs: clock.nowMs(), aim: identity().nature !== 'replayed' });
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
            .catch(() => undefined)
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
      if (data === null) return;
      const { captureId, quality } = await hooks.analyse(data, identity());
      send({ type: 'analysed', captureId, quality });
    },
    async abort() {
      abort.abort();
    },
  };

  const run = (effect: CaptureEffect): void => {
    effects[effect]().catch((error: unknown) => {
      if (!abort.signal.aborted) fail(error);
    });
  };

  const pulseListener = (): ((event: PulseEvent) => void) => {
    let monitor = hooks.createPulseMonitor();
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
          const { quality, beats } = monitor.push(event);
          hooks.onPulse(event, quality);
          if (startedAtMs === 0 || state.phase.phase === 'releasing') return;
          const holdMs = request.plan.find((planned) => planned.step === event.step)?.holdMs ?? 0;
          return send({ type: 'sampling', step: event.step, elapsedMs: clock.nowMs() - startedAtMs, holdMs, beats });
        }
        case 'contact':
          monitor.contact(event);
          return hooks.onContact(event);
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
    finished: ended.promise,
    shoot: () => send({ type: 'shoot' }),
    cancel: () => send({ type: 'cancel' }),
  };
}

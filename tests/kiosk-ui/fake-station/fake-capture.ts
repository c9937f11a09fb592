import { setTimeout as sleep } from 'node:timers/promises';
import type { PictureKind } from '../../../src/domain/picture.ts';
import type { PulseGuidance } from '../../../src/domain/pulse-guidance.ts';
import type { Quality } from '../../../src/domain/quality.ts';
import type { LiveMessage } from '../../../src/domain/station-api.ts';
import type { CaptureKind } from '../../../src/domain/visit.ts';
import { PRESSURE_STEPS } from '../../../src/domain/waveform.ts';
import { fakeFace, fakePulse, fakeTongue, fakeWave, GOOD } from './fake-findings.ts';
import { drawnPreview } from './fake-pictures.ts';

export type FakeOutcome =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly quality: Quality; readonly triesLeft: number }
  | { readonly kind: 'fail'; readonly code: string };

export interface FakeCapture {
  readonly kind: CaptureKind;
  readonly captureId: string;
  readonly outcome: FakeOutcome;
  /** How long each stage lasts. */
  readonly stageMs: number;
  readonly signal: AbortSignal;
  send(message: LiveMessage): void;
}

/** Plays one capture over the socket, as the station would; resolves true when it was kept. */
export async function playCapture(capture: FakeCapture): Promise<boolean> {
  const { kind, outcome, send } = capture;
  const wrist = kind === 'pulse-left' ? 'left' : kind === 'pulse-right' ? 'right' : null;
  send({ type: 'capture', kind, phase: { phase: 'connecting' } });
  await sleep(20, undefined, { signal: capture.signal });
  if (outcome.kind === 'fail') {
    send({ type: 'capture', kind, phase: { phase: 'failed', code: outcome.code, retryable: true } });
    return false;
  }
  if (wrist === null) await playPicture(capture, kind as PictureKind);
  else await playPulse(capture, wrist);
  send({ type: 'capture', kind, phase: { phase: 'analysing' } });
  await sleep(20, undefined, { signal: capture.signal });
  if (outcome.kind === 'reject') {
    const { quality, triesLeft } = outcome;
    send({ type: 'capture', kind, phase: { phase: 'rejected', quality, triesLeft } });
    return false;
  }
  const finding = wrist !== null ? fakePulse(wrist) : kind === 'face' ? fakeFace : fakeTongue;
  send({ type: 'finding', kind, finding });
  send({ type: 'capture', kind, phase: { phase: 'accepted', captureId: capture.captureId, quality: GOOD } });
  return true;
}

async function playPicture(capture: FakeCapture, kind: PictureKind): Promise<void> {
  const { send, stageMs, signal } = capture;
  const picture = await drawnPreview(kind);
  send({ type: 'capture', kind, phase: { phase: 'aiming' } });
  const far: Quality = { score: 0.4, usable: false, reasons: ['too-small'] };
  send({ type: 'preview', kind, picture, quality: far });
  await sleep(stageMs, undefined, { signal });
  send({ type: 'preview', kind, picture, quality: GOOD });
  send({ type: 'capture', kind, phase: { phase: 'transferring', receivedBytes: 61, totalBytes: 100 } });
  await sleep(stageMs / 2, undefined, { signal });
}

async function playPulse(capture: FakeCapture, wrist: 'left' | 'right'): Promise<void> {
  const { send, stageMs, signal, kind } = capture;
  let index = 0;
  for (const [at, step] of PRESSURE_STEPS.entries()) {
    const targetPressurePa = 10_665 + 5333 * at;
    send({ type: 'capture', kind, phase: { phase: 'settling', step, targetPressurePa } });
    for (let elapsedMs = 0; elapsedMs < stageMs; elapsedMs += 100) {
      const beats = Math.floor(elapsedMs / 833);
      send({ type: 'capture', kind, phase: { phase: 'sampling', step, elapsedMs, holdMs: 12_000, beats } });
      send({
        type: 'pulse',
        wrist,
        sampleRateHz: 100,
        samplesPa: {
          cun: fakeWave(index, 10, 100, 300),
          guan: fakeWave(index, 10, 100, 420),
          chi: fakeWave(index, 10, 100, 220),
        },
        contactPressurePa: { cun: targetPressurePa * 0.96, guan: targetPressurePa, chi: targetPressurePa * 0.9 },
        inContact: { cun: true, guan: true, chi: at > 0 },
        motion: false,
        quality: GOOD,
        guidance: fakeGuidance(at, elapsedMs),
      });
      index += 10;
      await sleep(100, undefined, { signal });
    }
  }
  send({ type: 'capture', kind, phase: { phase: 'releasing' } });
}

/** The hand moves in the first second and a half of the deep step; all is well otherwise. */
function fakeGuidance(at: number, elapsedMs: number): PulseGuidance {
  const amplitudePa = { cun: 300, guan: 420, chi: 220 };
  const none = { cun: null, guan: null, chi: null };
  return {
    amplitudePa,
    strongest: 'guan',
    weakest: 'chi',
    byStepPa: {
      floating: { cun: 250, guan: 350, chi: 180 },
      middle: at > 0 ? amplitudePa : none,
      deep: at > 1 ? { cun: 200, guan: 290, chi: 150 } : none,
    },
    pressureCurve: [],
    optimalPressurePa: at > 1 ? 15_200 : null,
    advice: at === 2 && elapsedMs < 1500 ? 'keep-still' : 'hold',
  };
}

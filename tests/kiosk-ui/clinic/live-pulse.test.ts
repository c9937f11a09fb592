import { describe, expect, it } from 'vitest';
import { afterLive, type LivePulse } from '../../../kiosk-ui/clinic/live-pulse.ts';
import type { CapturePhase, LiveMessage } from '../../../src/domain/station-api.ts';
import type { CaptureKind } from '../../../src/domain/visit.ts';

const phase = (kind: CaptureKind, at: CapturePhase): LiveMessage => ({ type: 'capture', kind, phase: at });
const heard = (...messages: readonly LiveMessage[]) =>
  messages.reduce<LivePulse | null>((before, message) => afterLive(before, message), null);

describe('the pulse that is taken right now', () => {
  const settling = phase('pulse-right', { phase: 'settling', step: 'middle', targetPressurePa: 16_000 });

  it('appears with its wrist and step', () => {
    expect(heard(settling)).toMatchObject({ wrist: 'right', step: 'middle', guidance: null });
  });

  it('is none of a picture', () => {
    expect(heard(phase('face', { phase: 'aiming' }))).toBeNull();
  });

  it('goes away when the measurement ends, however it ends', () => {
    expect(heard(settling, phase('pulse-right', { phase: 'analysing' }))).toBeNull();
    expect(heard(settling, phase('pulse-right', { phase: 'cancelled' }))).toBeNull();
  });
});

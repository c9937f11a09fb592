import { describe, expect, it } from 'vitest';
import { afterMessage, afterReconnect, isMeasuring, newCaptureView } from '../../../kiosk-ui/resident/capture-view.ts';
import { pictureLamps } from '../../../kiosk-ui/resident/picture-lamps.ts';
import { GOOD } from '../fake-station/fake-findings.ts';
import { fakeVisitState, newFakeVisit } from '../fake-station/fake-visit.ts';

describe('the view of a capture', () => {
  it('ignores messages about another capture', () => {
    const view = newCaptureView('face');
    expect(afterMessage(view, { type: 'capture', kind: 'tongue-top', phase: { phase: 'taking' } })).toBe(view);
  });

  it('remembers step and pressure of a wrist while samples come', () => {
    const settled = afterMessage(newCaptureView('pulse-left'), {
      type: 'capture',
      kind: 'pulse-left',
      phase: { phase: 'settling', step: 'middle', targetPressurePa: 16_000 },
    });
    const sampling = afterMessage(settled, {
      type: 'capture',
      kind: 'pulse-left',
      phase: { phase: 'sampling', step: 'middle', elapsedMs: 1, holdMs: 2, beats: 0 },
    });
    expect([sampling.step, sampling.targetPressurePa, isMeasuring(sampling)]).toEqual(['middle', 16_000, true]);
  });

  it('forgets the last try when the next one connects', () => {
    const seen = { ...newCaptureView('face'), preview: { picture: 'data:,', quality: GOOD } };
    const again = afterMessage(seen, { type: 'capture', kind: 'face', phase: { phase: 'connecting' } });
    expect(again.preview).toBeNull();
  });

  it('learns after a reconnect that the capture was kept meanwhile', () => {
    const running = { ...newCaptureView('face'), phase: { phase: 'analysing' as const } };
    const visit = fakeVisitState({ ...newFakeVisit(), kept: { face: 'face-1' } });
    expect(afterReconnect(running, visit).phase).toEqual({ phase: 'accepted', captureId: 'face-1', quality: GOOD });
    expect(afterReconnect(running, fakeVisitState(newFakeVisit())).phase).toEqual({ phase: 'cancelled' });
  });
});

describe('the lamps of a preview', () => {
  it('say nothing of the rest while no tongue is seen', () => {
    const lamps = pictureLamps('tongue-top', { score: 0, usable: false, reasons: ['no-tongue', 'too-dark'] });
    expect(lamps.map((lamp) => lamp.state)).toEqual(['bad', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('show the one check that fails', () => {
    const lamps = pictureLamps('face', { score: 0.3, usable: false, reasons: ['too-small'] });
    expect(lamps.filter((lamp) => lamp.state === 'bad').map((lamp) => lamp.name)).toEqual(['size']);
  });

  it('do not blame the resident for a missing calibration', () => {
    const lamps = pictureLamps('face', { score: 0.9, usable: true, reasons: ['uncalibrated'] });
    expect(lamps.every((lamp) => lamp.state === 'good')).toBe(true);
  });
});

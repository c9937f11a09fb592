import type { PulseEvent } from '../../device-drivers/contract/instrument-driver.ts';
import type { CaptureHooks, PulseMonitor } from '../acquisition/capture-session.ts';
import { createLivePulseMonitor } from '../analysis/pulse/live-quality.ts';
import { createPulseGuide, type PulseGuide } from '../analysis/pulse/pulse-guide.ts';
import type { Quality } from '../domain/quality.ts';
import type { CaptureKind } from '../domain/visit.ts';
import { PULSE_POSITIONS, type PulsePosition } from '../domain/waveform.ts';
import type { StationServices } from './services.ts';

/** Enough points a second for a smooth line at 25 mm/s on a kiosk screen. */
const DRAWN_RATE_HZ = 100;

type SamplesEvent = Extract<PulseEvent, { kind: 'samples' }>;

/** One monitor a step; the guide remembers the wrist over all of them. */
function pulseMonitor(guide: PulseGuide, { pulsePlan }: StationServices): PulseMonitor {
  let monitor: ReturnType<typeof createLivePulseMonitor> | null = null;
  return {
    push(event, { inContact, motion }) {
      monitor ??= createLivePulseMonitor(event.sampleRateHz);
      const state = monitor.push(event.samplesPa, inContact, motion);
      const { step, contactPressurePa } = event;
      const targetPressurePa = pulsePlan.find((planned) => planned.step === step)?.targetPressurePa ?? null;
      const guidance = guide.observe(state, { step, contactPressurePa, targetPressurePa });
      return { quality: state.quality, beats: state.beats, guidance };
    },
  };
}

function drawn(event: SamplesEvent, position: PulsePosition): readonly number[] {
  const stride = Math.max(1, Math.round(event.sampleRateHz / DRAWN_RATE_HZ));
  const points: number[] = [];
  event.samplesPa[position].forEach((value, index) => {
    if (index % stride === 0) points.push(Math.round(value * 10) / 10);
  });
  return points;
}

/** What a page sees while a capture runs: phases, preview pictures with their checks, the wave with its quality. */
export function liveHooks(
  services: StationServices,
  visitId: string,
  kind: CaptureKind,
): Omit<CaptureHooks, 'analyse'> {
  const { hub } = services;
  const guide = createPulseGuide();
  return {
    createPulseMonitor: () => pulseMonitor(guide, services),
    async judgePreview(frame): Promise<Quality> {
      const result = await services.analysis.analyse({ type: 'preview', picture: frame.kind, bytes: frame.bytes });
      return result.kind === 'preview' ? result.quality : { score: 0, usable: false, reasons: [] };
    },
    onPhase: (phase) => hub.toVisit(visitId, { type: 'capture', kind, phase }),
    onPreview(frame, quality) {
      const picture = `data:${frame.mediaType};base64,${Buffer.from(frame.bytes).toString('base64')}`;
      hub.toVisit(visitId, { type: 'preview', kind, picture, quality });
    },
    onPulse(event, contact, quality, guidance) {
      const points = Object.fromEntries(PULSE_POSITIONS.map((position) => [position, drawn(event, position)]));
      hub.toVisit(visitId, {
        type: 'pulse',
        wrist: kind === 'pulse-right' ? 'right' : 'left',
        sampleRateHz: DRAWN_RATE_HZ,
        samplesPa: points as Record<PulsePosition, readonly number[]>,
        contactPressurePa: event.contactPressurePa,
        inContact: contact.inContact,
        motion: contact.motion,
        quality,
        ...(guidance === null ? {} : { guidance }),
      });
    },
  };
}

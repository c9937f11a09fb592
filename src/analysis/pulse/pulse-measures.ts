import type { PulseParameters, RhythmEvidence } from '../../domain/finding.ts';
import type { PulseMeasures } from './judge-qualities.ts';

/** The rules' measures of one channel; depth and firmness need the pressure steps and are added by the recording. */
export function pulseMeasures(
  bpm: number | null,
  parameters: PulseParameters,
  evidence: RhythmEvidence | null,
  gramForcePerUnit: number | null,
): PulseMeasures {
  const { ratios, angles, t1, h5 } = parameters;
  return {
    'mean-interval-s': bpm === null ? null : 60 / bpm,
    'usual-interval-s': evidence?.usualIntervalS ?? null,
    pauses: evidence?.pauses ?? null,
    'pause-every-beats': evidence && (evidence.pauseEveryBeats ?? 0),
    // Where no interval is like another, a long one is no pause: only pauses in an ordered pulse make 结 and 促.
    'no-regular-pause': evidence && (evidence.pauseEveryBeats === null && !evidence.referForEcg ? 1 : 0),
    'h3/h1': ratios?.h3h1 ?? null,
    'h4/h1': ratios?.h4h1 ?? null,
    'h5/h1': ratios?.h5h1 ?? null,
    'w1/t': ratios?.w1t ?? null,
    't1-s': t1,
    'theta-deg': angles?.thetaDeg ?? null,
    'h5-g': h5 === null || gramForcePerUnit === null ? null : h5 * gramForcePerUnit,
  };
}

import type { BeatFiducials, PulseFinding } from '../../src/domain/finding.ts';

export interface PulseMark {
  /** Sample index in the excerpt. */
  readonly index: number;
  readonly label: string;
}

/**
 * h1 h3 h4 h5 on one beat of the excerpt: main peak P1, tidal wave P3, dicrotic notch P4 and dicrotic peak P5 (points
 * after Chu 2012, J Chin Integr Med 10(10):1099). P3 has no index of its own: t3 of the mean beat places it. The
 * excerpt begins with the analysed samples, so that beat positions hold in both.
 */
export function marksOfOneBeat(finding: PulseFinding, seconds: number): readonly PulseMark[] {
  const { excerpt, analysis } = finding;
  if (excerpt === null || analysis === null) return [];
  const shown = Math.min(excerpt.samplesPa.length, Math.floor(seconds * excerpt.sampleRateHz));
  const beat = analysis.beats.find((candidate) => isWhole(candidate, shown));
  if (beat === undefined) return [];
  const { h3, t3 } = analysis.parameters;
  const tidal = h3 === null || t3 === null ? null : beat.onset + Math.round(t3 * analysis.rateHz);
  const places: readonly (readonly [string, number | null])[] = [
    ['h1', beat.systolicPeak],
    ['h3', tidal],
    ['h4', beat.dicroticNotch],
    ['h5', beat.diastolicPeak],
  ];
  return places
    .flatMap(([label, index]) => (index === null || index >= shown ? [] : [{ label, index: Math.round(index) }]))
    .sort((a, b) => a.index - b.index);
}

/** Onset, main peak, notch and dicrotic peak of every beat, at the sample nearest to where each was found. */
export function pointsOfBeats(finding: PulseFinding): readonly number[] {
  return (finding.analysis?.beats ?? []).flatMap((beat) =>
    [beat.onset, beat.systolicPeak, beat.dicroticNotch, beat.diastolicPeak].flatMap((index) =>
      index === null ? [] : [Math.round(index)],
    ),
  );
}

function isWhole(beat: BeatFiducials, shown: number): boolean {
  return beat.onset > 0 && beat.dicroticNotch !== null && beat.diastolicPeak !== null && beat.diastolicPeak < shown;
}

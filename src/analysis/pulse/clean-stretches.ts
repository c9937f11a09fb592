import type { PulseSegment } from '../../domain/waveform.ts';

/** Half-open range of samples. */
export interface Stretch {
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** The parts of a segment without lost samples, motion or lost contact, in order: nothing is analysed across a cut. */
export function cleanStretches(segment: PulseSegment): Stretch[] {
  const length = segment.samplesPa.guan.length;
  const cuts = [
    ...segment.gaps.map((gap) => ({ fromIndex: gap.beforeIndex, toIndex: gap.beforeIndex })),
    ...segment.disturbed,
    { fromIndex: length, toIndex: length },
  ].sort((a, b) => a.fromIndex - b.fromIndex);
  const stretches: Stretch[] = [];
  let from = 0;
  for (const cut of cuts) {
    if (cut.fromIndex > from) stretches.push({ fromIndex: from, toIndex: Math.min(cut.fromIndex, length) });
    from = Math.max(from, cut.toIndex);
  }
  return stretches;
}

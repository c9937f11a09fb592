import type { BeatQuality } from '../../domain/finding.ts';
import type { QualityReason } from '../../domain/quality.ts';

const USABLE = 'usable';

/** One word group a beat, commas between beats: `usable,noisy motion,usable`. */
export function beatQualityText(beats: readonly BeatQuality[]): string {
  return beats.map(({ usable, reasons }) => (usable ? [USABLE, ...reasons] : reasons).join(' ')).join(',');
}

/** The reasons are those of the sender; a reader shows what it has words for. */
export function beatQualityRows(text: string): BeatQuality[] {
  return text.split(',').map((beat) => {
    const words = beat.split(' ').filter((word) => word !== '');
    const usable = words[0] === USABLE;
    return { usable, reasons: (usable ? words.slice(1) : words) as QualityReason[] };
  });
}

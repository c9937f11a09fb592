import type { PulseChannelFinding } from '../../src/domain/finding.ts';

/** The box of one small wave, in its own units. */
export const BEAT_BOX = { width: 100, height: 40 } as const;
/** Room above and below the largest wave. */
const MARGIN = 2;
/** One second fits: 60 a minute. Slower beats end at the edge. */
const SHOWN_S = 1;

/** SVG path of a mean beat from its onset, time to the right, zero at the bottom; heights against `highestPa`. */
export function meanBeatPath({ meanBeatSamples, rateHz }: PulseChannelFinding, highestPa: number): string {
  const scale = (BEAT_BOX.height - 2 * MARGIN) / Math.max(1, highestPa);
  const y = (pascal: number) => BEAT_BOX.height - MARGIN - pascal * scale;
  return meanBeatSamples
    .slice(0, Math.ceil(SHOWN_S * rateHz) + 1)
    .map((pascal, i) => {
      const x = Math.min(BEAT_BOX.width, (i / rateHz / SHOWN_S) * BEAT_BOX.width);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y(pascal).toFixed(1)}`;
    })
    .join('');
}

import type { QualityReason } from '../../domain/quality.ts';
import type { TongueMeasures } from './tongue-measures.ts';

/**
 * Limits of the gate. Measured on every 14th picture of tongue741 and every 60th of tonguexpert (minimum … maximum):
 * aspect 0.75…1.51, solidity 0.93…0.99, a* 16…32, a* − b* 9…28, share of the picture 0.23…0.69, on the border
 * 0…0.10, median L* 42…88, mirror share 0…0.22, sharpness 1.3…7.5, and at most 0.46 after a Gaussian blur of 4 px.
 * Limits stand outside these ranges by a margin; strips with lips and no tongue had aspect 0.22…0.75.
 */
const LIMIT = {
  leastAspect: 0.55,
  mostAspect: 2.2,
  leastSolidity: 0.85,
  /** Length over width: a tongue that is only half put out shows its tip, which is wider than long. */
  leastOut: 0.68,
  leastRed: 10,
  leastPinkness: 6,
  leastPinkerThanAround: -2,
  /** A surface without any texture is no tissue. */
  leastTexture: 0.25,
  leastShare: 0.04,
  mostOnBorder: 0.12,
  darkest: 28,
  brightest: 89,
  mostShine: 0.08,
  mostMirror: 0.3,
  leastSharpness: 0.7,
  bluest: -8,
  yellowest: 26,
  reddest: 44,
  /** Share of the tongue from which on the doctor is asked to look (染苔): a warning, because only a person can tell. */
  leastStained: 0.04,
};

/** True when the measured part has the colour and form of a tongue. */
function looksLikeTongue(m: TongueMeasures): boolean {
  const formed = m.aspect >= LIMIT.leastAspect && m.aspect <= LIMIT.mostAspect && m.solidity >= LIMIT.leastSolidity;
  const coloured =
    m.a >= LIMIT.leastRed && m.pinkness >= LIMIT.leastPinkness && m.pinkerThanAround >= LIMIT.leastPinkerThanAround;
  return formed && coloured;
}

export interface JudgeOptions {
  /** For previews: no word on focus. */
  readonly glance?: boolean;
  /** A model has found the tongue and judged that it is one; colour and form are then quality alone. */
  readonly found?: boolean;
  /** The underside is wider than long. */
  readonly underside?: boolean;
}

/** Reasons against the picture of a found tongue. */
export function tongueReasons(
  m: TongueMeasures,
  { glance = false, found: known = false, underside = false }: JudgeOptions = {},
): readonly QualityReason[] {
  if (!known && (!looksLikeTongue(m) || (!glance && m.sharpness < LIMIT.leastTexture))) return ['no-tongue'];
  const cast = m.b < LIMIT.bluest || m.b > LIMIT.yellowest || m.a > LIMIT.reddest;
  const found: [QualityReason, boolean][] = [
    ['tongue-cut-off', m.onBorder > LIMIT.mostOnBorder],
    ['partly-out', !underside && m.aspect < LIMIT.leastOut],
    ['too-small', m.share < LIMIT.leastShare],
    ['too-dark', m.lightness < LIMIT.darkest],
    ['too-bright', m.lightness > LIMIT.brightest || m.shine > LIMIT.mostMirror],
    ['blurred', !glance && m.sharpness < LIMIT.leastSharpness],
    ['colour-cast', cast],
    ['shine', m.shine > LIMIT.mostShine],
    // Under a coloured lamp every tongue looks stained.
    ['food-stained', !underside && !cast && m.stained > LIMIT.leastStained],
  ];
  return found.filter(([, applies]) => applies).map(([reason]) => reason);
}

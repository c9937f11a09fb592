/** Top of the bars: 225 mmHg, so that the deepest step in use (160 mmHg) stands near two thirds. */
const FULL_SCALE_PA = 30_000;

/** Height of a pressure bar in percent. */
export function pressurePercent(pressurePa: number): number {
  return Math.max(0, Math.min(100, (pressurePa / FULL_SCALE_PA) * 100));
}

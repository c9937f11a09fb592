import type { TongueView } from './tongue-view.ts';

/**
 * Colours far from any tongue: green and blue, or as yellow as turmeric and boiled sweets. Chosen, not measured: the data hold no
 * stained coating. None of 80 photographs of tongue741 and tonguexpert is warned of.
 */
const GREENEST = 0;
const LEAST_CHROMA = 12;
const YELLOWEST = 34;
const BLUEST = -14;
/** Share of the tongue from which on the doctor is asked to look. */
const LEAST_SHARE = 0.04;

/** True when a part of the tongue has the colour of food or drink (染苔): a warning, because only a person can tell. */
export function foodStained({ planes, tongue, areaPx }: TongueView): boolean {
  let stained = 0;
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (!tongue[pixel]) continue;
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    const green = a < GREENEST && Math.hypot(a, b) > LEAST_CHROMA;
    if (green || b > YELLOWEST || b < BLUEST) stained++;
  }
  return stained > LEAST_SHARE * areaPx;
}

import type { LabPlanes } from '../colour/lab-planes.ts';

/**
 * Colours far from any tongue: green and blue, or as yellow as turmeric and boiled sweets. Chosen, not measured: the data hold no
 * stained coating. None of 80 photographs of tongue741 and tonguexpert is warned of.
 */
const GREENEST = 0;
const LEAST_CHROMA = 12;
const YELLOWEST = 34;
const BLUEST = -14;

/** Number of pixels of the tongue that have the colour of food or drink (染苔). */
export function foodStained({ a, b }: LabPlanes, tongue: Uint8Array): number {
  let stained = 0;
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (!tongue[pixel]) continue;
    const red = a[pixel] ?? 0;
    const yellow = b[pixel] ?? 0;
    const green = red < GREENEST && red * red + yellow * yellow > LEAST_CHROMA * LEAST_CHROMA;
    if (green || yellow > YELLOWEST || yellow < BLUEST) stained++;
  }
  return stained;
}

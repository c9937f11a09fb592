import { percentile, sortedWhere, spreadOf } from './attribute-statistics.ts';
import type { AttributeView } from './attribute-view.ts';

/** Above this L* a pixel is a mirror of the lamp, not tissue. */
const MIRROR_L = 92;
/** Every third pixel: more than ten thousand values a tongue describe its colours as well as all of them. */
const STRIDE = 3;
/** A zone of so few pixels takes the whole tongue. */
const FEWEST = 60;

/** Whether a pixel belongs to a zone: `x`, `y` as shares of the box, `depth` as share of the greatest. */
type Belongs = (x: number, y: number, depth: number) => boolean;

const ZONES: Readonly<Record<string, Belongs>> = {
  whole: () => true,
  edge: (_, y, depth) => depth < 0.25 && y >= 0.25,
  tip: (_, y) => y >= 0.8,
  root: (_, y, depth) => y < 0.3 && depth >= 0.25,
  centre: (x, y) => y >= 0.3 && y < 0.65 && Math.abs(x - 0.5) <= 0.2,
};

const CHANNELS = ['l', 'a', 'b'] as const;

/**
 * Colour of five zones: mean, spread, 10th and 90th percentile of L*, a*, b* (60), tip minus edge in L* (1); chroma and
 * hue of each zone's mean (10), root and edge minus centre (6), quartiles of a* and b* (6). CIELAB (D65), uncalibrated.
 */
export function colourFeatures(view: AttributeView): readonly (readonly [string, number])[] {
  const usable = usablePixels(view);
  const zones = Object.entries(ZONES).map(([name, belongs]) => [name, zonePixels(view, usable, belongs)] as const);
  const means: Record<string, number> = {};
  const features: [string, number][] = [];
  for (const [zone, pixels] of zones) {
    for (const channel of CHANNELS) {
      const sorted = sortedWhere(view.planes[channel], pixels, STRIDE);
      const { mean, deviation } = spreadOf(sorted);
      means[`${zone}.${channel}`] = mean;
      features.push([`${zone}.${channel}.mean`, mean], [`${zone}.${channel}.deviation`, deviation]);
      features.push(
        [`${zone}.${channel}.p10`, percentile(sorted, 0.1)],
        [`${zone}.${channel}.p90`, percentile(sorted, 0.9)],
      );
      if (zone === 'whole' && channel !== 'l') {
        for (const share of [0.25, 0.5, 0.75]) features.push([`whole.${channel}.q${share}`, percentile(sorted, share)]);
      }
    }
  }
  return [...features, ...derivedFeatures((name) => means[name] ?? 0)];
}

function derivedFeatures(mean: (name: string) => number): readonly (readonly [string, number])[] {
  const zoned = Object.keys(ZONES).flatMap((zone) => {
    const a = mean(`${zone}.a`);
    const b = mean(`${zone}.b`);
    return [[`${zone}.chroma`, Math.hypot(a, b)] as const, [`${zone}.hue`, Math.atan2(b, a)] as const];
  });
  const differences = ['root', 'edge'].flatMap((zone) =>
    CHANNELS.map(
      (channel) => [`${zone}-centre.${channel}`, mean(`${zone}.${channel}`) - mean(`centre.${channel}`)] as const,
    ),
  );
  return [['tip-edge.l', mean('tip.l') - mean('edge.l')], ...zoned, ...differences];
}

function usablePixels({ mask, planes }: AttributeView): Uint8Array {
  const usable = mask.map((inside, pixel) => (inside && (planes.l[pixel] ?? 0) <= MIRROR_L ? 1 : 0));
  return usable.some((value) => value > 0) ? usable : mask;
}

function zonePixels(
  { widthPx, heightPx, depth, deepest }: AttributeView,
  usable: Uint8Array,
  belongs: Belongs,
): Uint8Array {
  const zone = new Uint8Array(usable.length);
  let count = 0;
  for (let pixel = 0; pixel < usable.length; pixel++) {
    if (!usable[pixel]) continue;
    const x = ((pixel % widthPx) + 0.5) / widthPx;
    const y = (((pixel / widthPx) | 0) + 0.5) / heightPx;
    if (!belongs(x, y, (depth[pixel] ?? 0) / deepest)) continue;
    zone[pixel] = 1;
    count++;
  }
  return count > FEWEST ? zone : usable;
}

import { Distribution, valuesAt } from '../colour/distribution.ts';
import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import type { TongueView } from './tongue-view.ts';

/** Every second row: seven thousand pixels describe a tongue's colours as well as all of them. */
const ROW_STEP = 2;
/** A zone of so few pixels takes the whole tongue. */
const FEWEST = 30;
/** The zones of the features; they may overlap. */
const ZONES = ['whole', 'edge', 'tip', 'root', 'centre'] as const;

type ZoneName = (typeof ZONES)[number];
type Feature = readonly [string, number];

const CHANNELS = ['l', 'a', 'b'] as const;

/**
 * Colour of five zones: mean, spread, 10th and 90th percentile of L*, a*, b* (60), tip minus edge in L* (1); chroma and
 * hue of each zone's mean (10), root and edge minus centre (6), quartiles of a* and b* (6). CIELAB (D65), mirrors of the lamp
 * left out.
 */
export function colourFeatures(view: TongueView): readonly Feature[] {
  const zones = zonePixels(view);
  const means: Record<string, number> = {};
  const features: Feature[] = [];
  for (const zone of ZONES) {
    for (const channel of CHANNELS) {
      const spread = new Distribution(valuesAt(view.planes[channel], zones[zone]));
      means[`${zone}.${channel}`] = spread.mean;
      features.push([`${zone}.${channel}.mean`, spread.mean], [`${zone}.${channel}.deviation`, spread.deviation]);
      features.push(
        [`${zone}.${channel}.p10`, spread.percentile(0.1)],
        [`${zone}.${channel}.p90`, spread.percentile(0.9)],
      );
      if (zone === 'whole' && channel !== 'l') {
        for (const share of [0.25, 0.5, 0.75]) features.push([`whole.${channel}.q${share}`, spread.percentile(share)]);
      }
    }
  }
  return [...features, ...derivedFeatures((name) => means[name] ?? 0)];
}

function derivedFeatures(mean: (name: string) => number): readonly Feature[] {
  const zoned = ZONES.flatMap((zone): Feature[] => {
    const a = mean(`${zone}.a`);
    const b = mean(`${zone}.b`);
    return [
      [`${zone}.chroma`, Math.hypot(a, b)],
      [`${zone}.hue`, Math.atan2(b, a)],
    ];
  });
  const differences = ['root', 'edge'].flatMap((zone) =>
    CHANNELS.map(
      (channel): Feature => [`${zone}-centre.${channel}`, mean(`${zone}.${channel}`) - mean(`centre.${channel}`)],
    ),
  );
  return [['tip-edge.l', mean('tip.l') - mean('edge.l')], ...zoned, ...differences];
}

/** The pixels of every zone, by place in the tongue's box and by depth as a share of the greatest. */
function zonePixels({ planes, tongue, depth, deepest, box }: TongueView): Readonly<Record<ZoneName, Int32Array>> {
  const lists = ZONES.map(() => new Int32Array(Math.ceil(box.height / ROW_STEP) * box.width));
  const counts = new Int32Array(ZONES.length);
  const add = (zone: number, pixel: number) => {
    const count = counts[zone] ?? 0;
    const list = lists[zone];
    if (list) list[count] = pixel;
    counts[zone] = count + 1;
  };
  const rim = 0.25 * deepest;
  for (let row = 0; row < box.height; row += ROW_STEP) {
    const y = (row + 0.5) / box.height;
    const start = (box.y + row) * planes.widthPx + box.x;
    for (let column = 0; column < box.width; column++) {
      const pixel = start + column;
      if (!tongue[pixel] || (planes.l[pixel] ?? 0) > SPECULAR_LIGHTNESS) continue;
      const deep = (depth[pixel] ?? 0) >= rim;
      add(0, pixel);
      if (!deep && y >= 0.25) add(1, pixel);
      if (y >= 0.8) add(2, pixel);
      else if (y < 0.3) {
        if (deep) add(3, pixel);
      } else if (y < 0.65 && Math.abs((column + 0.5) / box.width - 0.5) <= 0.2) add(4, pixel);
    }
  }
  const pixels = (zone: number) => (lists[zone] ?? new Int32Array()).subarray(0, counts[zone]);
  const named = ZONES.map((name, zone) => [name, (counts[zone] ?? 0) > FEWEST ? pixels(zone) : pixels(0)] as const);
  return Object.fromEntries(named) as Record<ZoneName, Int32Array>;
}

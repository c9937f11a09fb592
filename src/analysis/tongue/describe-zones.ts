import type { TongueFinding, TongueZone } from '../../domain/finding.ts';
import type { Gloss, Texture } from '../../domain/tongue-detail.ts';
import { robustColourAt } from '../colour/robust-colour.ts';
import type { RidgeLine } from '../picture/trace-crests.ts';
import type { CoatingSplit } from './split-coating.ts';
import type { TongueView } from './tongue-view.ts';
import { ZONE_NAMES } from './zone-map.ts';

/** What was measured over all zones at once; element 0 is the whole tongue, element 1 + i zone i. */
export interface ZoneMeasures {
  readonly textures: readonly (Texture | null)[];
  readonly glosses: readonly Gloss[];
  readonly thickness: readonly (number | null)[];
  readonly split: CoatingSplit | null;
  readonly cracks: readonly RidgeLine[];
}

/** A zone of fewer view pixels says nothing. */
const LEAST_PIXELS = 20;

/** Colour and indices of each zone; areas in pixels of the picture. */
export function describeZones(view: TongueView, zones: Uint8Array, measures: ZoneMeasures): TongueFinding['zones'] {
  const crackLengths = lengthsByZone(view, zones, measures.cracks);
  const pixels = pixelsOfZones(zones);
  const entries = ZONE_NAMES.flatMap((name, index): [string, TongueZone][] => {
    const number = index + 1;
    const own = pixels[number] ?? new Int32Array();
    const colour = robustColourAt(view.planes, own);
    if (colour === null || colour.areaPx < LEAST_PIXELS) return [];
    return [
      [
        name,
        {
          ...colour,
          areaPx: Math.round(colour.areaPx * view.scale ** 2),
          coatingFraction: coatedShare(own, measures.split),
          thickness: measures.thickness[number] ?? null,
          texture: measures.textures[number] ?? null,
          gloss: measures.glosses[number] ?? { share: 0, excess: null },
          crackLength: (crackLengths[number] ?? 0) / view.box.height,
        },
      ],
    ];
  });
  return Object.fromEntries(entries);
}

/** The pixels of every zone, by its number. */
function pixelsOfZones(zones: Uint8Array): readonly Int32Array[] {
  const counts = new Int32Array(ZONE_NAMES.length + 1);
  for (let pixel = 0; pixel < zones.length; pixel++) counts[zones[pixel] ?? 0] = (counts[zones[pixel] ?? 0] ?? 0) + 1;
  counts[0] = 0;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let pixel = 0; pixel < zones.length; pixel++) {
    const zone = zones[pixel] ?? 0;
    const list = lists[zone];
    if (zone === 0 || list === undefined) continue;
    const at = filled[zone] ?? 0;
    list[at] = pixel;
    filled[zone] = at + 1;
  }
  return lists;
}

function coatedShare(pixels: Int32Array, split: CoatingSplit | null): number {
  if (split === null) return 0;
  let count = 0;
  for (let at = 0; at < pixels.length; at++) if (split.coating[pixels[at] ?? 0]) count++;
  return count / pixels.length;
}

/** A line's length is shared out over the zones its points lie in. */
function lengthsByZone({ planes }: TongueView, zones: Uint8Array, lines: readonly RidgeLine[]): Float64Array {
  const lengths = new Float64Array(ZONE_NAMES.length + 1);
  for (const { points, lengthPx } of lines) {
    for (const [x, y] of points) {
      const zone = zones[Math.floor(y) * planes.widthPx + Math.floor(x)] ?? 0;
      lengths[zone] = (lengths[zone] ?? 0) + lengthPx / points.length;
    }
  }
  return lengths;
}

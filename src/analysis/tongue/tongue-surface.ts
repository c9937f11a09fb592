import type { Texture } from '../../domain/tongue-detail.ts';
import { type CrackMap, findCracks } from './find-cracks.ts';
import { textures } from './texture.ts';
import type { TongueView } from './tongue-view.ts';
import { ZONE_NAMES, zoneMap } from './zone-map.ts';

/** What the description and the attribute models both start from; measured once. */
export interface TongueSurface {
  /** Zone of every view pixel, see `zoneMap`. */
  readonly zones: Uint8Array;
  /** Of the whole tongue (element 0) and of each zone. */
  readonly textures: readonly (Texture | null)[];
  readonly cracks: CrackMap;
}

export function measureSurface(view: TongueView): TongueSurface {
  const zones = zoneMap(view);
  return {
    zones,
    textures: textures(view.planes, view.tongue, zones, ZONE_NAMES.length),
    cracks: findCracks(view),
  };
}

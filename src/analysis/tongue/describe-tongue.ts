import type { NamedColour, TongueFinding } from '../../domain/finding.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { coatingThickness } from './coating-thickness.ts';
import { describeZones } from './describe-zones.ts';
import { edgeNotches } from './edge-notches.ts';
import { findVeins } from './find-veins.ts';
import { glosses, mirrors } from './gloss.ts';
import { splitCoating } from './split-coating.ts';
import type { TongueSurface } from './tongue-surface.ts';
import type { TongueView } from './tongue-view.ts';
import { ZONE_NAMES } from './zone-map.ts';

export type TongueDescription = Pick<
  TongueFinding,
  'body' | 'coating' | 'texture' | 'gloss' | 'cracks' | 'edge' | 'veins' | 'zones'
>;

const NO_NAME: NamedColour = { label: null, p: null };

/** Everything measured on the upper side. */
export function describeUpperSide(view: TongueView, surface: TongueSurface): TongueDescription {
  const { planes, tongue, deepest } = view;
  const { zones, textures: texture, cracks } = surface;
  const count = ZONE_NAMES.length;
  const split = splitCoating(view);
  const gloss = glosses(mirrors(planes, tongue, deepest), tongue, zones, count);
  const thickness = split === null ? [] : coatingThickness(view, split, zones, count);
  const measures = { textures: texture, glosses: gloss, thickness, split, cracks: cracks.lines };
  return {
    body: bodyOf(view, split?.body ?? tongue),
    coating: split && coatingOf(view, split.coating, thickness[0] ?? null),
    texture: texture[0] ?? null,
    gloss: gloss[0] ?? null,
    cracks: cracks.finding,
    edge: edgeNotches(view),
    zones: describeZones(view, zones, measures),
  };
}

/** Everything measured on the underside. */
export function describeUnderside(view: TongueView): TongueDescription {
  return { body: bodyOf(view, view.tongue), coating: null, veins: findVeins(view), zones: {} };
}

function bodyOf(view: TongueView, inside: Uint8Array): TongueFinding['body'] {
  const colour = robustColour(view.planes, inside);
  return colour && { ...colour, areaPx: Math.round(colour.areaPx * view.scale ** 2), colour: NO_NAME };
}

function coatingOf(view: TongueView, inside: Uint8Array, thickness: number | null): TongueFinding['coating'] {
  const colour = robustColour(view.planes, inside);
  if (colour === null) return null;
  const areaFraction = colour.areaPx / view.areaPx;
  return { ...colour, areaPx: Math.round(colour.areaPx * view.scale ** 2), colour: NO_NAME, areaFraction, thickness };
}

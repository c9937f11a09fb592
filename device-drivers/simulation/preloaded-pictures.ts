import { PICTURE_KINDS, type PictureKind } from '../../src/domain/picture.ts';
import type { PictureSource, SimulatedPicture } from './sources.ts';

/** The same full pictures, drawn and encoded beforehand: needed on a virtual clock, where encoding would take no time. */
export async function preloadPictures(source: PictureSource): Promise<PictureSource> {
  const loaded = new Map<PictureKind, SimulatedPicture>();
  for (const kind of PICTURE_KINDS) loaded.set(kind, await source.picture(kind));
  return {
    ...source,
    picture: async (kind) => loaded.get(kind) ?? source.picture(kind),
    preview: (kind, frameIndex) => source.preview(kind, frameIndex),
  };
}

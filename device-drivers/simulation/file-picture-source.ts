import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import type { PictureKind } from '../../src/domain/picture.ts';
import { SimulationError } from './simulation-error.ts';
import type { PictureSource, SimulatedPicture } from './sources.ts';

const PREVIEW_LONG_SIDE_PX = 320;
const PREVIEW_QUALITY = 70;
const JPEG_START = [0xff, 0xd8, 0xff];
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface FilePictureSourceOptions {
  readonly tongueTop?: string;
  readonly underside?: string;
  readonly face?: string;
}

/**
 * Pictures for the simulator out of JPEG or PNG files, byte for byte as they are. All files are decoded once at the
 * start. Throws `simulation/file-missing` and `simulation/not-a-picture`; asking for a kind without a file rejects with
 * `simulation/picture-not-given`.
 */
export async function createFilePictureSource(options: FilePictureSourceOptions): Promise<PictureSource> {
  const files: Readonly<Record<PictureKind, string | undefined>> = {
    'tongue-top': options.tongueTop,
    'tongue-underside': options.underside,
    face: options.face,
  };
  const loaded = new Map<PictureKind, LoadedPicture>();
  for (const [kind, file] of Object.entries(files)) {
    if (file !== undefined) loaded.set(kind as PictureKind, await loadPicture(file));
  }
  const get = (kind: PictureKind): LoadedPicture => {
    const found = loaded.get(kind);
    if (found === undefined) throw new SimulationError('simulation/picture-not-given', { kind });
    return found;
  };
  const names = Object.values(files).filter((file) => file !== undefined);
  return {
    description: `files ${names.map((file) => basename(file)).join(', ')}`,
    synthetic: false,
    picture: async (kind) => get(kind).full,
    preview: async (kind) => get(kind).preview,
  };
}

interface LoadedPicture {
  readonly full: SimulatedPicture;
  readonly preview: SimulatedPicture;
}

async function loadPicture(file: string): Promise<LoadedPicture> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new SimulationError('simulation/file-missing', { file }, cause);
  });
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) throw new SimulationError('simulation/not-a-picture', { file });
  try {
    // `rotate()` without an angle applies the camera's orientation mark, as every viewer does.
    const preview = await sharp(bytes, { failOn: 'error' })
      .rotate()
      .resize(PREVIEW_LONG_SIDE_PX, PREVIEW_LONG_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: PREVIEW_QUALITY })
      .toBuffer();
    return { full: { mediaType, bytes }, preview: { mediaType: 'image/jpeg', bytes: preview } };
  } catch (cause) {
    throw new SimulationError('simulation/not-a-picture', { file }, cause);
  }
}

function mediaTypeOf(bytes: Uint8Array): SimulatedPicture['mediaType'] | undefined {
  if (JPEG_START.every((byte, index) => bytes[index] === byte)) return 'image/jpeg';
  if (PNG_START.every((byte, index) => bytes[index] === byte)) return 'image/png';
  return undefined;
}

import { readFile, stat } from 'node:fs/promises';
import { AcquisitionError } from '../acquisition/acquisition-error.ts';
import { MAX_PICTURE_BYTES } from '../acquisition/decode-picture.ts';

/** The bytes of a file that may be a picture. Throws `acquisition/picture-too-large` before reading what no picture can be. */
export async function readPictureFile(file: string): Promise<Uint8Array> {
  const { size } = await stat(file);
  if (size > MAX_PICTURE_BYTES) {
    const context = { sizeBytes: size, maxBytes: MAX_PICTURE_BYTES };
    throw new AcquisitionError('acquisition/picture-too-large', 'the file is larger than any picture', context);
  }
  return readFile(file);
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkMessage, PictureMessage } from '../../../device-drivers/sizhen-line/messages.ts';
import { createPictureAssembly } from '../../../device-drivers/sizhen-line/picture-assembly.ts';
import { CHUNK_BYTES } from '../../../device-drivers/sizhen-line/protocol.ts';

const bytes = Uint8Array.from({ length: 3 * CHUNK_BYTES + 17 }, (_, at) => at & 255);
const header: PictureMessage = {
  kind: 'PICTURE',
  pictureId: 7,
  picture: 'face',
  phase: 'begin',
  mediaType: 'image/jpeg',
  totalBytes: bytes.length,
  chunkCount: 4,
  sha256: createHash('sha256').update(bytes).digest('hex'),
};
const chunk = (index: number, pictureId = 7): ChunkMessage => ({
  kind: 'CHUNK',
  pictureId,
  index,
  data: bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
});

describe('a picture', () => {
  it('is whole whatever the order of its lines, doubles included', () => {
    const lines = [header, chunk(0), chunk(1), chunk(2), chunk(3), chunk(2), header];
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        const assembly = createPictureAssembly(7);
        for (const line of shuffled) assembly.add(line);
        const outcome = assembly.outcome();
        expect(outcome.kind === 'whole' && Buffer.compare(outcome.bytes, bytes)).toBe(0);
        expect(assembly.receivedBytes).toBe(bytes.length);
      }),
    );
  });

  it('names what is missing, as much as may be asked for at once', () => {
    const assembly = createPictureAssembly(7);
    assembly.add(chunk(1));
    expect(assembly.missing(10)).toEqual([]);
    assembly.add(header);
    expect(assembly.missing(10)).toEqual([0, 2, 3]);
    expect(assembly.missing(2)).toEqual([0, 2]);
    expect(assembly.outcome()).toEqual({ kind: 'incomplete' });
  });

  it('takes no line of another picture and no impossible header', () => {
    const assembly = createPictureAssembly(7);
    expect(assembly.add(chunk(0, 6))).toBe(false);
    expect(assembly.add({ ...header, chunkCount: 3 })).toBe(false);
    expect(assembly.receivedBytes).toBe(0);
  });

  it('with a wrong digest is not whole', () => {
    const assembly = createPictureAssembly(7);
    for (const index of [0, 1, 2, 3]) assembly.add(chunk(index));
    assembly.add({ ...header, sha256: '0'.repeat(64) });
    expect(assembly.outcome().kind).toBe('digest-mismatch');
    assembly.clear();
    expect(assembly.missing(10)).toEqual([0, 1, 2, 3]);
  });
});

/** Puts the chunks of one picture together. What is missing is known at any time and can be asked for again. */
import { createHash } from 'node:crypto';
import type { ChunkMessage, PictureMessage } from './messages.ts';
import { CHUNK_BYTES, MAX_PICTURE_BYTES } from './protocol.ts';

export type PictureOutcome =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array; readonly header: PictureMessage }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'digest-mismatch'; readonly header: PictureMessage };

export interface PictureAssembly {
  /** False when the line belongs to another picture, repeats a chunk, or has an impossible size. */
  add(message: PictureMessage | ChunkMessage): boolean;
  readonly header: PictureMessage | null;
  readonly receivedBytes: number;
  /** At most `limit` indexes; empty also while the header is unknown. */
  missing(limit: number): readonly number[];
  /** Forgets all chunks, to ask for every one again. */
  clear(): void;
  outcome(): PictureOutcome;
}

const MAX_CHUNKS = Math.ceil(MAX_PICTURE_BYTES / CHUNK_BYTES);

export function createPictureAssembly(pictureId: number): PictureAssembly {
  const chunks = new Map<number, Uint8Array>();
  let header: PictureMessage | null = null;
  let receivedBytes = 0;

  const addHeader = (message: PictureMessage): boolean => {
    if (message.chunkCount !== Math.ceil(message.totalBytes / CHUNK_BYTES) || message.totalBytes === 0) return false;
    header = message;
    return true;
  };
  const addChunk = ({ index, data }: ChunkMessage): boolean => {
    if (chunks.has(index) || index >= MAX_CHUNKS || data.length > CHUNK_BYTES) return false;
    chunks.set(index, data);
    receivedBytes += data.length;
    return true;
  };
  const missing = (limit: number): readonly number[] => {
    const indexes: number[] = [];
    for (let index = 0; index < (header?.chunkCount ?? 0) && indexes.length < limit; index += 1) {
      if (!chunks.has(index)) indexes.push(index);
    }
    return indexes;
  };

  return {
    add(message) {
      if (message.pictureId !== pictureId) return false;
      return message.kind === 'PICTURE' ? addHeader(message) : addChunk(message);
    },
    get header() {
      return header;
    },
    get receivedBytes() {
      return receivedBytes;
    },
    missing,
    clear() {
      chunks.clear();
      receivedBytes = 0;
    },
    outcome() {
      if (header === null || missing(1).length > 0) return { kind: 'incomplete' };
      const parts = Array.from({ length: header.chunkCount }, (_, index) => chunks.get(index) ?? new Uint8Array(0));
      const bytes = new Uint8Array(Buffer.concat(parts));
      const digest = createHash('sha256').update(bytes).digest('hex');
      return digest === header.sha256 && bytes.length === header.totalBytes
        ? { kind: 'whole', bytes, header }
        : { kind: 'digest-mismatch', header };
    },
  };
}

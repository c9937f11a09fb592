/**
 * bytes → whole JPEG pictures. Walks from marker to marker, so that a start or an end inside a thumbnail or in compressed
 * data is no border. A picture that is cut off by the next one is thrown away; the next one is kept.
 */
import type { ByteParser, DiscardReason, Framed } from '../session/framed.ts';
import { MARKER, MAX_PICTURE_BYTES } from './protocol.ts';

export interface JpegPicture {
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * `outside`: before a start; `marker`: a marker must follow; `length`: two bytes of a segment's length; `segment`: its
 * rest; `scan`: compressed data until a marker.
 */
type Place = 'outside' | 'marker' | 'length' | 'segment' | 'scan';

/** Of a frame segment: length (2), precision (1), height (2), width (2). */
const FRAME_HEAD_BYTES = 7;
const NOTHING = new Uint8Array(0);
/** Runs of noise are told in pieces, so that endless noise is told while it lasts. */
const MAX_NOISE_RUN_BYTES = 4096;

export function createJpegParser(emit: (item: Framed<JpegPicture>) => void): ByteParser {
  let place: Place = 'outside';
  let afterPrefix = false;
  let marker = 0;
  let left = 0;
  let head: number[] = [];
  let size: { readonly widthPx: number; readonly heightPx: number } | null = null;
  let noiseBytes = 0;
  const kept = createKeptBytes();

  const discard = (reason: DiscardReason, byteCount: number): void => {
    if (byteCount > 0) emit({ kind: 'discarded', reason, byteCount, bytes: NOTHING });
  };
  const tellNoise = (): void => {
    discard('noise', noiseBytes);
    noiseBytes = 0;
  };
  const addNoise = (byteCount: number): void => {
    for (let rest = byteCount; rest > 0; ) {
      const taken = Math.min(rest, MAX_NOISE_RUN_BYTES - noiseBytes);
      noiseBytes += taken;
      rest -= taken;
      if (noiseBytes === MAX_NOISE_RUN_BYTES) tellNoise();
    }
  };
  const giveUp = (reason: DiscardReason): void => {
    discard(reason, kept.take().length);
    place = 'outside';
    afterPrefix = false;
  };
  const begin = (): void => {
    kept.add(Uint8Array.of(MARKER.prefix, MARKER.startOfImage));
    place = 'marker';
    afterPrefix = false;
    size = null;
  };
  const end = (): void => {
    const bytes = kept.take();
    place = 'outside';
    if (size === null) discard('malformed', bytes.length);
    else emit({ kind: 'message', message: { bytes, ...size }, byteCount: bytes.length });
  };
  /** A marker inside a picture. */
  const onMarker = (code: number): void => {
    if (code === MARKER.startOfImage) {
      // The bytes of this marker belong to the next picture.
      kept.drop(2);
      giveUp('incomplete');
      begin();
    } else if (code === MARKER.endOfImage) end();
    else {
      marker = code;
      place = 'length';
      head = [];
    }
  };
  const onLengthDone = (): void => {
    const [high = 0, low = 0] = head;
    left = high * 256 + low - 2;
    if (left < 0) giveUp('malformed');
    else place = 'segment';
    if (place === 'segment' && left === 0) onSegmentDone();
  };
  const onSegmentDone = (): void => {
    if ((MARKER.frames as readonly number[]).includes(marker)) {
      const [, , , h1 = 0, h0 = 0, w1 = 0, w0 = 0] = head;
      size = { heightPx: h1 * 256 + h0, widthPx: w1 * 256 + w0 };
    }
    if (size?.heightPx === 0 || size?.widthPx === 0) {
      giveUp('malformed');
      return;
    }
    place = marker === MARKER.startOfScan ? 'scan' : 'marker';
    afterPrefix = false;
  };

  /** Each takes what belongs to its place from `at` on and says how many bytes that were; at least one. */
  const steps: Readonly<Record<Place, (bytes: Uint8Array, at: number) => number>> = {
    outside(bytes, at) {
      if (afterPrefix) {
        afterPrefix = bytes[at] === MARKER.prefix;
        if (bytes[at] === MARKER.startOfImage) {
          tellNoise();
          begin();
        } else if (afterPrefix) addNoise(1);
        else addNoise(2);
        return 1;
      }
      const found = bytes.indexOf(MARKER.prefix, at);
      const noise = (found === -1 ? bytes.length : found) - at;
      addNoise(noise);
      afterPrefix = found !== -1;
      return noise + (afterPrefix ? 1 : 0);
    },
    marker(bytes, at) {
      kept.add(bytes.subarray(at, at + 1));
      const byte = bytes[at] ?? 0;
      if (!afterPrefix) {
        afterPrefix = byte === MARKER.prefix;
        if (!afterPrefix) giveUp('malformed');
      } else if (byte !== MARKER.prefix) {
        afterPrefix = false;
        onMarker(byte);
      }
      return 1;
    },
    length(bytes, at) {
      kept.add(bytes.subarray(at, at + 1));
      head.push(bytes[at] ?? 0);
      if (head.length === 2) onLengthDone();
      return 1;
    },
    segment(bytes, at) {
      const taken = bytes.subarray(at, at + left);
      kept.add(taken);
      for (let i = 0; i < taken.length && head.length < FRAME_HEAD_BYTES; i += 1) head.push(taken[i] ?? 0);
      left -= taken.length;
      if (left === 0) onSegmentDone();
      return taken.length;
    },
    scan(bytes, at) {
      if (afterPrefix) {
        kept.add(bytes.subarray(at, at + 1));
        const byte = bytes[at] ?? 0;
        const isData = byte === 0 || (byte >= MARKER.firstRestart && byte <= MARKER.lastRestart);
        afterPrefix = byte === MARKER.prefix;
        if (!isData && !afterPrefix) onMarker(byte);
        return 1;
      }
      const found = bytes.indexOf(MARKER.prefix, at);
      const end = found === -1 ? bytes.length : found + 1;
      kept.add(bytes.subarray(at, end));
      afterPrefix = found !== -1;
      return end - at;
    },
  };

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; ) {
        // The limit is a matter of bytes, never of chunks.
        const room = MAX_PICTURE_BYTES - kept.byteCount;
        at += steps[place](room < bytes.length - at ? bytes.subarray(0, at + room) : bytes, at);
        if (kept.byteCount >= MAX_PICTURE_BYTES) giveUp('too-long');
      }
    },
    finish() {
      if (place === 'outside' && afterPrefix) addNoise(1);
      tellNoise();
      giveUp('incomplete');
    },
    get heldBytes() {
      return kept.byteCount + noiseBytes;
    },
  };
}

/** The bytes of one picture, joined once. */
function createKeptBytes() {
  let parts: Uint8Array[] = [];
  let byteCount = 0;
  const join = (): Uint8Array => {
    const joined = new Uint8Array(byteCount);
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  };
  return {
    add(part: Uint8Array): void {
      if (part.length === 0) return;
      parts.push(part);
      byteCount += part.length;
    },
    drop(count: number): void {
      const bytes = join().subarray(0, byteCount - count);
      parts = [bytes];
      byteCount = bytes.length;
    },
    take(): Uint8Array {
      const bytes = join();
      parts = [];
      byteCount = 0;
      return bytes;
    },
    get byteCount() {
      return byteCount;
    },
  };
}

import { createHash } from 'node:crypto';

/** Name space of all ids made here; a random UUID fixed once, so that every station derives the same ids. */
const NAMESPACE = Buffer.from('5f1c8a6e2d0b4e7a9c3346d1b7e0a852', 'hex');

/**
 * Name-based UUID, RFC 9562 section 5.5 (version 5): the same parts give the same id on every retry, station and
 * version, so that a repeated Bundle is byte-identical. Parts must not contain a line feed.
 */
export function resourceId(...parts: readonly string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(parts.join('\n')).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

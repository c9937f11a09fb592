import { createHash, timingSafeEqual } from 'node:crypto';

/** `Content-Digest` of RFC 9530 with SHA-256. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

export function matchesContentDigest(body: Uint8Array, header: string): boolean {
  const expected = Buffer.from(contentDigest(body));
  const given = Buffer.from(header.trim());
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const VERSION_7 = 0x70;
const VARIANT_RFC = 0x80;
const MAX_COUNTER = 0xfff;

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, a 12-bit counter (6.2, method 1) and 62 random
 * bits. Ids of one generator ascend as text even when the clock stands still or steps back.
 */
export function createUuidV7(wallMs: () => number, randomBytes: (count: number) => Uint8Array): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const nowMs = wallMs();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = 0;
    } else {
      counter += 1;
      if (counter > MAX_COUNTER) {
        lastMs += 1;
        counter = 0;
      }
    }
    return format(lastMs, counter, randomBytes(8));
  };
}

function format(unixMs: number, counter: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(unixMs / 2 ** 32));
  view.setUint32(2, unixMs % 2 ** 32);
  view.setUint16(6, (VERSION_7 << 8) | counter);
  bytes.set(random, 8);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | VARIANT_RFC;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Cameras often leave the tables out that every JPEG file must have, because they are always the same ones. */
import { MARKER } from './protocol.ts';

/** ISO/IEC 10918-1, K.3: the typical tables, brightness before colour, each with its class, counts and values. */
const TYPICAL_TABLES = Buffer.from(
  [
    '0000010501010101010100000000000000000102030405060708090a0b100002010303020403050504040000017d010203000411',
    '05122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43',
    '4445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5',
    'a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    '0100030101010101010101010000000000000102030405060708090a0b1100020102040403040705040400010277000102031104',
    '052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a',
    '434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3',
    'a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
  ].join(''),
  'hex',
);
const LENGTH_BYTES = 2;

/** `bytes` begin with a start of image and hold whole segments up to a scan. The same bytes where nothing is missing. */
export function withHuffmanTables(bytes: Uint8Array): Uint8Array {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === MARKER.prefix) {
    const marker = bytes[at + 1];
    if (marker === MARKER.huffmanTables) return bytes;
    if (marker === MARKER.startOfScan) return insertTables(bytes, at);
    // A marker may be preceded by any number of its first byte.
    at += marker === MARKER.prefix ? 1 : 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return bytes;
}

function insertTables(bytes: Uint8Array, at: number): Uint8Array {
  const length = LENGTH_BYTES + TYPICAL_TABLES.length;
  const head = Uint8Array.of(MARKER.prefix, MARKER.huffmanTables, length >> 8, length & 0xff);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, at), head, TYPICAL_TABLES, bytes.subarray(at)]));
}

import { CodecError } from './codec-error.ts';
import { crc32 } from './crc32.ts';
import { parsePulseRecordingHeader, type SegmentHeader } from './pulse-recording-header.ts';
import { PULSE_POSITIONS, type PulsePosition, type PulseRecording, type PulseSegment } from './waveform.ts';

/*
 * "SZPR" | version u16 | 0 u16 | header length u32 | header JSON, UTF-8 | float32 … | CRC-32 of all before
 * All little-endian. Per segment in the header's order: samplesPa cun, guan, chi, then contactPressurePa cun, guan, chi.
 */
export const PULSE_RECORDING_MEDIA_TYPE = 'application/vnd.sizhen.pulse-recording';

const MAGIC = [0x53, 0x5a, 0x50, 0x52] as const;
const VERSION = 1;
const PREFIX_BYTES = 12;
const CRC_BYTES = 4;
const FLOAT_BYTES = 4;
const ARRAYS_PER_SEGMENT = 2 * PULSE_POSITIONS.length;

/** The recording as self-describing bytes, exact to the bit. Throws `RangeError` when a segment's arrays differ in length. */
export function encodePulseRecording(recording: PulseRecording): Uint8Array {
  const segments = recording.segments.map(headerOf);
  const header = new TextEncoder().encode(JSON.stringify({ wrist: recording.wrist, segments }));
  const floats = segments.reduce((sum, { sampleCount }) => sum + sampleCount * ARRAYS_PER_SEGMENT, 0);
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + floats * FLOAT_BYTES + CRC_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setUint16(4, VERSION, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, PREFIX_BYTES);
  let offset = PREFIX_BYTES + header.length;
  for (const array of recording.segments.flatMap(arraysOf)) {
    for (const value of array) {
      view.setFloat32(offset, value, true);
      offset += FLOAT_BYTES;
    }
  }
  view.setUint32(offset, crc32(bytes.subarray(0, offset)), true);
  return bytes;
}

/** Throws `CodecError` (codes `codec/…`) on anything but a whole, undamaged recording. */
export function decodePulseRecording(bytes: Uint8Array): PulseRecording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = checkFrame(bytes, view);
  const header = parsePulseRecordingHeader(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength));
  const floats = header.segments.reduce((sum, { sampleCount }) => sum + sampleCount * ARRAYS_PER_SEGMENT, 0);
  const end = PREFIX_BYTES + headerLength + floats * FLOAT_BYTES;
  if (end + CRC_BYTES !== bytes.length) throw truncated(bytes.length);
  let offset = PREFIX_BYTES + headerLength;
  const readFloats = (count: number) => {
    const start = offset;
    offset += count * FLOAT_BYTES;
    return Float32Array.from({ length: count }, (_, index) => view.getFloat32(start + index * FLOAT_BYTES, true));
  };
  return { wrist: header.wrist, segments: header.segments.map((segment) => segmentFrom(segment, readFloats)) };
}

/** Checks magic, version, length and CRC; returns the header's length in bytes. */
function checkFrame(bytes: Uint8Array, view: DataView): number {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) {
    throw new CodecError('codec/not-a-pulse-recording', 'No pulse recording begins like this');
  }
  if (bytes.length < PREFIX_BYTES + CRC_BYTES) throw truncated(bytes.length);
  const version = view.getUint16(4, true);
  if (version !== VERSION) throw new CodecError('codec/unsupported-version', 'Unknown version', { version });
  const headerLength = view.getUint32(8, true);
  if (PREFIX_BYTES + headerLength + CRC_BYTES > bytes.length) throw truncated(bytes.length);
  const body = bytes.subarray(0, bytes.length - CRC_BYTES);
  if (view.getUint32(body.length, true) !== crc32(body)) throw new CodecError('codec/checksum', 'The CRC-32 differs');
  return headerLength;
}

function truncated(lengthBytes: number): CodecError {
  return new CodecError('codec/truncated', 'The length is not what the header says', { lengthBytes });
}

function headerOf(segment: PulseSegment): SegmentHeader {
  const { samplesPa, contactPressurePa: _contact, ...rest } = segment;
  const sampleCount = samplesPa.cun.length;
  if (arraysOf(segment).some((array) => array.length !== sampleCount)) {
    throw new RangeError('all arrays of a segment have the same length');
  }
  return { ...rest, sampleCount };
}

function arraysOf(segment: PulseSegment): readonly Float32Array[] {
  const inOrder = (arrays: Readonly<Record<PulsePosition, Float32Array>>) => PULSE_POSITIONS.map((at) => arrays[at]);
  return [...inOrder(segment.samplesPa), ...inOrder(segment.contactPressurePa)];
}

function segmentFrom(header: SegmentHeader, readFloats: (count: number) => Float32Array): PulseSegment {
  const { sampleCount, ...rest } = header;
  const byPosition = () => ({
    cun: readFloats(sampleCount),
    guan: readFloats(sampleCount),
    chi: readFloats(sampleCount),
  });
  const samplesPa = byPosition();
  return { ...rest, samplesPa, contactPressurePa: byPosition() };
}

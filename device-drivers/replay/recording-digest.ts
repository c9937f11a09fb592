import { createHash } from 'node:crypto';
import { PULSE_POSITIONS, type PulseRecording, type PulseSegment } from '../../src/domain/waveform.ts';

/** SHA-256 over everything a recording holds, samples as little-endian 32-bit floats: equal means equal to the sample. */
export function recordingDigest(recording: PulseRecording): string {
  const hash = createHash('sha256');
  hash.update(recording.wrist);
  for (const segment of recording.segments) {
    hash.update(JSON.stringify(describeSegment(segment)));
    for (const position of PULSE_POSITIONS) {
      hash.update(bytesOf(segment.samplesPa[position]));
      hash.update(bytesOf(segment.contactPressurePa[position]));
    }
  }
  return hash.digest('hex');
}

/** Lists, not objects: the order of an object's keys is not part of the recording. */
function describeSegment(segment: PulseSegment): readonly unknown[] {
  return [
    segment.step,
    segment.targetPressurePa,
    segment.startedAtDeviceUs,
    segment.sampleRateHz,
    segment.gaps.map(({ beforeIndex, missingSamples }) => [beforeIndex, missingSamples]),
    segment.disturbed.map(({ fromIndex, toIndex, kind }) => [fromIndex, toIndex, kind]),
  ];
}

function bytesOf(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

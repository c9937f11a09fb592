import type { PictureSource, PulseSource } from '../../../../device-drivers/simulation/sources.ts';

/** A sine per position, different in each, at the device rate: sample values can be foretold. */
export const sinePulse: PulseSource = {
  description: 'sine 1.2 Hz',
  synthetic: true,
  sampleRateHz: 200,
  read(_context, fromIndex, count) {
    const wave = (amplitudePa: number): Float32Array =>
      Float32Array.from({ length: count }, (_, at) => expectedSinePa(amplitudePa, fromIndex + at));
    return { cun: wave(300), guan: wave(600), chi: wave(200) };
  },
};

export function expectedSinePa(amplitudePa: number, index: number): number {
  return amplitudePa * Math.sin((2 * Math.PI * 1.2 * index) / 200);
}

/** Not decodable, and not meant to be: the driver carries bytes. */
export const pictureBytes = Uint8Array.from({ length: 100_001 }, (_, at) => (at * 31 + (at >> 8)) & 255);
export const previewBytes = pictureBytes.subarray(0, 3000);

export const bytePictures: PictureSource = {
  description: 'counting bytes',
  synthetic: true,
  picture: async () => ({ mediaType: 'image/jpeg', bytes: pictureBytes }),
  preview: async () => ({ mediaType: 'image/jpeg', bytes: previewBytes }),
};

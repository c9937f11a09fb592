import type { InstrumentRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { createPlainReplayAdapter } from '../transport/replay-adapter.ts';
import { createUvcCameraDriver, UVC_CAMERA_DRIVER_ID, UVC_CAMERA_PARTS } from './driver.ts';
import { createJpegParser } from './jpeg-parser.ts';
import { MAX_PICTURE_BYTES } from './protocol.ts';
import { createUvcCameraSimulator } from './simulator.ts';
import { UVC_CAMERA_FAULTS } from './simulator-faults.ts';

/** The smallest stream of whole pictures: start, size, scan of a few bytes, end. Not decodable; the parser looks at markers. */
function sampleFrames(): readonly Uint8Array[] {
  return Array.from({ length: 10 }, (_, at) =>
    Uint8Array.of(
      ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 16, 0, 16, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
      ...[0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3f, 0, at, 0xff, 0, 0x55, 0xff, 0xd9],
    ),
  );
}

export const uvcCamera: InstrumentRegistration = {
  id: UVC_CAMERA_DRIVER_ID,
  role: 'instrument',
  parts: UVC_CAMERA_PARTS,
  title: 'USB camera for tongue and face (UVC)',
  // Cameras are found by their class, not by who made them: discovery/list-cameras.ts.
  fingerprints: [],
  // Only a simulated camera has a serial line.
  line: line8N1(115_200),
  faults: UVC_CAMERA_FAULTS,
  parsers: [
    // Its messages are pictures and hold no numbers with a documented range but their size.
    registeredParser({
      name: 'pictures',
      createParser: createJpegParser,
      mostHeldBytes: MAX_PICTURE_BYTES,
      sampleFrames,
      values: ({ widthPx, heightPx }) => [
        ...decodedValue('width', widthPx, 1, 65_535),
        ...decodedValue('height', heightPx, 1, 65_535),
      ],
    }),
  ],
  createDriver: createUvcCameraDriver,
  createSimulator: createUvcCameraSimulator,
  createReplayAdapter: createPlainReplayAdapter,
};

import type { PeripheralRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { registeredParser } from '../session/registered-parser.ts';
import { createSamIdCardDriver, SAM_ID_CARD_DRIVER_ID } from './driver.ts';
import { createSamParser } from './frame-parser.ts';
import {
  decodeAnswer,
  encodeAnswer,
  encodeCardContent,
  PORTRAIT_BYTES,
  type SamAnswer,
  TEXT_BYTES,
} from './messages.ts';
import { createSamIdCardSimulator } from './simulator.ts';
import { SAM_ID_CARD_FAULTS } from './simulator-faults.ts';

function sampleFrames(): readonly Uint8Array[] {
  const content = { text: new Uint8Array(TEXT_BYTES), portrait: new Uint8Array(PORTRAIT_BYTES) };
  return [
    encodeAnswer('no-card'),
    encodeAnswer('found', new Uint8Array(4)),
    encodeAnswer('ok', new Uint8Array(8)),
    encodeAnswer('ok', encodeCardContent(content)),
    encodeAnswer('read-failed'),
  ];
}

/** The last byte is the XOR of the others. */
function damageChecksum(frame: Uint8Array): Uint8Array {
  return frame.with(-1, (frame.at(-1) ?? 0) ^ 1);
}

export const samIdCard: PeripheralRegistration = {
  id: SAM_ID_CARD_DRIVER_ID,
  role: 'id-card',
  title: 'Resident identity card reader (SAM protocol)',
  // Readers with a serial line sit behind a converter; those with a USB id of their own need their maker's library.
  fingerprints: [{ vendorId: '067b', productId: '2303', product: 'PL2303 converter', specific: false }],
  line: line8N1(115_200),
  faults: SAM_ID_CARD_FAULTS,
  parsers: [
    // Its answers hold no numbers.
    registeredParser<SamAnswer>({
      name: 'answers',
      createParser: (emit) => createSamParser(decodeAnswer, emit),
      sampleFrames,
      values: () => [],
    }),
  ],
  damageChecksum,
  createDriver: createSamIdCardDriver,
  createSimulator: createSamIdCardSimulator,
};

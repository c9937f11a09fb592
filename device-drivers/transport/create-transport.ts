import type { CameraNote } from '../../src/domain/camera-note.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import type { SerialLine } from '../contract/serial-line.ts';
import { COMPRESSED_CAMERA, UNCOMPRESSED_CAMERA } from './camera-arguments.ts';
import { createCameraTransport } from './camera-transport.ts';
import { createSerialTransport } from './serial-transport.ts';
import { createTcpTransport } from './tcp-transport.ts';

/** Where an instrument can be reached. `simulated` marks the address of a simulator host. */
export type InstrumentAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'camera'; readonly path: string }
  | { readonly kind: 'pty'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly simulated: boolean };

/** The transport for an address. `onCameraNotes` hears what could not be fixed on a camera. */
export function createTransport(
  address: InstrumentAddress,
  line: SerialLine,
  clock?: Clock,
  onCameraNotes?: (notes: readonly CameraNote[]) => void,
): ByteTransport {
  if (address.kind === 'tcp') {
    return createTcpTransport({ ...address, nature: address.simulated ? 'simulated' : 'live' });
  }
  if (address.kind === 'camera') {
    const { path } = address;
    const sources = [COMPRESSED_CAMERA, UNCOMPRESSED_CAMERA].map((usual) => ({ ...usual, path }));
    return createCameraTransport({
      path,
      sources,
      ...(clock ? { clock } : {}),
      ...(onCameraNotes ? { onNotes: onCameraNotes } : {}),
    });
  }
  const nature = address.kind === 'pty' ? 'simulated' : 'live';
  return createSerialTransport({ path: address.path, line, nature, ...(clock ? { clock } : {}) });
}

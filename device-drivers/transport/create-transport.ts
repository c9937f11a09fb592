import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import type { SerialLine } from '../contract/serial-line.ts';
import { createSerialTransport } from './serial-transport.ts';
import { createTcpTransport } from './tcp-transport.ts';

/** Where an instrument can be reached. `simulated` marks the address of a simulator host. */
export type InstrumentAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'pty'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly simulated: boolean };

/** The transport for an address. */
export function createTransport(address: InstrumentAddress, line: SerialLine, clock?: Clock): ByteTransport {
  if (address.kind === 'tcp') {
    return createTcpTransport({ ...address, nature: address.simulated ? 'simulated' : 'live' });
  }
  const nature = address.kind === 'pty' ? 'simulated' : 'live';
  return createSerialTransport({ path: address.path, line, nature, ...(clock ? { clock } : {}) });
}

import { existsSync, readFileSync } from 'node:fs';
import type { ByteTransport } from '../../device-drivers/contract/byte-transport.ts';
import { line8N1 } from '../../device-drivers/contract/serial-line.ts';
import { loadFixture } from '../../device-drivers/replay/replay-captures.ts';
import { SIZHEN_LINE_DRIVER_ID } from '../../device-drivers/sizhen-line/index.ts';
import type { ReplayMode } from '../../device-drivers/transport/replay-timing.ts';
import { createSerialTransport } from '../../device-drivers/transport/serial-transport.ts';
import { createTcpTransport } from '../../device-drivers/transport/tcp-transport.ts';
import { TransportError } from '../../device-drivers/transport/transport-error.ts';
import { systemClock } from '../domain/clock.ts';
import { scanDevices } from './scan-devices.ts';
import { StationError } from './station-error.ts';

/** Where the instrument is: `auto`, `none`, `serial:PATH`, `simulated:PATH`, `tcp:HOST:PORT`, `replay:DIR[:SPEED]`. */
export type InstrumentAddress = string;

/** USB-CDC ignores the rate; serial bridges run the reference instrument at this one. */
const LINE = line8N1(921_600);

/** A transport that decides anew at every open what to open, so that a device may come back under another name. */
function decidedAtOpen(
  description: string,
  nature: ByteTransport['nature'],
  decide: () => Promise<ByteTransport>,
): ByteTransport {
  let current: ByteTransport | null = null;
  return {
    description,
    nature,
    async open(handlers) {
      current = await decide();
      await current.open(handlers);
    },
    async write(bytes) {
      if (current === null) throw new TransportError('transport/not-open');
      await current.write(bytes);
    },
    async close() {
      await current?.close();
    },
  };
}

/** The simulator leaves the name of its pseudo-terminal, or where there is none the TCP address it listens on. */
async function simulatedTransport(link: string): Promise<ByteTransport> {
  const tcpFile = `${link}.tcp`;
  if (!existsSync(tcpFile)) return createSerialTransport({ path: link, line: LINE, nature: 'simulated' });
  const [host = '127.0.0.1', port = '0'] = readFileSync(tcpFile, 'utf8').trim().split(':');
  return createTcpTransport({ host, port: Number(port), nature: 'simulated' });
}

/** `recorded` speed unless `full`, or `recut-SEED` for full speed with other chunk borders. */
async function replayedTransport(dir: string, speed = 'recorded'): Promise<ByteTransport> {
  const seed = Number(speed.split('-')[1] ?? 1);
  const mode: ReplayMode = speed.startsWith('recut')
    ? { kind: 'recut', seed }
    : { kind: speed === 'full' ? 'full' : 'recorded' };
  return (await loadFixture(dir)).createTransport(mode, systemClock);
}

/** The best match for the integrated instrument: a match is a reason to try, the handshake decides. */
async function discoveredTransport(assignments: Readonly<Record<string, string>>): Promise<ByteTransport> {
  const { devices } = await scanDevices({ assignments });
  const match = devices.find(({ driverId }) => driverId === SIZHEN_LINE_DRIVER_ID);
  if (match === undefined) throw new TransportError('transport/port-not-found', { port: 'auto' });
  return createSerialTransport({ path: match.path, line: LINE, nature: 'live' });
}

/** Throws `station/invalid-request` for an address of no known form. `assignments` are asked for at every search. */
export function instrumentTransport(
  address: InstrumentAddress,
  assignments: () => Readonly<Record<string, string>> = () => ({}),
): ByteTransport {
  const [kind = '', ...parts] = address.split(':');
  const rest = parts.join(':');
  switch (kind) {
    case 'auto':
      return decidedAtOpen('auto', 'live', () => discoveredTransport(assignments()));
    case 'none':
      return decidedAtOpen('none', 'live', async () => {
        throw new TransportError('transport/port-not-found', { port: 'none' });
      });
    case 'serial':
      return createSerialTransport({ path: rest, line: LINE, nature: 'live' });
    case 'simulated':
      return decidedAtOpen(`simulated ${rest}`, 'simulated', () => simulatedTransport(rest));
    case 'tcp':
      return createTcpTransport({ host: parts[0] ?? '127.0.0.1', port: Number(parts[1]), nature: 'live' });
    case 'replay':
      return decidedAtOpen(`replay ${parts[0] ?? ''}`, 'replayed', () => replayedTransport(parts[0] ?? '', parts[1]));
    default:
      throw new StationError('station/invalid-request', 'the instrument address has no known form');
  }
}

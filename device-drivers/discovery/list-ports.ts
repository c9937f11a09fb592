import { SerialPort } from 'serialport';
import type { InstrumentPort } from './instrument-port.ts';
import { listCameras } from './list-cameras.ts';
import { readSystemPorts } from './read-system-ports.ts';

export interface PortListing {
  readonly ports: readonly InstrumentPort[];
  /** What could not be asked, in words for the operator; empty when everything was. */
  readonly notes: readonly string[];
}

/** What `SerialPort.list()` gives; the binding shells out to `udevadm` and rejects where it is missing. */
type ListSerialPorts = () => Promise<
  readonly {
    readonly path: string;
    readonly vendorId?: string | undefined;
    readonly productId?: string | undefined;
    readonly manufacturer?: string | undefined;
    readonly serialNumber?: string | undefined;
    readonly pnpId?: string | undefined;
  }[]
>;

export interface ListPortsOptions {
  /** Simulators, pseudo-terminals and TCP addresses, which no system lists. */
  readonly extra?: readonly InstrumentPort[];
  readonly listSerialPorts?: ListSerialPorts;
  /** The root of the file system to read cameras from, and ports when `udevadm` is missing. */
  readonly systemRoot?: string;
}

/** Every place where an instrument may be, cameras among them. Never rejects: a system that cannot be asked is a note. */
export async function listPorts(options: ListPortsOptions = {}): Promise<PortListing> {
  const root = options.systemRoot ?? '/';
  const extra = [...(await listCameras(root)), ...(options.extra ?? [])];
  try {
    const listed = await (options.listSerialPorts ?? (() => SerialPort.list()))();
    return { ports: [...listed.map(toPort), ...extra], notes: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const ports = await readSystemPorts(root);
    return {
      ports: [...ports, ...extra],
      notes: [`udev was not available (${reason}); ports were read from /dev/serial/by-id and /sys/class/tty`],
    };
  }
}

function toPort(listed: Awaited<ReturnType<ListSerialPorts>>[number]): InstrumentPort {
  return {
    address: { kind: 'serial', path: listed.path },
    stablePath: listed.pnpId === undefined ? listed.path : `/dev/serial/by-id/${listed.pnpId}`,
    ...(listed.vendorId === undefined ? {} : { vendorId: listed.vendorId.toLowerCase() }),
    ...(listed.productId === undefined ? {} : { productId: listed.productId.toLowerCase() }),
    ...(listed.manufacturer === undefined ? {} : { manufacturer: listed.manufacturer }),
    ...(listed.serialNumber === undefined ? {} : { serialNumber: listed.serialNumber }),
  };
}

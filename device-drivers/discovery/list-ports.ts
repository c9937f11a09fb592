import { SerialPort } from 'serialport';
import { readDeviceLinks } from './device-links.ts';
import type { InstrumentPort } from './instrument-port.ts';
import { listCameras } from './list-cameras.ts';
import { type ListedPort, nameSteadily } from './port-names.ts';
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
  /** The root of the file system to read cameras and names from, and ports when `udevadm` is missing. */
  readonly systemRoot?: string;
}

/** Every place where an instrument may be, cameras among them. Never rejects: a system that cannot be asked is a note. */
export async function listPorts(options: ListPortsOptions = {}): Promise<PortListing> {
  const root = options.systemRoot ?? '/';
  const { ports, notes } = await listSerial(options.listSerialPorts ?? (() => SerialPort.list()), root);
  const named = nameSteadily(ports, await readDeviceLinks(root, '/dev/serial/by-path'), 'serial');
  return { ports: [...named, ...(await listCameras(root)), ...(options.extra ?? [])], notes };
}

async function listSerial(list: ListSerialPorts, root: string) {
  try {
    return { ports: (await list()).map(toPort), notes: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const notes = [`udev was not available (${reason}); ports were read from /dev/serial/by-id and /sys/class/tty`];
    return { ports: await readSystemPorts(root), notes };
  }
}

function toPort(listed: Awaited<ReturnType<ListSerialPorts>>[number]): ListedPort {
  return {
    node: listed.path,
    byId: listed.pnpId === undefined ? undefined : `/dev/serial/by-id/${listed.pnpId}`,
    usb: {
      ...(listed.vendorId === undefined ? {} : { vendorId: listed.vendorId.toLowerCase() }),
      ...(listed.productId === undefined ? {} : { productId: listed.productId.toLowerCase() }),
      ...(listed.manufacturer === undefined ? {} : { manufacturer: listed.manufacturer }),
      ...(listed.serialNumber === undefined ? {} : { serialNumber: listed.serialNumber }),
    },
  };
}

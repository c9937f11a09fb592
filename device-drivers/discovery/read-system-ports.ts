import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstrumentPort } from './instrument-port.ts';

/** Serial ports that carry USB devices: USB-CDC modems and converter chips. */
const USB_PORT = /^tty(ACM|USB)\d+$/;
/** From the tty's device folder up to the folder of the USB device: interface, port and device at most. */
const LEVELS_TO_USB_DEVICE = 4;

/** Linux without udev: names from `/sys/class/tty`, ids from the USB folder above, stable names from `/dev/serial/by-id`. */
export async function readSystemPorts(root: string): Promise<InstrumentPort[]> {
  const names = await listFolder(join(root, 'sys/class/tty'));
  const stablePaths = await readStablePaths(root);
  const ports = names.filter((name) => USB_PORT.test(name)).map((name) => readPort(root, name, stablePaths));
  return Promise.all(ports);
}

async function readPort(root: string, name: string, stablePaths: ReadonlyMap<string, string>): Promise<InstrumentPort> {
  const path = `/dev/${name}`;
  return {
    address: { kind: 'serial', path },
    stablePath: stablePaths.get(name) ?? path,
    ...(await readUsbFields(join(root, 'sys/class/tty', name, 'device'))),
  };
}

async function readUsbFields(start: string): Promise<Partial<InstrumentPort>> {
  let folder = await realpath(start).catch(() => undefined);
  for (let level = 0; folder !== undefined && level < LEVELS_TO_USB_DEVICE; level += 1) {
    const vendorId = await readField(folder, 'idVendor');
    if (vendorId !== undefined) return withoutAbsent({ vendorId, ...(await readRest(folder)) });
    folder = join(folder, '..');
  }
  return {};
}

async function readRest(folder: string): Promise<Readonly<Record<string, string | undefined>>> {
  const [productId, manufacturer, serialNumber] = await Promise.all(
    ['idProduct', 'manufacturer', 'serial'].map((field) => readField(folder, field)),
  );
  return { productId, manufacturer, serialNumber };
}

async function readStablePaths(root: string): Promise<Map<string, string>> {
  const folder = 'dev/serial/by-id';
  const paths = new Map<string, string>();
  for (const name of await listFolder(join(root, folder))) {
    const target = await readlink(join(root, folder, name)).catch(() => undefined);
    if (target !== undefined) paths.set(basename(target), `/${folder}/${name}`);
  }
  return paths;
}

function withoutAbsent(fields: Readonly<Record<string, string | undefined>>): Partial<InstrumentPort> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function readField(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  return text?.trim();
}

import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readDeviceLinks } from './device-links.ts';
import type { ListedPort } from './port-names.ts';

/** Serial ports that carry USB devices: USB-CDC modems and converter chips. */
const USB_PORT = /^tty(ACM|USB)\d+$/;
/** From the tty's device folder up to the folder of the USB device: interface, port and device at most. */
const LEVELS_TO_USB_DEVICE = 4;

/** Linux without udev: names from `/sys/class/tty`, ids from the USB folder above, stable names from `/dev/serial/by-id`. */
export async function readSystemPorts(root: string): Promise<ListedPort[]> {
  const names = (await listFolder(join(root, 'sys/class/tty'))).filter((name) => USB_PORT.test(name));
  const links = await readDeviceLinks(root, '/dev/serial/by-id');
  return Promise.all(
    names.map(async (name) => {
      const node = `/dev/${name}`;
      const usb = await readUsbFields(join(root, 'sys/class/tty', name, 'device'));
      return { node, byId: links.get(node), usb };
    }),
  );
}

async function readUsbFields(start: string): Promise<ListedPort['usb']> {
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

function withoutAbsent(fields: Readonly<Record<string, string | undefined>>): ListedPort['usb'] {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function readField(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  return text?.trim();
}

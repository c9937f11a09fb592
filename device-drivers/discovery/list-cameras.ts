import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readDeviceLinks } from './device-links.ts';
import type { InstrumentPort } from './instrument-port.ts';
import { type ListedPort, nameSteadily } from './port-names.ts';

/** From the video device's folder up to the folder of the USB device: interface and device. */
const LEVELS_TO_USB_DEVICE = 3;

/**
 * Cameras of this machine from `/sys/class/video4linux`, with stable names from `/dev/v4l/by-id`, without udev. A camera
 * shows several nodes (pictures, metadata); only those with index 0 give pictures.
 */
export async function listCameras(root = '/'): Promise<InstrumentPort[]> {
  const names = (await listFolder(join(root, 'sys/class/video4linux'))).filter((name) => /^video\d+$/.test(name));
  const links = await readDeviceLinks(root, '/dev/v4l/by-id', givesPictures);
  const cameras = await Promise.all(names.sort().map((name) => readCamera(root, name, links)));
  const places = await readDeviceLinks(root, '/dev/v4l/by-path', givesPictures);
  return nameSteadily(
    cameras.filter((camera) => camera !== null),
    places,
    'camera',
  );
}

const givesPictures = (name: string): boolean => name.endsWith('-index0');

async function readCamera(root: string, name: string, links: ReadonlyMap<string, string>): Promise<ListedPort | null> {
  const folder = join(root, 'sys/class/video4linux', name);
  const index = await readField(folder, 'index');
  if (index !== undefined && index !== '0') return null;
  const node = `/dev/${name}`;
  const product = await readField(folder, 'name');
  const usb = await readUsbFields(join(folder, 'device'));
  const manufacturer = usb.manufacturer ?? product;
  return { node, byId: links.get(node), usb: { ...usb, ...(manufacturer === undefined ? {} : { manufacturer }) } };
}

async function readUsbFields(start: string): Promise<ListedPort['usb']> {
  let folder = await realpath(start).catch(() => undefined);
  for (let level = 0; folder !== undefined && level < LEVELS_TO_USB_DEVICE; level += 1) {
    const vendorId = await readField(folder, 'idVendor');
    if (vendorId !== undefined) {
      const [productId, manufacturer, serialNumber] = await Promise.all(
        ['idProduct', 'manufacturer', 'serial'].map((field) => readField(folder ?? '', field)),
      );
      return withoutAbsent({ vendorId, productId, manufacturer, serialNumber });
    }
    folder = join(folder, '..');
  }
  return {};
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

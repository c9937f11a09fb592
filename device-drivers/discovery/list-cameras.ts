import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstrumentPort } from './instrument-port.ts';

/** From the video device's folder up to the folder of the USB device: interface and device. */
const LEVELS_TO_USB_DEVICE = 3;

/**
 * Cameras of this machine from `/sys/class/video4linux`, with stable names from `/dev/v4l/by-id`, without udev. A camera
 * shows several nodes (pictures, metadata); only those with index 0 give pictures.
 */
export async function listCameras(root = '/'): Promise<InstrumentPort[]> {
  const names = (await listFolder(join(root, 'sys/class/video4linux'))).filter((name) => /^video\d+$/.test(name));
  const stable = await stablePaths(root);
  const cameras = await Promise.all(names.sort().map((name) => readCamera(root, name, stable)));
  return cameras.filter((camera) => camera !== null);
}

async function readCamera(
  root: string,
  name: string,
  stable: ReadonlyMap<string, string>,
): Promise<InstrumentPort | null> {
  const folder = join(root, 'sys/class/video4linux', name);
  const index = await readField(folder, 'index');
  if (index !== undefined && index !== '0') return null;
  const path = `/dev/${name}`;
  const product = await readField(folder, 'name');
  const usb = await readUsbFields(join(folder, 'device'));
  const manufacturer = usb.manufacturer ?? product;
  return {
    address: { kind: 'camera', path: stable.get(name) ?? path },
    stablePath: stable.get(name) ?? path,
    ...usb,
    ...(manufacturer === undefined ? {} : { manufacturer }),
  };
}

async function readUsbFields(start: string): Promise<Partial<InstrumentPort>> {
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

/** `/dev/v4l/by-id/…-video-index0` → the node it points to. */
async function stablePaths(root: string): Promise<Map<string, string>> {
  const folder = 'dev/v4l/by-id';
  const paths = new Map<string, string>();
  for (const name of await listFolder(join(root, folder))) {
    const target = await readlink(join(root, folder, name)).catch(() => undefined);
    if (target !== undefined && name.endsWith('-index0')) paths.set(basename(target), `/${folder}/${name}`);
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

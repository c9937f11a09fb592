import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCameras } from '../../../device-drivers/discovery/list-cameras.ts';
import { listPorts } from '../../../device-drivers/discovery/list-ports.ts';
import { matchDrivers } from '../../../device-drivers/discovery/match-driver.ts';

const BY_ID = 'dev/v4l/by-id/usb-046d_HD_Webcam_A1-video-index0';
let root = '';

/** What Linux shows of one USB camera with a picture node and a metadata node, and of a camera without USB. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sizhen-sys-'));
  const usb = join(root, 'sys/devices/usb1/1-2');
  await mkdir(join(usb, '1-2:1.0'), { recursive: true });
  const fields = { idVendor: '046d', idProduct: '085c', manufacturer: 'Logitech', serial: 'A1' };
  for (const [name, value] of Object.entries(fields)) await writeFile(join(usb, name), `${value}\n`);
  for (const [name, index] of [
    ['video0', '0'],
    ['video1', '1'],
    ['video2', '0'],
  ] as const) {
    const folder = join(root, 'sys/class/video4linux', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index'), `${index}\n`);
    await writeFile(join(folder, 'name'), name === 'video2' ? 'platform camera\n' : 'HD Webcam\n');
    if (name !== 'video2') await symlink(join(usb, '1-2:1.0'), join(folder, 'device'));
  }
  await mkdir(join(root, 'dev/v4l/by-id'), { recursive: true });
  await symlink('../../video0', join(root, BY_ID));
  await symlink('../../video1', join(root, BY_ID.replace('index0', 'index1')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('listing cameras', () => {
  it('gives the nodes with pictures, with a stable name and USB ids where there are any', async () => {
    expect(await listCameras(root)).toEqual([
      {
        address: { kind: 'camera', path: `/${BY_ID}` },
        stablePath: `/${BY_ID}`,
        vendorId: '046d',
        productId: '085c',
        manufacturer: 'Logitech',
        serialNumber: 'A1',
      },
      { address: { kind: 'camera', path: '/dev/video2' }, stablePath: '/dev/video2', manufacturer: 'platform camera' },
    ]);
  });

  it('names two cameras of one kind without serial numbers by their sockets', async () => {
    const twins = await mkdtemp(join(tmpdir(), 'sizhen-twins-'));
    for (const folder of ['by-id', 'by-path']) await mkdir(join(twins, 'dev/v4l', folder), { recursive: true });
    const places = ['video0', 'video2'].map((_, at) => `/dev/v4l/by-path/usb-0:${at}:1.0-video-index0`);
    for (const [at, name] of ['video0', 'video2'].entries()) {
      const usb = join(twins, `sys/devices/usb1/1-${at}`);
      await mkdir(join(usb, 'if'), { recursive: true });
      await writeFile(join(usb, 'idVendor'), '1bcf\n');
      await writeFile(join(usb, 'idProduct'), '2284\n');
      const folder = join(twins, 'sys/class/video4linux', name);
      await mkdir(folder, { recursive: true });
      await symlink(join(usb, 'if'), join(folder, 'device'));
      await symlink(`../../${name}`, join(twins, places[at] ?? ''));
    }
    await symlink('../../video2', join(twins, 'dev/v4l/by-id/usb-HD_Camera-video-index0'));
    const found = await listCameras(twins);
    await rm(twins, { recursive: true });
    expect(found.map(({ stablePath }) => stablePath)).toEqual(places);
    expect(found.map(({ address }) => address)).toEqual(places.map((path) => ({ kind: 'camera', path })));
  });

  it('finds none where there is no such folder', async () => {
    expect(await listCameras(join(root, 'nowhere'))).toEqual([]);
  });

  it('puts them among the ports, where each matches the driver of cameras', async () => {
    const { ports } = await listPorts({ listSerialPorts: async () => [], systemRoot: root });
    expect(matchDrivers(ports).map(({ driverId, why }) => [driverId, why])).toEqual([
      ['uvc-camera', 'a camera'],
      ['uvc-camera', 'a camera'],
    ]);
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPorts } from '../../../device-drivers/discovery/list-ports.ts';

const noUdev = async () => {
  throw new Error('spawn udevadm ENOENT');
};

describe('list of ports', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sizhen-ports-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  /** The folders Linux shows for a USB-CDC device: tty → interface → device, the ids in the last. */
  async function plugIn(name: string, fields: Readonly<Record<string, string>>, socket = '1-2'): Promise<void> {
    const device = join(root, 'sys/devices/usb1', socket);
    const iface = join(device, `${socket}:1.0`);
    await mkdir(join(iface, 'tty', name), { recursive: true });
    await mkdir(join(root, 'sys/class/tty'), { recursive: true });
    await symlink(join(iface, 'tty', name), join(root, 'sys/class/tty', name));
    await symlink(iface, join(iface, 'tty', name, 'device'));
    for (const [field, value] of Object.entries(fields)) await writeFile(join(device, field), `${value}\n`);
  }

  it('takes what the system lists, with the stable name', async () => {
    const listed = [
      { path: '/dev/ttyACM0', vendorId: '10C4', productId: 'EA60', pnpId: 'usb-x-if00', serialNumber: '7' },
      { path: '/dev/ttyS0' },
    ];
    const { ports, notes } = await listPorts({ listSerialPorts: async () => listed });
    expect(ports).toEqual([
      {
        address: { kind: 'serial', path: '/dev/serial/by-id/usb-x-if00' },
        stablePath: '/dev/serial/by-id/usb-x-if00',
        vendorId: '10c4',
        productId: 'ea60',
        serialNumber: '7',
      },
      { address: { kind: 'serial', path: '/dev/ttyS0' }, stablePath: '/dev/ttyS0' },
    ]);
    expect(notes).toEqual([]);
  });

  it('reads the file system where udevadm is missing, and says so', async () => {
    await plugIn('ttyACM3', { idVendor: '1209', idProduct: '0001', manufacturer: 'Sizhen', serial: 'SZ-1' });
    await mkdir(join(root, 'sys/class/tty/tty1'), { recursive: true });
    await mkdir(join(root, 'dev/serial/by-id'), { recursive: true });
    await symlink('../../ttyACM3', join(root, 'dev/serial/by-id/usb-Sizhen_SZ-1-if00'));
    const { ports, notes } = await listPorts({ listSerialPorts: noUdev, systemRoot: root });
    expect(ports).toEqual([
      {
        address: { kind: 'serial', path: '/dev/serial/by-id/usb-Sizhen_SZ-1-if00' },
        stablePath: '/dev/serial/by-id/usb-Sizhen_SZ-1-if00',
        vendorId: '1209',
        productId: '0001',
        manufacturer: 'Sizhen',
        serialNumber: 'SZ-1',
      },
    ]);
    expect(notes).toEqual([expect.stringContaining('udevadm ENOENT')]);
  });

  describe('of two devices of one kind without serial numbers', () => {
    const ids = { vendorId: '1a86', productId: '7523' };
    const byId = 'usb-1a86_USB2.0-Serial-if00-port0';
    const sharedPath = `/dev/serial/by-id/${byId}`;
    const twins = ['ttyUSB0', 'ttyUSB1'].map((name, at) => {
      const placePath = `/dev/serial/by-path/usb-0:${at + 1}:1.0-port0`;
      return {
        address: { kind: 'serial', path: placePath },
        stablePath: placePath,
        placePath,
        sharedPath,
        ...ids,
        name,
      };
    });
    const ports = twins.map(({ name: _, ...port }) => port);

    beforeEach(async () => {
      for (const folder of ['by-id', 'by-path']) await mkdir(join(root, 'dev/serial', folder), { recursive: true });
      for (const { name, placePath } of twins) await symlink(`../../${name}`, join(root, placePath));
    });

    it('names each by its socket, because the shared name leads to either of them', async () => {
      const listed = twins.map(({ name }) => ({ path: `/dev/${name}`, pnpId: byId, ...ids }));
      expect((await listPorts({ listSerialPorts: async () => listed, systemRoot: root })).ports).toEqual(ports);
      const [alone] = (await listPorts({ listSerialPorts: async () => listed.slice(1), systemRoot: root })).ports;
      expect(alone).toMatchObject({ stablePath: sharedPath, placePath: ports[1]?.placePath });
    });

    it('does so also where udevadm is missing, where only one of them shows the shared name', async () => {
      for (const [at, { name }] of twins.entries()) {
        await plugIn(name, { idVendor: ids.vendorId, idProduct: ids.productId }, `1-${at}`);
      }
      await symlink('../../ttyUSB1', join(root, sharedPath));
      expect((await listPorts({ listSerialPorts: noUdev, systemRoot: root })).ports).toEqual(ports);
    });
  });

  it('adds addresses no system knows, and survives a system without serial ports', async () => {
    const extra = [
      { address: { kind: 'pty', path: '/dev/pts/9' } as const, stablePath: '/dev/pts/9', simulates: 'sizhen-line' },
    ];
    const { ports } = await listPorts({ listSerialPorts: noUdev, systemRoot: root, extra });
    expect(ports).toEqual(extra);
  });

  it('never rejects on this very machine', async () => {
    await expect(listPorts()).resolves.toMatchObject({ ports: expect.any(Array) });
  });
});

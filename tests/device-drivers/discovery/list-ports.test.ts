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
  async function plugIn(name: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const device = join(root, 'sys/devices/usb1/1-2');
    const iface = join(device, '1-2:1.0');
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
        address: { kind: 'serial', path: '/dev/ttyACM0' },
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
        address: { kind: 'serial', path: '/dev/ttyACM3' },
        stablePath: '/dev/serial/by-id/usb-Sizhen_SZ-1-if00',
        vendorId: '1209',
        productId: '0001',
        manufacturer: 'Sizhen',
        serialNumber: 'SZ-1',
      },
    ]);
    expect(notes).toEqual([expect.stringContaining('udevadm ENOENT')]);
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

import { parseArgs } from 'node:util';
import { scanDevices } from '../../station/scan-devices.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { downloadStored } from '../download-stored.ts';

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [word, port, ...more] = positionals;
  if (word === 'download' && port !== undefined && more.length === 0)
    return downloadStored(port, values.json === true, io);
  if (word !== undefined) throw new UsageError('devices takes nothing, or download PORT');
  const { devices, notes } = await scanDevices();
  const rows = devices.map(({ path, description, driverId, score, why, reason }) => ({
    path,
    description,
    driverId,
    score,
    why,
    reason,
  }));
  if (values.json === true) {
    for (const row of rows) io.out(JSON.stringify(row));
    return EXIT.ok;
  }
  if (rows.length === 0) io.out('no ports seen');
  if (notes.includes('no-udev')) io.err('udev is not available; ports were read from /sys and /dev/serial/by-id');
  for (const { path, driverId, score, why } of rows) io.out(`${path}  ${driverId ?? 'no driver'}  ${score}  ${why}`);
  return EXIT.ok;
}

import { parseArgs } from 'node:util';
import { listDevices } from '../../station/list-devices.ts';
import { type CommandIo, EXIT } from '../command.ts';

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  const rows = await listDevices();
  if (values.json === true) {
    for (const row of rows) io.out(JSON.stringify(row));
    return EXIT.ok;
  }
  if (rows.length === 0) io.out('no ports seen');
  for (const row of rows) io.out(`${row.path}  ${row.driverId ?? 'no driver'}  ${row.why}`);
  return EXIT.ok;
}

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { StaffRole } from '../../domain/station-api.ts';
import { createAccounts } from '../../records/accounts.ts';
import { firstPassword } from '../../security/first-password.ts';
import { hashPassword } from '../../security/passwords.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { openData } from '../open-data.ts';

const OPTIONS = {
  role: { type: 'string' },
  name: { type: 'string' },
  display: { type: 'string' },
  data: { type: 'string' },
  county: { type: 'boolean' },
} as const;

const ROLES: readonly string[] = ['doctor', 'administrator', 'reviewer'] satisfies readonly StaffRole[];

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { role = '', name, display } = values;
  if (!ROLES.includes(role) || name === undefined || display === undefined) {
    throw new UsageError('--role, --name and --display are needed');
  }
  const db = await openData(values);
  try {
    const password = firstPassword(randomBytes);
    const passwordHash = await hashPassword(password);
    await createAccounts(db).create({ userName: name, displayName: display, role: role as StaffRole, passwordHash });
    io.out(`${name}: first password ${password} (shown only now)`);
    return EXIT.ok;
  } finally {
    await db.close();
  }
}

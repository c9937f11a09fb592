import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCountyConfig } from '../../config/load-config.ts';
import { type RunningCounty, type StartAccount, startCounty } from '../../county/start-county.ts';
import { systemClock } from '../../domain/clock.ts';
import { createStations } from '../../records/stations.ts';
import { createEnrolment } from '../../security/enrolment.ts';
import { firstPassword } from '../../security/first-password.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { given, wholeNumber } from '../number-option.ts';
import { openData } from '../open-data.ts';
import { tellParent } from '../parent-messages.ts';
import { PAGES_DIR } from '../project-paths.ts';
import { softwareVersion } from '../software-version.ts';
import { untilStopped } from '../until-stopped.ts';

const OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string' },
  clinic: { type: 'string' },
  demonstration: { type: 'boolean' },
} as const;

async function firstEnrolmentCode(county: RunningCounty): Promise<string | null> {
  const stations = await createStations(county.db).list();
  return stations.length > 0 ? null : (await county.issueEnrolmentCode('示范卫生室')).code;
}

async function enrolCode(values: { readonly clinic?: string; readonly data?: string }, io: CommandIo): Promise<number> {
  if (values.clinic === undefined) throw new UsageError('--clinic NAME is needed');
  const db = await openData({ ...given({ data: values.data }), county: true });
  try {
    const { code, expiresAt } = await createEnrolment(db, systemClock).issueCode(values.clinic);
    io.out(`${code}  one use, until ${expiresAt}`);
    return EXIT.ok;
  } finally {
    await db.close();
  }
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (positionals[0] === 'enrol-code') return enrolCode(given(values), io);
  const stopped = untilStopped();
  const reviewer: StartAccount = {
    userName: 'reviewer',
    displayName: '演示审核员',
    role: 'reviewer',
    password: firstPassword(randomBytes),
  };
  const dataDir = values.data === undefined ? undefined : resolve(values.data);
  const config = loadCountyConfig(
    given({ dataDir, port: wholeNumber('port', values.port), demonstration: values.demonstration }),
  );
  const county = await startCounty(config, {
    softwareVersion: softwareVersion(),
    pagesDir: PAGES_DIR,
    ...(config.demonstration ? { demonstrationAccounts: [reviewer] } : {}),
  });
  const isNew = county.newAccounts.includes(reviewer.userName);
  io.out(`county ${county.url}`);
  tellParent({
    type: 'ready',
    part: 'county',
    url: county.url,
    credentials: isNew ? { account: reviewer.userName, password: reviewer.password } : null,
    enrolmentCode: config.demonstration ? await firstEnrolmentCode(county) : null,
  });
  await stopped;
  await county.close();
  return EXIT.ok;
}

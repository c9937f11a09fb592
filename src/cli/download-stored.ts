import { realpath } from 'node:fs/promises';
import { createContecOldDriver, type StoredOximetry } from '../../device-drivers/contec-old/driver.ts';
import { contecOld } from '../../device-drivers/contec-old/registration.ts';
import { createTransport } from '../../device-drivers/transport/create-transport.ts';
import { systemClock } from '../domain/clock.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import { type CommandIo, EXIT } from './command.ts';

/** A simulator sits on a pseudo-terminal; this protocol itself has no word for it. */
const PSEUDO_TERMINALS = '/dev/pts/';
const SAY_EVERY_RECORDS = 100;

/** What an oximeter recorded by itself, as one JSON object or as CSV. Rejects with `driver/…`. */
export async function downloadStored(path: string, asJson: boolean, io: CommandIo): Promise<number> {
  const target = await realpath(path).catch(() => path);
  const kind = target.startsWith(PSEUDO_TERMINALS) ? 'pty' : 'serial';
  const transport = createTransport({ kind, path }, contecOld.line, systemClock);
  const driver = createContecOldDriver({ transport, clock: systemClock });
  try {
    const identity = await driver.connect();
    const stored = await driver.downloadStored((done, total) => {
      if (done % SAY_EVERY_RECORDS === 0 || done === total) io.err(`${done} of ${total} values`);
    }, new AbortController().signal);
    io.err('the device does not say when it recorded them');
    for (const line of asJson ? [json(path, identity, stored)] : csv(stored)) io.out(line);
    return EXIT.ok;
  } finally {
    await driver.disconnect();
  }
}

function json(path: string, { driverId, nature }: InstrumentIdentity, stored: StoredOximetry): string {
  return JSON.stringify({ path, driverId, nature, recordedAt: null, ...stored });
}

/** One line a value; empty where the device had none. */
function csv({ intervalS, pulseRateBpm, spo2Percent }: StoredOximetry): readonly string[] {
  const rows = pulseRateBpm.map((rate, at) => `${at * intervalS},${rate ?? ''},${spo2Percent[at] ?? ''}`);
  return ['seconds,pulseRateBpm,spo2Percent', ...rows];
}

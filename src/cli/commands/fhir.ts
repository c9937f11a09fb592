import { parseArgs } from 'node:util';
import { canonicalJson } from '../../exchange/canonical-json.ts';
import { visitToBundle } from '../../exchange/fhir/visit-to-bundle.ts';
import type { RecordsDatabase } from '../../records/database.ts';
import { createResidents } from '../../records/residents.ts';
import { createStations } from '../../records/stations.ts';
import { createVisits } from '../../records/visits.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { openData } from '../open-data.ts';
import { softwareVersion } from '../software-version.ts';

/** The Bundle of a complete visit as it was queued for the county. */
export async function bundleText(db: RecordsDatabase, visitId: string): Promise<string> {
  const visit = await createVisits(db).get(visitId);
  const resident = visit === null ? null : await createResidents(db).get(visit.residentId);
  const station = visit === null ? null : await createStations(db).get(visit.stationId);
  if (visit === null || resident === null || station === null) {
    throw new CliError('cli/visit-not-found', `there is no visit ${visitId}`);
  }
  return canonicalJson(visitToBundle({ visit, resident, station: { ...station, softwareVersion: softwareVersion() } }));
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, county: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [visitId] = positionals;
  if (visitId === undefined) throw new UsageError('name the visit');
  const db = await openData(values);
  try {
    io.out(await bundleText(db, visitId));
    return EXIT.ok;
  } finally {
    await db.close();
  }
}

import type { CountyStationRow } from '../../src/domain/county-api.ts';
import type { StaffSession } from '../../src/domain/station-api.ts';
import { Badge } from '../shared/badge.tsx';
import { dateAndTime } from '../visit-view/china-time.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import type { County } from './county.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { TEXT } from './text.ts';

/** Clinics close overnight; a station silent for longer than a day is worth a call. */
const QUIET_MS = 24 * 3_600_000;

export function StationsPage(props: { readonly county: County; readonly staff: StaffSession; readonly nowMs: number }) {
  const { county, staff, nowMs } = props;
  const words = TEXT.stations;
  return (
    <main class="stations" aria-label={words.title}>
      <section class="panel" aria-label={words.title}>
        <div class="panel-head">
          <h2>{words.title}</h2>
        </div>
        <Loaded of={county.stations.value} onRetry={county.reload}>
          {(rows) => (rows.length === 0 ? <p class="nothing">{words.empty}</p> : <Table rows={rows} nowMs={nowMs} />)}
        </Loaded>
      </section>
      <EvidencePanel county={county} staff={staff} />
    </main>
  );
}

function Table({ rows, nowMs }: { readonly rows: readonly CountyStationRow[]; readonly nowMs: number }) {
  const words = TEXT.stations;
  return (
    <table class="table">
      <thead>
        <tr>
          {[words.name, words.id, words.enrolledAt, words.lastSeenAt, words.visits, words.state].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.stationId}>
            <th scope="row">{row.clinicName}</th>
            <td>{row.stationId}</td>
            <td class="numbers">{dateAndTime(row.enrolledAt)}</td>
            <td class="numbers">{row.lastSeenAt === null ? words.never : dateAndTime(row.lastSeenAt)}</td>
            <td class="numbers">{row.visitCount}</td>
            <td>
              <State row={row} nowMs={nowMs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ row, nowMs }: { readonly row: CountyStationRow; readonly nowMs: number }) {
  const { active, quiet, revoked } = TEXT.stations;
  if (row.revoked) return <Badge tone="plain">{revoked}</Badge>;
  const isQuiet = row.lastSeenAt === null || nowMs - new Date(row.lastSeenAt).getTime() > QUIET_MS;
  return <Badge tone={isQuiet ? 'warning' : 'good'}>{isQuiet ? quiet : active}</Badge>;
}

/** What the list shows. Empty text means everything. */
export interface VisitFilter {
  readonly unreviewed: boolean;
  readonly station: string;
  /** A constitution, or `undetermined`. */
  readonly constitution: string;
  /** ISO date, a day in China. */
  readonly since: string;
}

export const NO_FILTER: VisitFilter = { unreviewed: false, station: '', constitution: '', since: '' };

/** The server's newest this many; older ones are reached by their date. */
export const LIST_LIMIT = 100;

/** The address of the filtered list. */
export function visitQuery(filter: VisitFilter): string {
  const query = new URLSearchParams({ limit: String(LIST_LIMIT) });
  if (filter.unreviewed) query.set('unreviewed', 'true');
  if (filter.station !== '') query.set('station', filter.station);
  if (filter.constitution !== '') query.set('constitution', filter.constitution);
  if (filter.since !== '') query.set('since', filter.since);
  return `/api/visits?${query}`;
}

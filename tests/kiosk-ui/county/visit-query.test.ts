import { describe, expect, it } from 'vitest';
import { NO_FILTER, visitQuery } from '../../../kiosk-ui/county/visit-query.ts';

describe('the county list', () => {
  it('asks for everything without a filter and names each one that is set', () => {
    expect(visitQuery(NO_FILTER)).toBe('/api/visits?limit=100');
    expect(visitQuery({ unreviewed: true, station: 'a b', constitution: 'undetermined', since: '2026-11-01' })).toBe(
      '/api/visits?limit=100&unreviewed=true&station=a+b&constitution=undetermined&since=2026-11-01',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { reportRequest } from '../../../kiosk-ui/report/report-request.ts';

describe('the address of a report', () => {
  it('reads the visit on this screen for the resident and any visit for staff', () => {
    expect(reportRequest('?visit=v-1')?.address).toBe('/api/visit/result');
    expect(reportRequest('?visit=v-1')?.picture('c')).toBe('/api/visit/captures/c/picture');
    expect(reportRequest('?visit=v-1&staff=1')?.address).toBe('/api/clinic/visits/v-1');
    expect(reportRequest('?visit=v-1&staff=1')?.picture('c')).toBe('/api/clinic/captures/c/bytes');
  });

  it('is nothing without a visit', () => {
    expect(reportRequest('')).toBeNull();
    expect(reportRequest('?visit=&staff=1')).toBeNull();
  });
});

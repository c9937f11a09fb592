import { describe, expect, it } from 'vitest';
import { chinaDay, dateAndTime, dayAfter, timeOfDay } from '../../../kiosk-ui/visit-view/china-time.ts';

describe('times on the staff pages', () => {
  it('are Beijing time whatever the machine is set to', () => {
    expect(dateAndTime('2026-11-21T16:30:00.000Z')).toBe('2026-11-22 00:30');
    expect(timeOfDay('2026-11-22T09:05:00+08:00')).toBe('09:05');
    expect(chinaDay(Date.parse('2026-11-21T23:59:00Z'))).toBe('2026-11-22');
  });

  it('step over the end of a month and leave what is no time as it is', () => {
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(dateAndTime('soon')).toBe('soon');
  });
});

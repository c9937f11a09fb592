import { describe, expect, it } from 'vitest';
import { pulseFigureLayout } from '../../../kiosk-ui/shared/pulse-figure-layout.ts';
import { groupResidentId, typeResidentId } from '../../../kiosk-ui/shared/resident-id-number.ts';
import { createTraceBuffer } from '../../../kiosk-ui/shared/trace-buffer.ts';

const three = (samples: readonly number[]) => ({ cun: samples, guan: samples, chi: samples });

describe('the trace buffer', () => {
  it('writes received samples at the sample rate', () => {
    const buffer = createTraceBuffer(5);
    buffer.push(100, three([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    buffer.advance(40);
    expect(buffer.window('guan')).toEqual([1, 2, 3, 4]);
    buffer.advance(1000);
    expect(buffer.window('guan')).toHaveLength(10);
  });

  it('catches up when it lags more than 300 ms, and keeps only what fits', () => {
    const buffer = createTraceBuffer(1);
    buffer.push(100, three(Array.from({ length: 400 }, (_, index) => index)));
    buffer.advance(0);
    expect(buffer.window('chi')).toHaveLength(100);
    expect(buffer.window('chi').at(-1)).toBe(369);
  });
});

describe('the pulse figure', () => {
  it('runs at 25 mm/s and keeps the whole wave inside', () => {
    const samplesPa = [0, 100, 50, 0];
    const layout = pulseFigureLayout({ samplesPa, sampleRateHz: 1, maxSeconds: 6, heightMm: 30 });
    expect(layout.widthMm).toBe(100);
    expect(layout.pointAt(1)).toEqual({ x: 25, y: 5 });
    expect(layout.pointAt(3)).toEqual({ x: 75, y: 28 });
    expect(layout.pointAt(4)).toBeNull();
  });
});

describe('typing an ID number', () => {
  it('takes X in the last place only and stops at 18', () => {
    expect(typeResidentId('1101', 'X')).toBe('1101');
    expect(typeResidentId('11010119600101001', 'X')).toBe('11010119600101001X');
    expect(typeResidentId('11010119600101001X', '1')).toBe('11010119600101001X');
    expect(typeResidentId('11', 'delete')).toBe('1');
  });

  it('is shown in groups of 6, 8 and 4', () => {
    expect(groupResidentId('1101011960010')).toEqual(['110101', '1960010', '']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESULT_DATA_BYTES } from '../../../device-drivers/oem-blood-pressure/protocol.ts';
import { decodeResult, encodeResultData } from '../../../device-drivers/oem-blood-pressure/result-layout.ts';

const usual = { systolicMmHg: 126, meanMmHg: 95, diastolicMmHg: 80, pulseRateBpm: 72 };

describe('the result of a blood-pressure module', () => {
  it('is taken when diastolic < mean < systolic within the bounds of such modules', () => {
    expect(decodeResult(encodeResultData(usual))).toEqual({ kind: 'value', value: usual });
  });

  it('is refused for every other order of the three pressures', () => {
    const orders = [
      [95, 126, 80],
      [80, 95, 126],
      [126, 80, 95],
      [95, 80, 126],
      [80, 126, 95],
    ] as const;
    for (const [systolicMmHg, meanMmHg, diastolicMmHg] of orders) {
      expect(decodeResult(encodeResultData({ ...usual, systolicMmHg, meanMmHg, diastolicMmHg }))).toEqual({
        kind: 'implausible',
        why: 'order',
      });
    }
  });

  it.each([
    [{ systolicMmHg: 261 }],
    [{ diastolicMmHg: 19 }],
    [{ pulseRateBpm: 0 }],
    [{ pulseRateBpm: 221 }],
    [{ systolicMmHg: 39, meanMmHg: 30, diastolicMmHg: 21 }],
  ])('is refused outside the bounds: %o', (change) => {
    expect(decodeResult(encodeResultData({ ...usual, ...change }))).toEqual({ kind: 'implausible', why: 'bounds' });
  });

  it('tells the module’s reason instead of a value, by number where it is not known', () => {
    expect(decodeResult(encodeResultData(usual, 0x87))).toEqual({ kind: 'error', reason: 'loose-cuff' });
    expect(decodeResult(encodeResultData(usual, 0x33))).toEqual({ kind: 'error', reason: 'code-51' });
  });

  it('gives no value outside its bounds for any bytes whatever', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: RESULT_DATA_BYTES, maxLength: RESULT_DATA_BYTES }), (data) => {
        const verdict = decodeResult(data);
        if (verdict.kind !== 'value') return;
        const { systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm } = verdict.value;
        expect(diastolicMmHg).toBeLessThan(meanMmHg);
        expect(meanMmHg).toBeLessThan(systolicMmHg);
        expect(systolicMmHg).toBeLessThanOrEqual(260);
        expect(pulseRateBpm).toBeLessThanOrEqual(220);
      }),
      { numRuns: 2000 },
    );
  });
});

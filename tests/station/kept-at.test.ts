import { describe, expect, it } from 'vitest';
import type { KeepableReading } from '../../src/domain/device-api.ts';
import { createFingerWatch } from '../../src/station/finger-watch.ts';
import { keptAt } from '../../src/station/kept-at.ts';
import { SAMPLE_VISIT } from '../kiosk-ui/support/sample-visit.ts';

const at = (time: string): string => `2026-11-28T01:${time}.000Z`;
const READING = {
  kind: 'oximetry',
  at: at('05:00'),
  since: at('04:00'),
  spo2Percent: 97,
  pulseRateBpm: 72,
  perfusionIndexPercent: 3,
  condition: 'ok',
} as const;
const shown = (change: Partial<Extract<KeepableReading['reading'], { kind: 'oximetry' }>>) => ({
  ...READING,
  ...change,
});

function kept(capturedAt: string, values: Readonly<Record<string, number>> = { spo2Percent: 97, pulseRateBpm: 72 }) {
  const sample = SAMPLE_VISIT.measurements.find(({ kind }) => kind === 'oximetry');
  if (sample === undefined) throw new Error('the sample visit has no oximetry');
  const { provenance } = sample;
  const instrument = { ...provenance.instrument, driverId: 'contec-v7' } as NonNullable<typeof provenance.instrument>;
  return { ...sample, values, provenance: { ...provenance, instrument, capturedAt } };
}

describe('a reading of an oximeter', () => {
  it('is offered until it was kept, and by another device still', () => {
    expect(keptAt(READING, 'contec-v7', [])).toBeNull();
    expect(keptAt(READING, 'berry', [kept(at('04:10'))])).toBeNull();
    expect(keptAt(READING, 'contec-v7', [kept(at('04:10'))])).toBe(at('04:10'));
  });

  it('is offered again for another finger, or the same one put in again', () => {
    expect(keptAt(shown({ since: at('04:30') }), 'contec-v7', [kept(at('04:10'))])).toBeNull();
  });

  it.each([
    [{ spo2Percent: 95 }, false],
    [{ spo2Percent: 94 }, true],
    [{ pulseRateBpm: 86 }, false],
    [{ pulseRateBpm: 57 }, true],
    [{ pulseRateBpm: null }, false],
  ])('that now says %o is offered: %s', (change, offered) => {
    expect(keptAt(shown(change), 'contec-v7', [kept(at('04:10'))]) === null).toBe(offered);
  });

  it('is compared with what was kept last', () => {
    const twice = [kept(at('04:40'), { spo2Percent: 93 }), kept(at('04:10'))];
    expect(keptAt(shown({ spo2Percent: 93 }), 'contec-v7', twice)).toBe(at('04:40'));
  });
});

describe('the finger in an oximeter', () => {
  const of = (spo2Percent: number | null) =>
    ({ ...READING, spo2Percent, signalStrength: null, condition: spo2Percent === null ? 'searching' : 'ok' }) as const;

  it('is the same one when its values were away for a moment, another after five seconds', () => {
    const since = createFingerWatch();
    expect(since(of(97), at('00:00'))).toBe(at('00:00'));
    expect(since(of(null), at('00:03'))).toBeNull();
    expect(since(of(97), at('00:05'))).toBe(at('00:00'));
    expect(since(of(null), at('00:08'))).toBeNull();
    expect(since(of(96), at('00:11'))).toBe(at('00:11'));
  });
});

describe('a blood pressure', () => {
  it('is one measurement, kept once', () => {
    const pressure = { ...kept(at('04:10')), kind: 'blood-pressure' } as const;
    const reading = {
      kind: 'blood-pressure',
      systolicMmHg: 126,
      meanMmHg: 95,
      diastolicMmHg: 80,
      pulseRateBpm: 72,
    } as const;
    expect(keptAt({ ...reading, at: at('04:10') }, 'contec-v7', [pressure])).toBe(at('04:10'));
    expect(keptAt({ ...reading, at: at('09:00') }, 'contec-v7', [pressure])).toBeNull();
  });
});

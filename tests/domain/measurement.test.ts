import { describe, expect, it } from 'vitest';
import {
  bodyMassIndex,
  bodyOf,
  currentMeasurements,
  latestMeasurement,
  MEASUREMENT_FORMS,
  MEASUREMENT_KINDS,
  type MeasuredValues,
  type Measurement,
  type MeasurementKind,
  type Quantity,
} from '../../src/domain/measurement.ts';
import { judgeMeasurement, MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';

function measurement(
  id: string,
  kind: MeasurementKind,
  values: MeasuredValues,
  replaces: string | null = null,
): Measurement {
  const provenance = {
    origin: 'manual',
    nature: 'live',
    instrument: null,
    operatorId: 'doctor-1',
    capturedAt: '2026-11-22T08:00:00.000Z',
    method: null,
  } as const;
  return { id, kind, values, timing: null, confirmedUnusual: false, replaces, provenance };
}

describe('measurements of a visit', () => {
  const visit = {
    measurements: [
      measurement('a', 'weight', { weightKg: 154 }),
      measurement('b', 'height', { heightCm: 158 }),
      measurement('c', 'weight', { weightKg: 54 }, 'a'),
      measurement('d', 'waist', { waistCm: 81 }),
    ],
  };

  it('hide what was corrected and keep it', () => {
    expect(currentMeasurements(visit).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(latestMeasurement(visit, 'weight')?.id).toBe('c');
    expect(latestMeasurement(visit, 'glucose')).toBeNull();
  });

  it('give a form the body with its mass index, or null where a part is missing', () => {
    expect(bodyOf(visit)).toEqual({ heightCm: 158, weightKg: 54, waistCm: 81, bodyMassIndex: 21.6 });
    expect(bodyOf({ measurements: [] })).toEqual({
      heightCm: null,
      weightKg: null,
      waistCm: null,
      bodyMassIndex: null,
    });
  });

  it('cut the mass index, so that 23.96 does not read as 24', () => {
    expect(bodyMassIndex(160, 61.34)).toBe(23.9);
    expect(bodyMassIndex(150, 54)).toBe(24);
  });
});

describe('the table of plausible values', () => {
  it.each(Object.entries(MEASUREMENT_BOUNDS))(
    '%s: the usual range lies within the hard one and has a source',
    (_name, bounds) => {
      expect(bounds.hard[0]).toBeLessThanOrEqual(bounds.usual[0]);
      expect(bounds.usual[0]).toBeLessThan(bounds.usual[1]);
      expect(bounds.usual[1]).toBeLessThanOrEqual(bounds.hard[1]);
      expect(bounds.source).not.toBe('');
    },
  );

  it.each(MEASUREMENT_KINDS)('%s: refuses an empty measurement, naming what is needed', (kind) => {
    expect(judgeMeasurement(kind, {}).refused).toEqual(MEASUREMENT_FORMS[kind].required);
  });

  it('takes limits as still plausible, and refuses the next step', () => {
    expect(judgeMeasurement('glucose', { glucoseMmolL: 33.3 })).toEqual({ refused: [], unusual: ['glucoseMmolL'] });
    expect(judgeMeasurement('glucose', { glucoseMmolL: 33.4 }).refused).toEqual(['glucoseMmolL']);
    expect(judgeMeasurement('glucose', { glucoseMmolL: 5.6 })).toEqual({ refused: [], unusual: [] });
  });

  it.each<[string, MeasurementKind, MeasuredValues, Quantity]>([
    ['a height in metres', 'height', { heightCm: 1.62 }, 'heightCm'],
    ['a waist in 尺', 'waist', { waistCm: 2.4 }, 'waistCm'],
    ['glucose in mg/dL', 'glucose', { glucoseMmolL: 101 }, 'glucoseMmolL'],
    ['a number that is none', 'weight', { weightKg: Number.NaN }, 'weightKg'],
  ])('refuses %s', (_what, kind, values, quantity) => {
    expect(judgeMeasurement(kind, values).refused).toEqual([quantity]);
  });

  it('asks to look again at a weight in 斤 and at a pressure that needs a doctor today', () => {
    expect(judgeMeasurement('weight', { weightKg: 128 }).unusual).toEqual(['weightKg']);
    expect(judgeMeasurement('blood-pressure', { systolicMmHg: 186, diastolicMmHg: 96 }).unusual).toEqual([
      'systolicMmHg',
    ]);
  });

  it('refuses a blood pressure whose parts contradict each other', () => {
    expect(judgeMeasurement('blood-pressure', { systolicMmHg: 80, diastolicMmHg: 120 }).refused).toHaveLength(2);
    const values = { systolicMmHg: 120, diastolicMmHg: 80, meanMmHg: 125 };
    expect(judgeMeasurement('blood-pressure', values).refused).toEqual(['meanMmHg']);
  });

  it('refuses a quantity that the kind does not hold', () => {
    expect(judgeMeasurement('height', { heightCm: 160, weightKg: 60 }).refused).toEqual(['weightKg']);
  });
});

import type { Provenance } from './provenance.ts';

/** A quantity of a person in one fixed unit, named with it. */
export const QUANTITIES = [
  'systolicMmHg',
  'meanMmHg',
  'diastolicMmHg',
  'pulseRateBpm',
  'spo2Percent',
  'perfusionIndexPercent',
  'heightCm',
  'weightKg',
  'waistCm',
  'glucoseMmolL',
  'temperatureC',
] as const;

export type Quantity = (typeof QUANTITIES)[number];

export const MEASUREMENT_KINDS = [
  'blood-pressure',
  'oximetry',
  'height',
  'weight',
  'waist',
  'glucose',
  'temperature',
] as const;

export type MeasurementKind = (typeof MEASUREMENT_KINDS)[number];

/** What a measurement of each kind holds: `required` always, `optional` where the device or the person has it. */
export const MEASUREMENT_FORMS: Readonly<
  Record<MeasurementKind, { readonly required: readonly Quantity[]; readonly optional: readonly Quantity[] }>
> = {
  'blood-pressure': { required: ['systolicMmHg', 'diastolicMmHg'], optional: ['meanMmHg', 'pulseRateBpm'] },
  oximetry: { required: ['spo2Percent'], optional: ['pulseRateBpm', 'perfusionIndexPercent'] },
  height: { required: ['heightCm'], optional: [] },
  weight: { required: ['weightKg'], optional: [] },
  waist: { required: ['waistCm'], optional: [] },
  glucose: { required: ['glucoseMmolL'], optional: [] },
  temperature: { required: ['temperatureC'], optional: [] },
};

/** When blood was taken: after a night without food, or at any time. */
export const GLUCOSE_TIMINGS = ['fasting', 'random'] as const;

export type GlucoseTiming = (typeof GLUCOSE_TIMINGS)[number];

export type MeasuredValues = Readonly<Partial<Record<Quantity, number>>>;

/** What is kept of one measurement, before the record has given it an id. */
export interface NewMeasurement {
  readonly kind: MeasurementKind;
  readonly values: MeasuredValues;
  /** Only of glucose. */
  readonly timing: GlucoseTiming | null;
  /** True when a value lies outside its usual range and the operator confirmed it as read. */
  readonly confirmedUnusual: boolean;
  /** Id of the measurement that this one corrects; the old value stays in the record. */
  readonly replaces: string | null;
  /** `origin` says measured or entered by hand, `method` the software that took the value. */
  readonly provenance: Provenance;
}

/** A value of a visit beside the four examinations: blood pressure, oxygen, size, weight, glucose. Never changed. */
export interface Measurement extends NewMeasurement {
  readonly id: string;
}

interface Measured {
  readonly measurements: readonly Measurement[];
}

/** The measurements that no later one corrects, in the order they were taken. */
export function currentMeasurements({ measurements }: Measured): readonly Measurement[] {
  const replaced = new Set(measurements.map(({ replaces }) => replaces));
  return measurements.filter(({ id }) => !replaced.has(id));
}

/** The latest valid measurement of a kind, or null. */
export function latestMeasurement(visit: Measured, kind: MeasurementKind): Measurement | null {
  return currentMeasurements(visit).findLast((measurement) => measurement.kind === kind) ?? null;
}

/** The latest valid value of a quantity, or null; pulse rate lies in two kinds, so it is asked for with its kind. */
export function latestValue(visit: Measured, kind: MeasurementKind, quantity: Quantity): number | null {
  return latestMeasurement(visit, kind)?.values[quantity] ?? null;
}

/** What a form needs of a body: null where the visit has no such measurement. */
export function bodyOf(visit: Measured): {
  readonly heightCm: number | null;
  readonly weightKg: number | null;
  readonly waistCm: number | null;
  /** kg/m², derived from the two above. */
  readonly bodyMassIndex: number | null;
} {
  const heightCm = latestValue(visit, 'height', 'heightCm');
  const weightKg = latestValue(visit, 'weight', 'weightKg');
  const waistCm = latestValue(visit, 'waist', 'waistCm');
  const known = heightCm !== null && weightKg !== null;
  return { heightCm, weightKg, waistCm, bodyMassIndex: known ? bodyMassIndex(heightCm, weightKg) : null };
}

/**
 * kg/m², cut to one decimal and not rounded, so that 23.96 never reads as 24.0 beside a limit of 24. Counted in whole
 * grams and millimetres.
 */
export function bodyMassIndex(heightCm: number, weightKg: number): number {
  const grams = Math.round(weightKg * 1000);
  const millimetres = Math.round(heightCm * 10);
  return Math.floor((10_000 * grams) / millimetres ** 2) / 10;
}

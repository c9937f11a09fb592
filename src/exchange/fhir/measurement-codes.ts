import type { GlucoseTiming, MeasurementKind, Quantity } from '../../domain/measurement.ts';

interface LoincCode {
  readonly code: string;
  readonly display: string;
}

/** LOINC and UCUM of each quantity. Pulse rates differ by kind, so they are coded by `pulseRateCode`. */
export const QUANTITY_CODES: Readonly<
  Record<Exclude<Quantity, 'pulseRateBpm'>, LoincCode & { readonly ucum: string }>
> = {
  systolicMmHg: { code: '8480-6', display: 'Systolic blood pressure', ucum: 'mm[Hg]' },
  meanMmHg: { code: '8478-0', display: 'Mean blood pressure', ucum: 'mm[Hg]' },
  diastolicMmHg: { code: '8462-4', display: 'Diastolic blood pressure', ucum: 'mm[Hg]' },
  spo2Percent: {
    code: '59408-5',
    display: 'Oxygen saturation in Arterial blood by Pulse oximetry',
    ucum: '%',
  },
  perfusionIndexPercent: { code: '61006-3', display: 'Perfusion index Tissue by Pulse oximetry', ucum: '%' },
  heightCm: { code: '8302-2', display: 'Body height', ucum: 'cm' },
  weightKg: { code: '29463-7', display: 'Body weight', ucum: 'kg' },
  waistCm: { code: '8280-0', display: 'Waist Circumference at umbilicus by Tape measure', ucum: 'cm' },
  // The timing says which of the two glucose codes; see GLUCOSE_CODES.
  glucoseMmolL: { code: '14743-9', display: 'Glucose [Moles/volume] in Capillary blood by Glucometer', ucum: 'mmol/L' },
  temperatureC: { code: '8310-5', display: 'Body temperature', ucum: 'Cel' },
};

export const GLUCOSE_CODES: Readonly<Record<GlucoseTiming, LoincCode>> = {
  fasting: { code: '14770-2', display: 'Fasting glucose [Moles/volume] in Capillary blood by Glucometer' },
  random: { code: '14743-9', display: 'Glucose [Moles/volume] in Capillary blood by Glucometer' },
};

const BLOOD_PRESSURE_PANEL: LoincCode = {
  code: '85354-9',
  display: 'Blood pressure panel with all children optional',
};

/** Of the FHIR vital-signs profile for oxygen saturation, beside the code by pulse oximetry. */
const OXYGEN_SATURATION: LoincCode = { code: '2708-6', display: 'Oxygen saturation in Arterial blood' };

export const BODY_MASS_INDEX = { code: '39156-5', display: 'Body mass index (BMI) [Ratio]', ucum: 'kg/m2' } as const;

export const PULSE_RATE_UCUM = '/min';

/** The panel, or the quantity that the whole Observation is about. */
export const MAIN_QUANTITY: Readonly<Record<MeasurementKind, Exclude<Quantity, 'pulseRateBpm'> | null>> = {
  'blood-pressure': null,
  oximetry: 'spo2Percent',
  height: 'heightCm',
  weight: 'weightKg',
  waist: 'waistCm',
  glucose: 'glucoseMmolL',
  temperature: 'temperatureC',
};

/** The codes of an Observation, the telling one first. */
export function codesOf(kind: MeasurementKind, timing: GlucoseTiming | null): readonly LoincCode[] {
  if (timing !== null) return [GLUCOSE_CODES[timing]];
  const main = MAIN_QUANTITY[kind];
  if (main === null) return [BLOOD_PRESSURE_PANEL];
  return kind === 'oximetry' ? [QUANTITY_CODES[main], OXYGEN_SATURATION] : [QUANTITY_CODES[main]];
}

export function pulseRateCode(kind: MeasurementKind): LoincCode {
  return kind === 'oximetry'
    ? { code: '8889-8', display: 'Heart rate by Pulse oximetry' }
    : { code: '8867-4', display: 'Heart rate' };
}

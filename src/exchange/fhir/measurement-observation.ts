import {
  bodyMassIndex,
  GLUCOSE_TIMINGS,
  latestMeasurement,
  MEASUREMENT_FORMS,
  MEASUREMENT_KINDS,
  type MeasuredValues,
  type Measurement,
  type MeasurementKind,
  type Quantity,
} from '../../domain/measurement.ts';
import type { CaptureNature, InstrumentIdentity, ValueOrigin } from '../../domain/provenance.ts';
import {
  codeIn,
  concept,
  extension,
  findExtension,
  identifierIn,
  oneOf,
  referTo,
  required,
  staffReference,
} from './elements.ts';
import { instrumentId } from './instrument.ts';
import {
  BODY_MASS_INDEX,
  codesOf,
  MAIN_QUANTITY,
  PULSE_RATE_UCUM,
  pulseRateCode,
  QUANTITY_CODES,
} from './measurement-codes.ts';
import { natureMeta, natureOf } from './nature-tag.ts';
import type { CodeableConcept, Observation, ObservationComponent } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const ORIGINS: readonly ValueOrigin[] = ['measured', 'manual'];
const LEAST_REAL: readonly CaptureNature[] = ['simulated', 'replayed', 'live'];

/** All measurements of the visit, and the body mass index of the latest height and weight. */
export function measurementObservations(context: VisitContext): readonly Observation[] {
  const { measurements } = context.visit;
  const replaced = new Set(measurements.map(({ replaces }) => replaces));
  const own = measurements.map((measurement) => observationOf(context, measurement, replaced.has(measurement.id)));
  return [...own, ...bodyMassIndexObservation(context)];
}

/** A corrected value stays as `entered-in-error`; the one that corrects it is `corrected` and names it. */
function observationOf(context: VisitContext, measurement: Measurement, isReplaced: boolean): Observation {
  const { kind, provenance, replaces } = measurement;
  const main = MAIN_QUANTITY[kind];
  const { required: needed, optional } = MEASUREMENT_FORMS[kind];
  const parts = [...needed, ...optional].filter((quantity) => quantity !== main);
  const component = parts.flatMap((quantity) => componentOf(measurement, quantity));
  return {
    resourceType: 'Observation',
    id: observationId(context, measurement),
    ...natureMeta(provenance.nature),
    extension: [
      extension('value-origin', { valueCode: provenance.origin }),
      extension('confirmed-unusual', { valueBoolean: measurement.confirmedUnusual }),
      ...(provenance.method === null ? [] : [extension('method', { valueString: provenance.method })]),
      ...(replaces === null ? [] : [extension('replaces', { valueString: replaces })]),
    ],
    identifier: [{ system: SYSTEMS.measurement, value: measurement.id }],
    status: isReplaced ? 'entered-in-error' : replaces === null ? 'final' : 'corrected',
    category: [concept(SYSTEMS.observationCategory, kind === 'glucose' ? 'laboratory' : 'vital-signs')],
    code: loinc(...codesOf(kind, measurement.timing)),
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: provenance.capturedAt,
    ...(main === null ? {} : { valueQuantity: quantityOf(main, required(measurement.values[main], main)) }),
    ...(provenance.operatorId === null ? {} : { performer: [staffReference(provenance.operatorId)] }),
    ...(provenance.instrument === null ? {} : { device: referTo(instrumentId(provenance.instrument)) }),
    ...(component.length === 0 ? {} : { component }),
  };
}

/** For receivers that do not calculate; read back it is left out, because it follows from the other two. */
function bodyMassIndexObservation(context: VisitContext): readonly Observation[] {
  const height = latestMeasurement(context.visit, 'height');
  const weight = latestMeasurement(context.visit, 'weight');
  const [heightCm, weightKg] = [height?.values.heightCm, weight?.values.weightKg];
  if (height === null || weight === null || heightCm === undefined || weightKg === undefined) return [];
  const natures = [height.provenance.nature, weight.provenance.nature];
  const times = [height.provenance.capturedAt, weight.provenance.capturedAt].toSorted();
  return [
    {
      resourceType: 'Observation',
      id: context.ids.of('body-mass-index'),
      ...natureMeta(LEAST_REAL.find((nature) => natures.includes(nature)) ?? 'live'),
      identifier: [{ system: SYSTEMS.visit, value: `${context.visit.id}/body-mass-index` }],
      status: 'final',
      category: [concept(SYSTEMS.observationCategory, 'vital-signs')],
      code: loinc(BODY_MASS_INDEX),
      subject: context.subject,
      encounter: context.encounter,
      effectiveDateTime: times[1] ?? context.completedAt,
      valueQuantity: {
        value: bodyMassIndex(heightCm, weightKg),
        unit: BODY_MASS_INDEX.ucum,
        system: SYSTEMS.ucum,
        code: BODY_MASS_INDEX.ucum,
      },
      derivedFrom: [height, weight].map((measurement) => referTo(observationId(context, measurement))),
    },
  ];
}

const observationId = (context: VisitContext, measurement: Measurement): string =>
  context.ids.of('measurement', measurement.id);

function loinc(...codes: readonly { readonly code: string; readonly display: string }[]): CodeableConcept {
  return { coding: codes.map(({ code, display }) => ({ system: SYSTEMS.loinc, code, display })) };
}

function quantityOf(quantity: Quantity, value: number) {
  const ucum = quantity === 'pulseRateBpm' ? PULSE_RATE_UCUM : QUANTITY_CODES[quantity].ucum;
  return { value, unit: ucum, system: SYSTEMS.ucum, code: ucum };
}

const partCode = (kind: MeasurementKind, quantity: Quantity) =>
  quantity === 'pulseRateBpm' ? pulseRateCode(kind) : QUANTITY_CODES[quantity];

function componentOf({ kind, values }: Measurement, quantity: Quantity): readonly ObservationComponent[] {
  const value = values[quantity];
  if (value === undefined) return [];
  return [{ code: loinc(partCode(kind, quantity)), valueQuantity: quantityOf(quantity, value) }];
}

/** The kind of measurement and its timing that an Observation speaks of; null for any other Observation. */
function aboutOf(observation: Observation): Pick<Measurement, 'kind' | 'timing'> | null {
  const code = codeIn(SYSTEMS.loinc, observation.code);
  const plain = MEASUREMENT_KINDS.map((kind) => ({ kind, timing: null }));
  const glucose = GLUCOSE_TIMINGS.map((timing) => ({ kind: 'glucose' as const, timing }));
  return [...glucose, ...plain].find(({ kind, timing }) => codesOf(kind, timing)[0]?.code === code) ?? null;
}

/** The measurements among the Observations of a visit, in their order. */
export function measurementsFrom(
  observations: readonly Observation[],
  instrumentOf: (observation: Observation) => InstrumentIdentity | null,
): readonly Measurement[] {
  return observations.flatMap((observation) => {
    const about = aboutOf(observation);
    return about === null ? [] : [measurementFrom(observation, about, instrumentOf(observation))];
  });
}

function measurementFrom(
  observation: Observation,
  { kind, timing }: Pick<Measurement, 'kind' | 'timing'>,
  instrument: InstrumentIdentity | null,
): Measurement {
  return {
    id: identifierIn(SYSTEMS.measurement, observation.identifier),
    kind,
    values: valuesFrom(observation, kind),
    timing,
    confirmedUnusual: findExtension(observation, 'confirmed-unusual')?.valueBoolean ?? false,
    replaces: findExtension(observation, 'replaces')?.valueString ?? null,
    provenance: {
      origin: oneOf(ORIGINS, findExtension(observation, 'value-origin')?.valueCode, 'origin'),
      nature: natureOf(observation),
      instrument,
      operatorId: observation.performer?.[0]?.identifier?.value ?? null,
      capturedAt: observation.effectiveDateTime,
      method: findExtension(observation, 'method')?.valueString ?? null,
    },
  };
}

function valuesFrom(observation: Observation, kind: MeasurementKind): MeasuredValues {
  const { required: needed, optional } = MEASUREMENT_FORMS[kind];
  const entries = [...needed, ...optional].flatMap((quantity) => {
    const value = quantity === MAIN_QUANTITY[kind] ? observation.valueQuantity : partOf(observation, kind, quantity);
    return value === undefined ? [] : [[quantity, value.value] as const];
  });
  const values: MeasuredValues = Object.fromEntries(entries);
  for (const quantity of needed) required(values[quantity], `the ${quantity} of a measurement`);
  return values;
}

function partOf(observation: Observation, kind: MeasurementKind, quantity: Quantity) {
  const { code } = partCode(kind, quantity);
  return observation.component?.find((component) => codeIn(SYSTEMS.loinc, component.code) === code)?.valueQuantity;
}

import { Compile } from 'typebox/compile';
import { CONSTITUTION_NAMES, CONSTITUTIONS, type Constitution } from '../../domain/constitution.ts';
import type { PhysicianOpinion } from '../../domain/physician-opinion.ts';
import {
  PHYSICIAN_SIGN_CHOICES,
  type PhysicianSignField,
  type PhysicianSignValues,
} from '../../domain/physician-signs.ts';
import { ExchangeError } from '../exchange-error.ts';
import {
  codeIn,
  concept,
  extension,
  findExtension,
  identifierIn,
  oneOf,
  ownCode,
  referTo,
  required,
  staffReference,
} from './elements.ts';
import { resourceId } from './resource-ids.ts';
import { type Observation, type ObservationComponent, ObservationSchema } from './schema.ts';
import { synthesisComponents, synthesisFrom, synthesisSource } from './synthesis-observation.ts';
import { SYSTEMS } from './systems.ts';

const CODE = 'physician-opinion';
const CONFIRMED = 'confirmed-constitution';
const FIELDS = Object.keys(PHYSICIAN_SIGN_CHOICES) as readonly PhysicianSignField[];
const validator = Compile(ObservationSchema);

/** A physician's opinion on a visit that was sent before: one Observation, put under its own id. */
export function opinionObservation(opinion: PhysicianOpinion, residentId: string): Observation {
  const { confirmed, synthesis } = opinion;
  const components = [
    ...signComponents(opinion.signs),
    ...(confirmed?.constitutions ?? []).map(confirmedComponent),
    ...(synthesis === null ? [] : synthesisComponents(synthesis)),
  ];
  return {
    resourceType: 'Observation',
    id: opinion.id,
    extension: [
      extension('confirms', { valueBoolean: confirmed !== null }),
      ...(synthesis === null ? [] : synthesisSource(synthesis)),
    ],
    identifier: [
      { system: SYSTEMS.opinion, value: opinion.id },
      { system: SYSTEMS.visit, value: opinion.visitId },
    ],
    status: 'final',
    category: [concept(SYSTEMS.observationCategory, 'exam')],
    code: ownCode(CODE, '医师判定'),
    subject: referTo(resourceId('patient', residentId)),
    encounter: referTo(resourceId('visit', opinion.visitId, 'encounter')),
    effectiveDateTime: opinion.recordedAt,
    performer: [staffReference(opinion.physicianId)],
    ...(confirmed === null || confirmed.reason === '' ? {} : { note: [{ text: confirmed.reason }] }),
    ...(components.length === 0 ? {} : { component: components }),
  };
}

/** Throws `ExchangeError` `exchange/bundle-unreadable` for anything that is no opinion. */
export function opinionFrom(value: unknown): PhysicianOpinion {
  if (!validator.Check(value) || codeIn(SYSTEMS.code, value.code) !== CODE) {
    throw new ExchangeError('exchange/bundle-unreadable', 'the resource is no physician’s opinion');
  }
  const observation: Observation = value;
  const components = observation.component ?? [];
  const confirms = findExtension(observation, 'confirms')?.valueBoolean === true;
  return {
    id: identifierIn(SYSTEMS.opinion, observation.identifier),
    visitId: identifierIn(SYSTEMS.visit, observation.identifier),
    physicianId: required(observation.performer?.[0]?.identifier?.value, 'the physician'),
    recordedAt: observation.effectiveDateTime,
    signs: signsFrom(components),
    confirmed: confirms
      ? { constitutions: confirmedFrom(components), reason: observation.note?.[0]?.text ?? '' }
      : null,
    synthesis: synthesisFrom(observation),
  };
}

function signComponents(signs: PhysicianSignValues): ObservationComponent[] {
  return FIELDS.flatMap((field): ObservationComponent[] => {
    const value = signs[field];
    if (value === undefined) return [];
    return [{ code: ownCode(field), valueCodeableConcept: concept(SYSTEMS.physicianSign + field, value) }];
  });
}

function signsFrom(components: readonly ObservationComponent[]): PhysicianSignValues {
  const pairs = FIELDS.flatMap((field) => {
    const component = components.find(({ code }) => codeIn(SYSTEMS.code, code) === field);
    if (component === undefined) return [];
    const value = codeIn(SYSTEMS.physicianSign + field, component.valueCodeableConcept);
    return [[field, oneOf<string>(PHYSICIAN_SIGN_CHOICES[field], value, field)] as const];
  });
  return Object.fromEntries(pairs) as PhysicianSignValues;
}

function confirmedComponent(constitution: Constitution): ObservationComponent {
  return {
    code: ownCode(CONFIRMED),
    valueCodeableConcept: concept(SYSTEMS.constitution, constitution, CONSTITUTION_NAMES[constitution]),
  };
}

function confirmedFrom(components: readonly ObservationComponent[]): readonly Constitution[] {
  return components
    .filter(({ code }) => codeIn(SYSTEMS.code, code) === CONFIRMED)
    .map(({ valueCodeableConcept }) =>
      oneOf(CONSTITUTIONS, codeIn(SYSTEMS.constitution, valueCodeableConcept), 'constitution'),
    );
}

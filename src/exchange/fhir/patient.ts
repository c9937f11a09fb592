import { DOCUMENT_SYSTEMS, STATION_RESIDENT_SYSTEM } from '../../domain/identifier-system.ts';
import { DOCUMENT_TYPES, type IdentityDocument, type Resident } from '../../domain/resident.ts';
import { concept, extension, findExtension, identifierIn, oneOf, referTo, required } from './elements.ts';
import type { Identifier, Patient } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

export function patientFrom({ resident, ids }: VisitContext): Patient {
  const document = documentIdentifier(resident.document);
  return {
    resourceType: 'Patient',
    id: ids.patient,
    extension: [
      extension('document-type', { valueCode: resident.document.type }),
      extension('document-unverified', { valueBoolean: resident.document.unverified }),
      extension('registered-at', { valueDateTime: resident.createdAt }),
    ],
    identifier: [
      { system: STATION_RESIDENT_SYSTEM, value: resident.id },
      ...(document === null ? [] : [{ ...document, type: concept(SYSTEMS.documentType, resident.document.type) }]),
    ],
    name: [{ text: resident.name }],
    gender: resident.sex,
    birthDate: resident.birthDate,
    ...(resident.phone === null ? {} : { telecom: [{ system: 'phone', value: resident.phone }] }),
    ...(resident.address === null ? {} : { address: [{ text: resident.address }] }),
    managingOrganization: referTo(ids.organization),
  };
}

/** Condition of the conditional create: the document number decides, else the id the station gave. */
export function patientCondition(resident: Resident): string {
  const key = documentIdentifier(resident.document) ?? { system: STATION_RESIDENT_SYSTEM, value: resident.id };
  return `identifier=${key.system}|${encodeURIComponent(key.value)}`;
}

export function residentFrom(patient: Patient): Resident {
  const type = oneOf(DOCUMENT_TYPES, findExtension(patient, 'document-type')?.valueCode, 'document type');
  const number = patient.identifier.find(({ system }) => type !== 'none' && system === DOCUMENT_SYSTEMS[type])?.value;
  return {
    id: identifierIn(STATION_RESIDENT_SYSTEM, patient.identifier),
    name: required(patient.name[0], 'a name').text,
    sex: patient.gender,
    birthDate: patient.birthDate,
    document: {
      type,
      number: number ?? null,
      unverified: findExtension(patient, 'document-unverified')?.valueBoolean ?? true,
    },
    phone: patient.telecom?.[0]?.value ?? null,
    address: patient.address?.[0]?.text ?? null,
    createdAt: required(findExtension(patient, 'registered-at')?.valueDateTime, 'the time of registration'),
  };
}

function documentIdentifier({ type, number }: IdentityDocument): Identifier | null {
  if (type === 'none' || number === null || number === '') return null;
  return { system: DOCUMENT_SYSTEMS[type], value: number };
}

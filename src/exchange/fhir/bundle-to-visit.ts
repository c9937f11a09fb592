import type { InstrumentIdentity } from '../../domain/provenance.ts';
import type { Resident } from '../../domain/resident.ts';
import type { CaptureRecord, Visit } from '../../domain/visit.ts';
import { consentIn } from './consent.ts';
import { constitutionFrom, isConstitution } from './constitution-observation.ts';
import { identifierIn, required } from './elements.ts';
import { kindOf, skippedFrom, visitFindingsFrom } from './finding-observation.ts';
import { furtherFrom } from './further-questionnaires.ts';
import { instrumentFrom } from './instrument.ts';
import { measurementsFrom } from './measurement-observation.ts';
import { captureFrom } from './media.ts';
import { residentFrom } from './patient.ts';
import { stationFrom } from './place.ts';
import { isFurther, sheetFrom } from './questionnaire-response.ts';
import type { Bundle, Media, Reference, Resource } from './schema.ts';
import { isSynthesis, synthesisFrom } from './synthesis-observation.ts';
import { SYSTEMS } from './systems.ts';
import type { ExchangeStation } from './visit-context.ts';

export interface ExchangedVisit {
  readonly visit: Visit;
  readonly resident: Resident;
  readonly station: ExchangeStation;
}

type Of<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>;

interface BundleReader {
  all<T extends Resource['resourceType']>(type: T): readonly Of<T>[];
  /** Throws `exchange/bundle-unreadable` when there is none. */
  one<T extends Resource['resourceType']>(type: T): Of<T>;
  resolve(reference: Reference | undefined): Resource | null;
}

/**
 * Reads a Bundle that fulfils the profile back into the visit it was made from; waves are rounded to 0.01 Pa.
 * Throws `ExchangeError` `exchange/bundle-unreadable`.
 */
export function bundleToVisit(bundle: Bundle): ExchangedVisit {
  const reader = readerOf(bundle);
  const resident = residentFrom(reader.one('Patient'));
  const stationDevice = reader.all('Device').find((device) => device.owner !== undefined);
  const station = stationFrom(reader.one('Organization'), required(stationDevice, 'the Device of the station'));
  return { visit: visitFrom(reader, resident.id, station.id), resident, station };
}

function visitFrom(reader: BundleReader, residentId: string, stationId: string): Visit {
  const encounter = reader.one('Encounter');
  const observations = reader.all('Observation');
  const consent = reader.all('Consent')[0];
  const responses = reader.all('QuestionnaireResponse');
  const answers = responses.find((response) => !isFurther(response));
  const constitution = observations.find((one) => isConstitution(one) && !isFurther(one));
  const agreement = observations.find(isSynthesis);
  const synthesis = agreement === undefined ? null : synthesisFrom(agreement);
  const further = furtherFrom(responses, observations);
  return {
    id: identifierIn(SYSTEMS.visit, encounter.identifier),
    residentId,
    stationId,
    status: 'complete',
    startedAt: required(encounter.period.start, 'the start of the visit'),
    completedAt: required(encounter.period.end, 'the end of the visit'),
    operatorId: encounter.participant?.[0]?.individual.identifier?.value ?? null,
    consent: consent === undefined ? null : consentIn(consent),
    sheet: answers === undefined ? null : sheetFrom(answers),
    captures: reader.all('Media').map((media) => captureOf(reader, media)),
    skipped: observations.flatMap((observation) => {
      const kind = observation.status === 'cancelled' ? kindOf(observation) : null;
      return kind === null ? [] : [skippedFrom(observation, kind)];
    }),
    measurements: measurementsFrom(observations, (observation) => instrumentOn(reader, observation.device)),
    findings: visitFindingsFrom(observations),
    constitution: constitution === undefined ? null : constitutionFrom(constitution),
    ...(further.length === 0 ? {} : { further }),
    ...(synthesis === null ? {} : { synthesis }),
  };
}

function captureOf(reader: BundleReader, media: Media): CaptureRecord {
  return captureFrom(media, instrumentOn(reader, media.device));
}

function instrumentOn(reader: BundleReader, reference: Reference | undefined): InstrumentIdentity | null {
  const device = reader.resolve(reference);
  return device?.resourceType === 'Device' ? instrumentFrom(device) : null;
}

function readerOf(bundle: Bundle): BundleReader {
  const resources = bundle.entry.map(({ resource }) => resource);
  const byUrl = new Map(bundle.entry.map(({ fullUrl, resource }) => [fullUrl, resource]));
  const all = <T extends Resource['resourceType']>(type: T) =>
    resources.filter((resource): resource is Of<T> => resource.resourceType === type);
  return {
    all,
    one: (type) => required(all(type)[0], `a ${type}`),
    resolve: (reference) => byUrl.get(reference?.reference ?? '') ?? null,
  };
}

import type { InstrumentIdentity } from '../../domain/provenance.ts';
import { ExchangeError } from '../exchange-error.ts';
import { consentFrom } from './consent.ts';
import { constitutionObservation } from './constitution-observation.ts';
import { encounterFrom } from './encounter.ts';
import { findingObservation, findingsByKind, skippedObservation } from './finding-observation.ts';
import { type FurtherResources, furtherResources } from './further-questionnaires.ts';
import { instrumentDevice, instrumentId } from './instrument.ts';
import { measurementObservations } from './measurement-observation.ts';
import { mediaFrom } from './media.ts';
import { natureMeta, natureOfVisit } from './nature-tag.ts';
import { patientCondition, patientFrom } from './patient.ts';
import { placeFrom } from './place.ts';
import { questionnaireResponseFrom } from './questionnaire-response.ts';
import { diagnosticReport, visitProvenance } from './report.ts';
import type { Bundle, BundleEntry, Observation, QuestionnaireResponse, Resource } from './schema.ts';
import { synthesisObservation } from './synthesis-observation.ts';
import { type VisitContext, type VisitExchange, visitContext } from './visit-context.ts';

/**
 * A complete visit as one FHIR R4 transaction Bundle (http.html#transaction). Ids follow from the visit, so the same visit
 * always gives the same Bundle; only the Patient is created conditionally, by document number.
 * Throws `ExchangeError` `exchange/visit-not-complete`.
 */
export function visitToBundle(exchange: VisitExchange): Bundle {
  const { visit } = exchange;
  if (visit.status !== 'complete' || visit.completedAt === null) {
    throw new ExchangeError('exchange/visit-not-complete', 'only a complete visit can be exchanged', {
      visitId: visit.id,
      status: visit.status,
    });
  }
  const context = visitContext(exchange, visit.completedAt);
  const place = placeFrom(context);
  const own = visitResources(context);
  const resources: Resource[] = [
    place.organization,
    place.location,
    place.device,
    ...instruments(context).map(instrumentDevice),
    ...own,
    visitProvenance(context, own),
  ];
  return {
    resourceType: 'Bundle',
    id: context.ids.of('bundle'),
    ...natureMeta(natureOfVisit(visit)),
    type: 'transaction',
    entry: [patientEntry(context), ...resources.map(putEntry)],
  };
}

function visitResources(context: VisitContext): Resource[] {
  const { visit } = context;
  const answers = visit.sheet === null ? null : questionnaireResponseFrom(context, visit.sheet);
  const further = furtherResources(context);
  const observations = observationsOf(context, answers, further);
  const media = visit.captures.map((capture) => mediaFrom(context, capture));
  return [
    encounterFrom(context),
    ...(visit.consent === null ? [] : [consentFrom(context, visit.consent)]),
    ...(answers === null ? [] : [answers]),
    ...further.answers,
    ...media,
    ...observations,
    diagnosticReport(context, observations, media),
  ];
}

function observationsOf(
  context: VisitContext,
  answers: QuestionnaireResponse | null,
  further: FurtherResources,
): readonly Observation[] {
  const { constitution, findings, skipped, synthesis } = context.visit;
  return [
    ...(constitution === null ? [] : [constitutionObservation(context, constitution, answers?.id ?? null)]),
    ...(synthesis === undefined ? [] : [synthesisObservation(context, synthesis)]),
    ...measurementObservations(context),
    ...further.observations,
    ...findingsByKind(findings).map(([kind, finding]) => findingObservation(context, kind, finding)),
    ...skipped.map((one) => skippedObservation(context, one)),
  ];
}

function instruments(context: VisitContext): readonly InstrumentIdentity[] {
  const { captures, measurements } = context.visit;
  const all = [...captures, ...measurements].flatMap(({ provenance }) => provenance.instrument ?? []);
  return [...new Map(all.map((identity) => [instrumentId(identity), identity])).values()];
}

function patientEntry(context: VisitContext): BundleEntry {
  return {
    fullUrl: `urn:uuid:${context.ids.patient}`,
    resource: patientFrom(context),
    request: { method: 'POST', url: 'Patient', ifNoneExist: patientCondition(context.resident) },
  };
}

function putEntry(resource: Resource): BundleEntry {
  return {
    fullUrl: `urn:uuid:${resource.id}`,
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  };
}

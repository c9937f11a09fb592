import { concept, ownCode, referTo, staffReference } from './elements.ts';
import { natureMeta, natureOfVisit } from './nature-tag.ts';
import type { DiagnosticReport, Media, Observation, Provenance, Resource } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

/** The page the resident takes home: it names the Observations and repeats the conclusion in words. */
export function diagnosticReport(
  context: VisitContext,
  observations: readonly Observation[],
  media: readonly Media[],
): DiagnosticReport {
  const { visit, ids, completedAt } = context;
  const conclusion = visit.constitution?.conclusion.text.trim() ?? '';
  const result = observations
    .filter(({ status }) => status === 'final' || status === 'corrected')
    .map(({ id }) => referTo(id));
  return {
    resourceType: 'DiagnosticReport',
    id: ids.of('report'),
    ...natureMeta(natureOfVisit(visit)),
    identifier: [{ system: SYSTEMS.visit, value: `${visit.id}/report` }],
    status: 'final',
    code: ownCode('four-diagnosis-report', '中医四诊与体质辨识报告'),
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: visit.startedAt,
    issued: completedAt,
    performer: [referTo(ids.organization)],
    ...(result.length === 0 ? {} : { result }),
    ...(media.length === 0 ? {} : { media: media.map(({ id }) => ({ link: referTo(id) })) }),
    ...(conclusion === '' ? {} : { conclusion }),
  };
}

/** Which machine and which member of staff made the visit's resources. R4 Provenance has no identifier: PUT by its id. */
export function visitProvenance(context: VisitContext, targets: readonly Resource[]): Provenance {
  const { visit, ids, completedAt } = context;
  const type = (code: string) => concept(SYSTEMS.participationType, code);
  return {
    resourceType: 'Provenance',
    id: ids.of('provenance'),
    target: targets.map(({ id }) => referTo(id)),
    recorded: completedAt,
    agent: [
      { type: type('assembler'), who: referTo(ids.stationDevice) },
      ...(visit.operatorId === null ? [] : [{ type: type('verifier'), who: staffReference(visit.operatorId) }]),
    ],
  };
}

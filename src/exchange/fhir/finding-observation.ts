import type { FaceFinding, PulseFinding, TongueFinding } from '../../domain/finding.ts';
import type { CaptureKind, CaptureRecord, SkippedCapture, VisitFindings } from '../../domain/visit.ts';
import type { Wrist } from '../../domain/waveform.ts';
import { codeIn, concept, extension, findExtension, oneOf, referTo, required } from './elements.ts';
import { componentsFrom, type FindingTree, fillEmptyLists, findingFrom } from './finding-components.ts';
import { instrumentId } from './instrument.ts';
import { mediaId } from './media.ts';
import { natureMeta } from './nature-tag.ts';
import type { CodeableConcept, Observation } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

export type Sourced<T> = T & { readonly captureId: string; readonly method: string };
export type AnyFinding = Sourced<TongueFinding> | Sourced<FaceFinding> | Sourced<PulseFinding>;

/** What an Observation of a finding is called, by the kind of capture it was drawn from. */
export const FINDING_CODES = {
  'tongue-top': 'tongue',
  'tongue-underside': 'tongue-underside',
  face: 'face',
  'pulse-left': 'pulse-left',
  'pulse-right': 'pulse-right',
} as const satisfies Record<CaptureKind, string>;

const TITLES: Readonly<Record<CaptureKind, string>> = {
  'tongue-top': '舌象（舌面）',
  'tongue-underside': '舌象（舌下）',
  face: '面色',
  'pulse-left': '脉象（左手）',
  'pulse-right': '脉象（右手）',
};

const IMAGING: CodeableConcept = concept(SYSTEMS.observationCategory, 'exam');

/** The findings of a visit with the kind of capture each belongs to. */
export function findingsByKind(findings: VisitFindings): readonly (readonly [CaptureKind, AnyFinding])[] {
  const pairs: readonly (readonly [CaptureKind, AnyFinding | null | undefined])[] = [
    ['tongue-top', findings.tongue],
    ['tongue-underside', findings.underside],
    ['face', findings.face],
    ['pulse-left', findings.pulse.left],
    ['pulse-right', findings.pulse.right],
  ];
  return pairs.flatMap(([kind, finding]) => (finding ? [[kind, finding] as const] : []));
}

/**
 * A picture or pulse that may not be judged says so with dataAbsentReason; its components then tell quality and reasons.
 * The Observation itself never carries a value, so that R4 invariant obs-6 holds.
 */
export function findingObservation(context: VisitContext, kind: CaptureKind, finding: AnyFinding): Observation {
  const { captureId, method, ...values } = finding;
  const capture = context.visit.captures.find(({ id }) => id === captureId);
  return {
    ...observationHead(context, kind),
    ...natureMeta(capture?.provenance.nature ?? 'live'),
    extension: [extension('capture', { valueString: captureId })],
    status: 'final',
    ...(finding.quality.usable ? {} : { dataAbsentReason: concept(SYSTEMS.dataAbsentReason, 'unknown', '质量不足') }),
    ...(method === '' ? {} : { method: { text: method } }),
    ...sourceOf(context, capture),
    component: componentsFrom(FINDING_CODES[kind], values as unknown as FindingTree),
  };
}

/** Reasons in HL7's words; the exact one stands beside in our own code. */
const ABSENT_REASONS: Readonly<Record<SkippedCapture['reason'], string>> = {
  'resident-declined': 'asked-declined',
  'no-consent': 'not-permitted',
  'device-unavailable': 'not-performed',
  'poor-quality': 'not-performed',
  'staff-decision': 'not-performed',
};
const SKIP_REASONS = Object.keys(ABSENT_REASONS) as readonly SkippedCapture['reason'][];

/** A capture that was left out: an Observation that was cancelled and says why. */
export function skippedObservation(context: VisitContext, skipped: SkippedCapture): Observation {
  return {
    ...observationHead(context, skipped.kind),
    id: context.ids.of('skipped', skipped.kind),
    identifier: [{ system: SYSTEMS.visit, value: `${context.visit.id}/skipped/${skipped.kind}` }],
    status: 'cancelled',
    effectiveDateTime: skipped.at,
    dataAbsentReason: {
      coding: [
        { system: SYSTEMS.dataAbsentReason, code: ABSENT_REASONS[skipped.reason] },
        { system: SYSTEMS.skipReason, code: skipped.reason },
      ],
    },
  };
}

function observationHead(context: VisitContext, kind: CaptureKind) {
  const code = FINDING_CODES[kind];
  return {
    resourceType: 'Observation' as const,
    id: context.ids.of('finding', code),
    identifier: [{ system: SYSTEMS.visit, value: `${context.visit.id}/${code}` }],
    category: [IMAGING],
    code: { coding: [{ system: SYSTEMS.code, code, display: TITLES[kind] }], text: TITLES[kind] },
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: context.completedAt,
  };
}

function sourceOf(context: VisitContext, capture: CaptureRecord | undefined): Partial<Observation> {
  if (capture === undefined) return {};
  const { instrument, capturedAt } = capture.provenance;
  return {
    effectiveDateTime: capturedAt,
    derivedFrom: [referTo(mediaId(context, capture.id))],
    ...(instrument === null ? {} : { device: referTo(instrumentId(instrument)) }),
  };
}

/** The capture kind an Observation speaks of; null for other Observations. */
export function kindOf(observation: Observation): CaptureKind | null {
  const code = codeIn(SYSTEMS.code, observation.code);
  const found = Object.entries(FINDING_CODES).find(([, candidate]) => candidate === code);
  return (found?.[0] as CaptureKind | undefined) ?? null;
}

export function skippedFrom(observation: Observation, kind: CaptureKind): SkippedCapture {
  const reason = codeIn(SYSTEMS.skipReason, observation.dataAbsentReason);
  return { kind, reason: oneOf(SKIP_REASONS, reason, 'skip reason'), at: observation.effectiveDateTime };
}

export function visitFindingsFrom(observations: readonly Observation[]): VisitFindings {
  const read = <T>(kind: CaptureKind, emptyMaps: readonly string[], emptyLists: readonly string[]) => {
    const observation = observations.find((one) => one.status === 'final' && kindOf(one) === kind);
    return observation === undefined ? null : (readFinding(observation, kind, emptyMaps, emptyLists) as Sourced<T>);
  };
  const pulse = (wrist: Wrist) =>
    read<PulseFinding>(`pulse-${wrist}`, [], ['analysis.beats', 'analysis.meanBeatSamples', 'excerpt.samplesPa']);
  const left = pulse('left');
  const right = pulse('right');
  return {
    tongue: read<TongueFinding>('tongue-top', ['zones'], ['tongue.outline']),
    underside: read<TongueFinding>('tongue-underside', ['zones'], ['tongue.outline']),
    face: read<FaceFinding>('face', ['regions'], []),
    pulse: { ...(left === null ? {} : { left }), ...(right === null ? {} : { right }) },
  };
}

function readFinding(
  observation: Observation,
  kind: CaptureKind,
  emptyMaps: readonly string[],
  emptyLists: readonly string[],
): unknown {
  const finding = findingFrom(FINDING_CODES[kind], observation.component ?? []);
  for (const map of emptyMaps) finding[map] ??= {};
  fillEmptyLists(finding, emptyLists);
  const captureId = required(findExtension(observation, 'capture')?.valueString, 'the capture of a finding');
  return { ...finding, captureId, method: observation.method?.text ?? '' };
}

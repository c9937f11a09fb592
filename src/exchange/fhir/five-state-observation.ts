import {
  type AnswerConsistency,
  FIVE_STATE_NAMES,
  FIVE_STATE_SCALES,
  FIVE_STATES,
  type FiveStateResult,
  type FiveStateScale,
  type NormSource,
} from '../../domain/five-state.ts';
import {
  codeIn,
  concept,
  extension,
  findExtension,
  findExtensions,
  oneOf,
  ownCode,
  referTo,
  required,
} from './elements.ts';
import { furtherMark, questionnaireCanonical, readCanonical } from './questionnaire-response.ts';
import type { Extension, Observation, ObservationComponent } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const CODE = 'five-state-profile';
const QUESTIONNAIRES = ['five-state-open', 'five-state-licensed'] as const;

/**
 * The five-state profile: a component for each scale with its share, raw sum and, where norms were there, T-score. The
 * value is the state that stands out; below the margin there is a dataAbsentReason, because none is named.
 */
export function fiveStateObservation(
  context: VisitContext,
  result: FiveStateResult,
  answersId: string | null,
): Observation {
  const { conclusion, scorer } = result;
  return {
    resourceType: 'Observation',
    id: context.ids.of(CODE, result.questionnaire),
    extension: [
      furtherMark(),
      extension('scored-questionnaire', { valueString: questionnaireCanonical(result.questionnaire, result.version) }),
      extension('scorer-sha256', { valueString: scorer.sha256 }),
      extension('result-label', { valueString: result.label }),
      ...consistencyExtensions(result.consistency),
      ...normExtensions(result.norm),
      ...conclusion.also.map((state) => extension('conclusion-also', { valueCode: state })),
      ...conclusion.tendencies.map((state) => extension('conclusion-tendency', { valueCode: state })),
    ],
    identifier: [{ system: SYSTEMS.visit, value: `${context.visit.id}/${CODE}/${result.questionnaire}` }],
    status: 'final',
    category: [concept(SYSTEMS.observationCategory, 'survey')],
    code: ownCode(CODE, '五态自我描述'),
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: context.completedAt,
    ...(conclusion.primary === null
      ? { dataAbsentReason: concept(SYSTEMS.dataAbsentReason, 'unknown', '没有突出的方面') }
      : { valueCodeableConcept: stateConcept(conclusion.primary) }),
    note: [{ text: conclusion.text }],
    method: { coding: [{ system: SYSTEMS.method, code: scorer.name, version: scorer.version }] },
    ...(answersId === null ? {} : { derivedFrom: [referTo(answersId)] }),
    component: result.scales.map(scaleComponent),
  };
}

const stateConcept = (id: FiveStateScale['id']) => concept(SYSTEMS.fiveState, id, FIVE_STATE_NAMES[id]);

function scaleComponent({ id, raw, score, t }: FiveStateScale): ObservationComponent {
  return {
    code: stateConcept(id),
    valueQuantity: { value: score, system: SYSTEMS.ucum, code: '%' },
    extension: [
      extension('raw-score', { valueDecimal: raw }),
      ...(t === null ? [] : [extension('t-score', { valueDecimal: t })]),
    ],
  };
}

function consistencyExtensions(consistency: AnswerConsistency | null): readonly Extension[] {
  if (consistency === null) return [];
  return [
    extension('consistency-opposed', { valueInteger: consistency.opposed }),
    extension('consistency-pairs', { valueInteger: consistency.pairs }),
  ];
}

function normExtensions(norm: NormSource | null): readonly Extension[] {
  if (norm === null) return [];
  return [
    extension('norm-kind', { valueCode: norm.kind }),
    extension('norm-name', { valueString: norm.name }),
    extension('norm-n', { valueInteger: norm.n }),
    ...(norm.date === null ? [] : [extension('norm-date', { valueString: norm.date })]),
  ];
}

export function isFiveStateProfile(observation: Observation): boolean {
  return codeIn(SYSTEMS.code, observation.code) === CODE;
}

/** Throws `exchange/bundle-unreadable`. */
export function fiveStateFrom(observation: Observation): FiveStateResult {
  const { id, version } = readCanonical(
    required(findExtension(observation, 'scored-questionnaire')?.valueString, 'the scored questionnaire'),
  );
  const scorer = required(observation.method?.coding?.[0], 'the scorer');
  return {
    questionnaire: oneOf(QUESTIONNAIRES, id, 'questionnaire'),
    version,
    scorer: {
      name: scorer.code,
      version: required(scorer.version, 'the scorer version'),
      sha256: required(findExtension(observation, 'scorer-sha256')?.valueString, 'the scorer digest'),
    },
    label: required(findExtension(observation, 'result-label')?.valueString, 'the label of the result'),
    scales: (observation.component ?? []).map(scaleFrom),
    consistency: consistencyFrom(observation),
    norm: normFrom(observation),
    conclusion: conclusionFrom(observation),
  };
}

function scaleFrom(component: ObservationComponent): FiveStateScale {
  return {
    id: oneOf(FIVE_STATE_SCALES, codeIn(SYSTEMS.fiveState, component.code), 'state'),
    raw: required(findExtension(component, 'raw-score')?.valueDecimal, 'a raw score'),
    score: required(component.valueQuantity?.value, 'a score'),
    verdict: null,
    t: findExtension(component, 't-score')?.valueDecimal ?? null,
  };
}

function consistencyFrom(observation: Observation): AnswerConsistency | null {
  const opposed = findExtension(observation, 'consistency-opposed')?.valueInteger;
  const pairs = findExtension(observation, 'consistency-pairs')?.valueInteger;
  return opposed === undefined || pairs === undefined ? null : { opposed, pairs, index: opposed / pairs };
}

function normFrom(observation: Observation): NormSource | null {
  const kind = findExtension(observation, 'norm-kind')?.valueCode;
  if (kind === undefined) return null;
  return {
    kind: oneOf(['licensed', 'local'], kind, 'kind of norm'),
    name: required(findExtension(observation, 'norm-name')?.valueString, 'the name of the norm'),
    n: required(findExtension(observation, 'norm-n')?.valueInteger, 'the size of the norm group'),
    date: findExtension(observation, 'norm-date')?.valueString ?? null,
  };
}

function conclusionFrom(observation: Observation): FiveStateResult['conclusion'] {
  const named = (name: string) =>
    findExtensions(observation, name).map(({ valueCode }) => oneOf(FIVE_STATES, valueCode, 'state'));
  const primary = codeIn(SYSTEMS.fiveState, observation.valueCodeableConcept);
  return {
    primary: primary === null ? null : oneOf(FIVE_STATES, primary, 'state'),
    also: named('conclusion-also'),
    tendencies: named('conclusion-tendency'),
    text: observation.note?.[0]?.text ?? '',
  };
}

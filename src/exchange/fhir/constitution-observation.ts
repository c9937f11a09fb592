import { CONSTITUTIONS, type Constitution, type ConstitutionResult, type Verdict } from '../../domain/constitution.ts';
import { codeIn, concept, extension, findExtension, findExtensions, oneOf, referTo, required } from './elements.ts';
import { NATIONAL_PLATFORM_CODES, type PlatformCodes } from './platform-codes.ts';
import { furtherMark, questionnaireCanonical, readCanonical } from './questionnaire-response.ts';
import type { CodeableConcept, Extension, Observation, ObservationComponent } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

/** DE05.01.065.00 中医体质分类代码, national data-element catalogue. */
const PANEL_CODE = 'DE05.01.065.00';
const VERDICTS: readonly Verdict[] = ['yes', 'basically', 'tendency', 'no'];

/**
 * The result as a panel: nine components with score and verdict; the value is the primary constitution. Where the rule
 * names none (未能判定) there is a dataAbsentReason instead of a value.
 */
export function constitutionObservation(
  context: VisitContext,
  result: ConstitutionResult,
  answersId: string | null,
  role: 'main' | 'further' = 'main',
  codes: PlatformCodes = NATIONAL_PLATFORM_CODES,
): Observation {
  const { conclusion, scorer } = result;
  const parts = role === 'main' ? ['constitution'] : ['constitution', result.questionnaire];
  return {
    resourceType: 'Observation',
    id: context.ids.of(...parts),
    extension: [
      ...(role === 'main' ? [] : [furtherMark()]),
      extension('scored-questionnaire', { valueString: questionnaireCanonical(result.questionnaire, result.version) }),
      extension('scorer-sha256', { valueString: scorer.sha256 }),
      extension('platform-codes', { valueString: codes.version }),
      ...conclusionExtensions(conclusion),
    ],
    identifier: [{ system: SYSTEMS.visit, value: [context.visit.id, ...parts].join('/') }],
    status: 'final',
    category: [concept(SYSTEMS.observationCategory, 'survey')],
    code: { coding: [{ system: SYSTEMS.dataElement, code: PANEL_CODE, display: '中医体质分类代码' }] },
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: context.completedAt,
    ...(conclusion.primary === null
      ? { dataAbsentReason: concept(SYSTEMS.dataAbsentReason, 'unknown', '未能判定') }
      : { valueCodeableConcept: constitutionConcept(conclusion.primary, codes) }),
    ...(conclusion.text.trim() === '' ? {} : { note: [{ text: conclusion.text }] }),
    method: { coding: [{ system: SYSTEMS.method, code: scorer.name, version: scorer.version }] },
    ...(answersId === null ? {} : { derivedFrom: [referTo(answersId)] }),
    ...(result.scales.length === 0 ? {} : { component: result.scales.map((scale) => scaleComponent(scale, codes)) }),
  };
}

function scaleComponent(scale: ConstitutionResult['scales'][number], codes: PlatformCodes): ObservationComponent {
  return {
    code: constitutionConcept(scale.id, codes),
    valueQuantity: { value: scale.score, system: SYSTEMS.ucum, code: '{score}' },
    interpretation: [verdictConcept(scale.verdict, codes)],
    extension: [extension('raw-score', { valueDecimal: scale.raw })],
  };
}

function constitutionConcept(id: Constitution, codes: PlatformCodes): CodeableConcept {
  const { code, display } = codes.constitution[id];
  return {
    coding: [
      { system: SYSTEMS.nationalConstitution, code, display },
      { system: SYSTEMS.constitution, code: id },
    ],
    text: display,
  };
}

function verdictConcept(verdict: Verdict, codes: PlatformCodes): CodeableConcept {
  const national = codes.verdict[verdict];
  const own = { system: SYSTEMS.verdict, code: verdict };
  return { coding: national === null ? [own] : [{ system: SYSTEMS.nationalVerdict, ...national }, own] };
}

function conclusionExtensions(conclusion: ConstitutionResult['conclusion']): Extension[] {
  const each = (name: string, ids: readonly Constitution[]) => ids.map((id) => extension(name, { valueCode: id }));
  return [
    ...each('conclusion-also', conclusion.also),
    ...each('conclusion-tendency', conclusion.tendencies),
    ...each('conclusion-tied', conclusion.tied),
    extension('conclusion-contradictory', { valueBoolean: conclusion.contradictory }),
  ];
}

export function isConstitution(observation: Observation): boolean {
  return codeIn(SYSTEMS.dataElement, observation.code) === PANEL_CODE;
}

export function constitutionFrom(observation: Observation): ConstitutionResult {
  const { id, version } = readCanonical(
    required(findExtension(observation, 'scored-questionnaire')?.valueString, 'the scored questionnaire'),
  );
  const scorer = required(observation.method?.coding?.[0], 'the scorer');
  return {
    questionnaire: id,
    version,
    scorer: {
      name: scorer.code,
      version: required(scorer.version, 'the scorer version'),
      sha256: required(findExtension(observation, 'scorer-sha256')?.valueString, 'the scorer digest'),
    },
    scales: (observation.component ?? []).map(scaleFrom),
    conclusion: conclusionFrom(observation),
  };
}

function scaleFrom(component: ObservationComponent): ConstitutionResult['scales'][number] {
  return {
    id: oneOf(CONSTITUTIONS, codeIn(SYSTEMS.constitution, component.code), 'constitution'),
    raw: required(findExtension(component, 'raw-score')?.valueDecimal, 'a raw score'),
    score: required(component.valueQuantity?.value, 'a score'),
    verdict: oneOf(VERDICTS, codeIn(SYSTEMS.verdict, component.interpretation?.[0]), 'verdict'),
  };
}

function conclusionFrom(observation: Observation): ConstitutionResult['conclusion'] {
  const named = (name: string) =>
    findExtensions(observation, name).map(({ valueCode }) => oneOf(CONSTITUTIONS, valueCode, 'constitution'));
  const primary = codeIn(SYSTEMS.constitution, observation.valueCodeableConcept);
  return {
    primary: primary === null ? null : oneOf(CONSTITUTIONS, primary, 'constitution'),
    also: named('conclusion-also'),
    tendencies: named('conclusion-tendency'),
    tied: named('conclusion-tied'),
    contradictory: findExtension(observation, 'conclusion-contradictory')?.valueBoolean ?? false,
    text: observation.note?.[0]?.text ?? '',
  };
}

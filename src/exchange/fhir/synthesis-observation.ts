import { CONSTITUTION_NAMES, CONSTITUTIONS } from '../../domain/constitution.ts';
import {
  type Agreement,
  type ConstitutionAgreement,
  MODALITIES,
  type Modality,
  type ModalityAgreement,
  type NotAssessableReason,
  type Synthesis,
} from '../../domain/synthesis.ts';
import { codeIn, concept, extension, findExtension, findExtensions, oneOf, ownCode, required } from './elements.ts';
import type { Extension, Observation, ObservationComponent } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const CODE = 'four-diagnosis-agreement';
const AGREEMENTS: readonly Agreement[] = ['agree', 'neutral', 'disagree', 'not-assessable'];
const REASONS: readonly NotAssessableReason[] = ['not-taken', 'poor-quality', 'no-evidence'];
const VERDICTS = ['yes', 'basically', 'tendency', 'no'] as const;
const AGREEMENT_NAMES: Readonly<Record<Agreement, string>> = {
  agree: '一致',
  neutral: '中性',
  disagree: '不一致',
  'not-assessable': '不足以判断',
};

/** 四诊合参: a component for each constitution and modality. It has no value of its own: the verdict stands elsewhere. */
export function synthesisObservation(context: VisitContext, synthesis: Synthesis): Observation {
  return {
    resourceType: 'Observation',
    id: context.ids.of(CODE),
    extension: synthesisSource(synthesis),
    identifier: [{ system: SYSTEMS.visit, value: `${context.visit.id}/${CODE}` }],
    status: 'final',
    category: [concept(SYSTEMS.observationCategory, 'exam')],
    code: ownCode(CODE, '四诊合参'),
    subject: context.subject,
    encounter: context.encounter,
    effectiveDateTime: context.completedAt,
    method: { coding: [{ system: SYSTEMS.method, code: synthesis.model.name, version: synthesis.model.version }] },
    component: synthesisComponents(synthesis),
  };
}

export function isSynthesis(observation: Observation): boolean {
  return codeIn(SYSTEMS.code, observation.code) === CODE;
}

/** Model and evidence table, where they are not the Observation's method. */
export function synthesisSource({ model, evidence }: Synthesis): Extension[] {
  return [
    extension('synthesis-model', { valueString: `${model.name}@${model.version}` }),
    extension('synthesis-sha256', { valueString: model.sha256 }),
    extension('evidence-version', { valueString: evidence.version }),
    extension('evidence-origin', { valueCode: evidence.origin }),
  ];
}

export function synthesisComponents({ constitutions }: Synthesis): ObservationComponent[] {
  return constitutions.flatMap(({ constitution, verdict, modalities }) =>
    modalities.map(
      (one): ObservationComponent => ({
        code: {
          coding: [
            { system: SYSTEMS.constitution, code: constitution },
            { system: SYSTEMS.modality, code: one.modality },
          ],
          text: CONSTITUTION_NAMES[constitution],
        },
        valueCodeableConcept: concept(SYSTEMS.agreement, one.agreement, AGREEMENT_NAMES[one.agreement]),
        extension: [
          extension('verdict', { valueCode: verdict }),
          ...(one.lnLr === null ? [] : [extension('ln-likelihood-ratio', { valueDecimal: one.lnLr })]),
          ...(one.reason === null ? [] : [extension('not-assessable-reason', { valueCode: one.reason })]),
          ...one.contributions.map(({ sign, lnLr }) => extension('sign', { valueString: `${sign}=${lnLr}` })),
        ],
      }),
    ),
  );
}

/** Null where the Observation carries none. Throws `exchange/bundle-unreadable`. */
export function synthesisFrom(observation: Observation): Synthesis | null {
  const named = findExtension(observation, 'synthesis-model')?.valueString;
  if (named === undefined) return null;
  const [name = '', version = ''] = named.split('@');
  const text = (extensionName: string) =>
    required(findExtension(observation, extensionName)?.valueString, extensionName);
  const components = (observation.component ?? []).filter(({ code }) => codeIn(SYSTEMS.modality, code) !== null);
  const constitutions = CONSTITUTIONS.flatMap((constitution): ConstitutionAgreement[] => {
    const own = components.filter(({ code }) => codeIn(SYSTEMS.constitution, code) === constitution);
    const [first] = own;
    if (first === undefined) return [];
    const verdict = oneOf(VERDICTS, findExtension(first, 'verdict')?.valueCode, 'verdict');
    return [{ constitution, verdict, modalities: own.map(modalityFrom) }];
  });
  return {
    model: { name, version, sha256: text('synthesis-sha256') },
    evidence: {
      version: text('evidence-version'),
      origin: oneOf(['published', 'local'], findExtension(observation, 'evidence-origin')?.valueCode, 'origin'),
    },
    constitutions,
  };
}

function modalityFrom(component: ObservationComponent): ModalityAgreement {
  const reason = findExtension(component, 'not-assessable-reason')?.valueCode;
  return {
    modality: oneOf<Modality>(MODALITIES, codeIn(SYSTEMS.modality, component.code), 'modality'),
    agreement: oneOf(AGREEMENTS, codeIn(SYSTEMS.agreement, component.valueCodeableConcept), 'agreement'),
    lnLr: findExtension(component, 'ln-likelihood-ratio')?.valueDecimal ?? null,
    reason: reason === undefined ? null : oneOf(REASONS, reason, 'reason'),
    contributions: findExtensions(component, 'sign').map(({ valueString }) => {
      const [sign = '', lnLr = ''] = (valueString ?? '').split('=');
      return { sign, lnLr: Number(lnLr) };
    }),
  };
}

import type { Constitution, Verdict } from './constitution.ts';

/** What stands beside the answers; 闻诊 listening is not offered. */
export const MODALITIES = ['tongue', 'face', 'pulse'] as const;

export type Modality = (typeof MODALITIES)[number];

/** 一致, 中性, 不一致, 不足以判断. */
export type Agreement = 'agree' | 'neutral' | 'disagree' | 'not-assessable';

/** Why a modality says nothing of a constitution. */
export type NotAssessableReason = 'not-taken' | 'poor-quality' | 'no-evidence';

/** One sign's part in a modality's sum. */
export interface SignContribution {
  /** Id of the evidence table's sign. */
  readonly sign: string;
  /** Natural logarithm of the likelihood ratio, before the modality's sum is clipped. */
  readonly lnLr: number;
}

export interface ModalityAgreement {
  readonly modality: Modality;
  readonly agreement: Agreement;
  /** Clipped sum; null when not assessable. */
  readonly lnLr: number | null;
  readonly reason: NotAssessableReason | null;
  /** Signs that were present and weigh something, the heaviest first. */
  readonly contributions: readonly SignContribution[];
}

export interface ConstitutionAgreement {
  readonly constitution: Constitution;
  /** The standard's verdict on the answers; never changed by what stands beside it. */
  readonly verdict: Verdict;
  readonly modalities: readonly ModalityAgreement[];
}

/** 四诊合参 of one visit: what the devices' findings say to the verdict on the answers. */
export interface Synthesis {
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly evidence: { readonly version: string; readonly origin: 'published' | 'local' };
  readonly constitutions: readonly ConstitutionAgreement[];
}

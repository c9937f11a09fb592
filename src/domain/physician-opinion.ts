import type { Constitution } from './constitution.ts';
import type { PhysicianSignValues } from './physician-signs.ts';
import type { Synthesis } from './synthesis.ts';

/** The constitutions a physician confirms; recorded beside the verdict of the answers, never over it. */
export interface ConfirmedConstitutions {
  readonly constitutions: readonly Constitution[];
  /** Why, where it differs from the verdict; may be empty where it does not. */
  readonly reason: string;
}

/**
 * What a physician saw and judged of a completed visit (医师判定). Opinions are added, never changed: the latest one stands,
 * the earlier ones stay.
 */
export interface PhysicianOpinion {
  readonly id: string;
  readonly visitId: string;
  readonly physicianId: string;
  readonly recordedAt: string;
  readonly signs: PhysicianSignValues;
  /** Null while the physician has recorded signs only. */
  readonly confirmed: ConfirmedConstitutions | null;
  /** 四诊合参 with these signs; null where its model was left out. */
  readonly synthesis: Synthesis | null;
}

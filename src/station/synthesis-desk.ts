import type { ConstitutionResult } from '../domain/constitution.ts';
import type { PhysicianSignValues } from '../domain/physician-signs.ts';
import type { Synthesis } from '../domain/synthesis.ts';
import type { VisitFindings } from '../domain/visit.ts';
import { publishedEvidence } from '../synthesis/evidence-table.ts';
import { synthesise } from '../synthesis/synthesise.ts';
import type { RuleModels } from './rule-models.ts';

/** Sets the findings of a visit beside the verdict of its answers. */
export interface SynthesisDesk {
  /** Null where the model was left out: the station runs on without it. */
  synthesise(
    result: ConstitutionResult,
    findings: VisitFindings,
    signs?: PhysicianSignValues,
  ): Promise<Synthesis | null>;
}

export function createSynthesisDesk(models: RuleModels): SynthesisDesk {
  return {
    async synthesise(result, findings, signs = {}) {
      const model = await models.find('synthesis');
      return model === null ? null : synthesise({ model, table: publishedEvidence() }, result, findings, signs);
    },
  };
}

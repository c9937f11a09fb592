import { join } from 'node:path';
import type { Clock } from '../domain/clock.ts';
import type { ConstitutionResult } from '../domain/constitution.ts';
import type { PhysicianSignValues } from '../domain/physician-signs.ts';
import type { Synthesis } from '../domain/synthesis.ts';
import type { VisitFindings } from '../domain/visit.ts';
import { type ModelRegistry, openModelRegistry } from '../inference/model-registry.ts';
import type { VersionedDocuments } from '../records/versioned-documents.ts';
import { type EvidenceTable, parseEvidence, publishedEvidence } from '../synthesis/evidence-table.ts';
import { writeLocalModel } from '../synthesis/local-model.ts';
import { type SynthesisModel, synthesise } from '../synthesis/synthesise.ts';
import type { RuleModels } from './rule-models.ts';

/** Sets the findings of a visit beside the verdict of its answers. */
export interface SynthesisDesk {
  /** Null where the model was left out: the station runs on without it. */
  synthesise(
    result: ConstitutionResult,
    findings: VisitFindings,
    signs?: PhysicianSignValues,
  ): Promise<Synthesis | null>;
  /** Checks and keeps the evidence that a county sent; used from then on. Throws `synthesis/invalid-evidence`. */
  keepEvidence(document: unknown): Promise<EvidenceTable>;
  close(): Promise<void>;
}

export interface SynthesisDeskOptions {
  readonly models: RuleModels;
  readonly documents: VersionedDocuments;
  /** Where models compiled on this station lie. */
  readonly localModelsDir: string;
  readonly clock: Clock;
}

interface LocalModel extends SynthesisModel {
  readonly registry: ModelRegistry;
}

/** The county's own table where there is one that passes its checks, else the published one. */
export function createSynthesisDesk({ models, documents, localModelsDir, clock }: SynthesisDeskOptions): SynthesisDesk {
  let local: Promise<LocalModel | null> | null = null;

  const openLocal = async (): Promise<LocalModel | null> => {
    const kept = await documents.latest();
    if (kept === null) return null;
    const table = parseEvidence(JSON.parse(kept.document));
    const modelsDir = join(localModelsDir, table.version.replaceAll(/[^\w.-]/g, '_'));
    await writeLocalModel(table, modelsDir);
    const registry = await openModelRegistry({ modelsDir, clock, only: ['synthesis'] });
    return { registry, table, model: registry.get('synthesis') };
  };
  const inForce = async (): Promise<SynthesisModel | null> => {
    local ??= openLocal().catch(() => null);
    const own = await local;
    if (own !== null) return own;
    const model = await models.find('synthesis');
    return model === null ? null : { model, table: publishedEvidence() };
  };
  const closeLocal = async (): Promise<void> => {
    const own = await local;
    local = null;
    await own?.registry.close();
  };
  return {
    async synthesise(result, findings, signs = {}) {
      const use = await inForce();
      return use === null ? null : synthesise(use, result, findings, signs);
    },
    async keepEvidence(document) {
      const table = parseEvidence(document);
      const kept = await documents.latest();
      if (kept?.version === table.version) return table;
      const computedAt = table.fitted?.computedAt ?? new Date(clock.wallMs()).toISOString();
      await documents.add({ version: table.version, computedAt, document: JSON.stringify(table) });
      await closeLocal();
      return table;
    },
    close: closeLocal,
  };
}

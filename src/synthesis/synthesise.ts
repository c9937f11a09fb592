import { CONSTITUTIONS, type ConstitutionResult } from '../domain/constitution.ts';
import type { PhysicianSignValues } from '../domain/physician-signs.ts';
import {
  type ConstitutionAgreement,
  MODALITIES,
  type Modality,
  type ModalityAgreement,
  type SignContribution,
  type Synthesis,
} from '../domain/synthesis.ts';
import type { VisitFindings } from '../domain/visit.ts';
import type { Model, NamedTensors } from '../inference/model.ts';
import { agreementOf } from './agreement.ts';
import type { EvidenceTable } from './evidence-table.ts';
import { inputsOf, readSigns, type SignReadings } from './read-signs.ts';
import { SIGNS } from './signs.ts';
import { SynthesisError } from './synthesis-error.ts';

/** A table with the model compiled from it. */
export interface SynthesisModel {
  readonly model: Model;
  readonly table: EvidenceTable;
}

/**
 * 四诊合参: what tongue, face and pulse say to each verdict of the answers. The verdicts are taken as they are and never
 * changed. Rejects with `inference/…` and `synthesis/unexpected-sums`.
 */
export async function synthesise(
  { model, table }: SynthesisModel,
  result: ConstitutionResult,
  findings: VisitFindings,
  physician: PhysicianSignValues = {},
): Promise<Synthesis> {
  const readings = readSigns(findings, physician);
  const outputs = readOutputs(await model.run(inputsOf([readings])));
  const { name, version, sha256 } = model;
  return {
    model: { name, version, sha256 },
    evidence: { version: table.version, origin: table.origin },
    constitutions: result.scales.map(({ id, verdict }): ConstitutionAgreement => {
      const modalities = MODALITIES.map((modality) => {
        const weighed = weigh(outputs, readings, modality, CONSTITUTIONS.indexOf(id));
        const agreement = weighed.lnLr === null ? 'not-assessable' : agreementOf(verdict, weighed.lnLr);
        return { modality, agreement, ...weighed } as const;
      });
      return { constitution: id, verdict, modalities };
    }),
  };
}

interface Outputs {
  readonly contributions: Float64Array;
  readonly sums: Float64Array;
  readonly evidence: Float64Array;
}

function readOutputs(outputs: NamedTensors): Outputs {
  const read = (name: string, length: number): Float64Array => {
    const tensor = outputs[name];
    if (tensor?.type !== 'float64' || tensor.data.length !== length || !tensor.data.every(Number.isFinite))
      throw new SynthesisError('synthesis/unexpected-sums', `the model returned no usable ${name}`, { tensor: name });
    return tensor.data;
  };
  const types = CONSTITUTIONS.length;
  return {
    contributions: read('contributions', SIGNS.length * types),
    sums: read('sums', MODALITIES.length * types),
    evidence: read('evidence', MODALITIES.length * types),
  };
}

function weigh(
  { contributions, sums, evidence }: Outputs,
  readings: SignReadings,
  modality: Modality,
  column: number,
): Pick<ModalityAgreement, 'lnLr' | 'reason' | 'contributions'> {
  const types = CONSTITUTIONS.length;
  const at = MODALITIES.indexOf(modality) * types + column;
  if ((evidence[at] ?? 0) === 0)
    return { lnLr: null, reason: readings.unread[modality] ?? 'no-evidence', contributions: [] };
  const signs = SIGNS.flatMap((sign, row): SignContribution[] => {
    const lnLr = contributions[row * types + column] ?? 0;
    return sign.modality === modality && lnLr !== 0 ? [{ sign: sign.id, lnLr }] : [];
  });
  const heaviestFirst = signs.sort((p, q) => Math.abs(q.lnLr) - Math.abs(p.lnLr));
  return { lnLr: sums[at] ?? 0, reason: null, contributions: heaviestFirst };
}

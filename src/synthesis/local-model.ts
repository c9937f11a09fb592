import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONSTITUTIONS } from '../domain/constitution.ts';
import { MODALITIES } from '../domain/synthesis.ts';
import { ONNX_OPSET } from '../inquiry/onnx-graph.ts';
import { compileSynthesis, evidenceWeights, MODALITY_CLIP } from './compile-synthesis.ts';
import type { EvidenceTable } from './evidence-table.ts';
import { SIGNS } from './signs.ts';

const MODEL = 'synthesis';

/**
 * Compiles a county's table into a model folder like the ones that ship, below `modelsDir`, so that it passes the same
 * checks before it is used. Its golden answers are computed by the plain rule, not by the model: a wrong compilation is
 * refused by the registry.
 */
export async function writeLocalModel(table: EvidenceTable, modelsDir: string): Promise<void> {
  const folder = join(modelsDir, MODEL);
  const modelBytes = compileSynthesis(table);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), modelBytes);
  await writeFile(join(folder, 'model.json'), JSON.stringify(manifestOf(table, modelBytes)));
  await writeFile(join(folder, 'golden.json'), JSON.stringify(goldenOf(table)));
  await writeFile(join(folder, 'card.md'), cardOf(table));
}

function manifestOf(table: EvidenceTable, modelBytes: Uint8Array): object {
  const signs = { type: 'float64', dims: [null, SIGNS.length] };
  const sums = { type: 'float64', dims: [null, MODALITIES.length, CONSTITUTIONS.length] };
  return {
    name: MODEL,
    version: '1.0.0',
    sha256: sha256(modelBytes),
    opset: ONNX_OPSET,
    inputs: { present: signs, judged: signs },
    outputs: {
      contributions: { type: 'float64', dims: [null, SIGNS.length, CONSTITUTIONS.length] },
      sums,
      evidence: sums,
    },
    source: {
      path: `evidence table ${table.version}`,
      sha256: sha256(new TextEncoder().encode(JSON.stringify(table))),
    },
    terms: { use: 'unrestricted', statement: 'The county’s own, from confirmed cases and the published table.' },
  };
}

/** Every sign at once, by the plain rule. */
function goldenOf(table: EvidenceTable): object {
  const weights = evidenceWeights(table);
  const all = { type: 'float64', dims: [1, SIGNS.length], data: SIGNS.map(() => 1) };
  const data = MODALITIES.flatMap((modality) =>
    CONSTITUTIONS.map((_, type) => {
      const own = SIGNS.map((sign, row) =>
        sign.modality === modality ? (weights[row * CONSTITUTIONS.length + type] ?? 0) : 0,
      );
      const sum = own.reduce((total, weight) => total + weight, 0);
      return Math.max(-MODALITY_CLIP, Math.min(MODALITY_CLIP, sum));
    }),
  );
  const sums = { type: 'float64', dims: [1, MODALITIES.length, CONSTITUTIONS.length], data };
  return {
    absoluteTolerance: 1e-9,
    cases: [{ name: 'all signs', inputs: { present: all, judged: all }, outputs: { sums } }],
  };
}

function cardOf({ version, fitted }: EvidenceTable): string {
  const origin =
    fitted === undefined ? '' : ` Fitted in ${fitted.region} on ${fitted.cases} confirmed cases, ${fitted.computedAt}.`;
  return `# synthesis, local evidence ${version}\n\nCompiled from a table the county sent.${origin} Rule and limits: the card of the model that ships.\n`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

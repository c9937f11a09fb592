import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareWithGolden, parseGolden } from './golden.ts';
import { InferenceError } from './inference-error.ts';
import type { InferenceErrorCode } from './inference-error-codes.ts';
import type { Model } from './model.ts';
import { type ModelManifest, type ModelTerms, parseManifest } from './model-manifest.ts';
import { sameSignatures } from './tensor-signature.ts';
import { createWorkerModel } from './worker-model.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { ModelAnswer, ModelJob } from './worker-protocol.ts';

export interface VerifiedModel {
  readonly model: Model;
  /** Markdown: data, licence, figures and limits. */
  readonly card: string;
  readonly terms: ModelTerms;
}

export interface ModelFolder {
  readonly modelsDir: string;
  readonly folder: string;
  readonly researchModels: boolean;
}

/**
 * Opens `modelsDir/folder` and passes it only when the manifest, the card, the checksum, the signature and every golden
 * answer are right. Rejects with the `InferenceError` of the first check that failed.
 */
export async function verifyModel(
  { modelsDir, folder, researchModels }: ModelFolder,
  pool: WorkerPool<ModelJob, ModelAnswer>,
): Promise<VerifiedModel> {
  const read = (file: string, code: InferenceErrorCode) => readText(join(modelsDir, folder, file), code);
  const manifest = parseManifest(await read('model.json', 'inference/invalid-manifest'), folder);
  const { terms } = manifest;
  if (terms.use === 'research' && !researchModels) throw new InferenceError('inference/switched-off', terms.statement);
  const card = await read('card.md', 'inference/card-missing');
  if (card.trim() === '') throw new InferenceError('inference/card-missing', 'card.md is empty');
  const cases = parseGolden(await read('golden.json', 'inference/invalid-golden'));

  const path = join(modelsDir, folder, 'model.onnx');
  await checkSignature(manifest, path, pool);
  const model = createWorkerModel(manifest, path, pool);
  for (const golden of cases) compareWithGolden(golden, await model.run(golden.inputs));
  return { model, card, terms };
}

async function checkSignature(
  manifest: ModelManifest,
  path: string,
  pool: WorkerPool<ModelJob, ModelAnswer>,
): Promise<void> {
  const described = await pool.run({ kind: 'describe', file: { path, sha256: manifest.sha256 } });
  if (
    described.kind !== 'described' ||
    !sameSignatures(described.inputs, manifest.inputs) ||
    !sameSignatures(described.outputs, manifest.outputs)
  ) {
    throw new InferenceError('inference/signature-mismatch', 'model.json and model.onnx declare different tensors');
  }
}

async function readText(path: string, code: InferenceErrorCode): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InferenceError(code, 'the file cannot be read', {}, cause);
  }
}

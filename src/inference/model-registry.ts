import { readdir } from 'node:fs/promises';
import { type Clock, systemClock } from '../domain/clock.ts';
import { InferenceError } from './inference-error.ts';
import type { InferenceErrorCode } from './inference-error-codes.ts';
import type { Model } from './model.ts';
import { type VerifiedModel, verifyModel } from './verify-model.ts';
import { WorkerPool } from './worker-pool.ts';
import type { ModelAnswer, ModelJob } from './worker-protocol.ts';

export interface ModelRegistryOptions {
  /** One folder for each model: `model.onnx`, `model.json`, `card.md`, `golden.json`. */
  readonly modelsDir: string;
  /** Names of the models that are wanted; every folder when absent. */
  readonly only?: readonly string[];
  /** False leaves out models under research terms, by `inference/switched-off`. Default true. */
  readonly researchModels?: boolean;
  readonly workers?: number;
  /** Longest one run may take. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** A folder that failed a check and is left out. */
export interface RefusedModel {
  readonly folder: string;
  readonly code: InferenceErrorCode;
  readonly message: string;
}

export interface ModelRegistry {
  readonly models: readonly VerifiedModel[];
  readonly refused: readonly RefusedModel[];
  /** Throws `InferenceError`: `inference/model-refused` (its reason in `context.reason`), `inference/model-not-found`. */
  get(name: string): Model;
  close(): Promise<void>;
}

/** One thread is enough for one resident at a time; a county that scores in bulk asks for more. */
const DEFAULT_WORKERS = 1;

/** The longest run that ships, a hundred thousand sheets, took 0.1 s on two shared cores: what takes 20 s hangs. */
const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Opens every model of a folder and verifies each: checksum, card, signature, golden answers. A wrong or damaged model
 * is refused by code and the others are served. Rejects only with `inference/models-folder-unreadable`.
 */
export async function openModelRegistry(options: ModelRegistryOptions): Promise<ModelRegistry> {
  const { modelsDir, only, workers = DEFAULT_WORKERS, timeoutMs = DEFAULT_TIMEOUT_MS, clock = systemClock } = options;
  const folders = (await listFolders(modelsDir)).filter((folder) => only === undefined || only.includes(folder));
  const program = new URL('./onnx-worker.ts', import.meta.url);
  const pool = new WorkerPool<ModelJob, ModelAnswer>({ program, size: workers, timeoutMs, clock });
  const outcomes = await Promise.all(folders.map((folder) => tryModel(options, folder, pool)));
  const models = outcomes.flatMap((outcome) => ('model' in outcome ? [outcome] : []));
  const refused = outcomes.flatMap((outcome) => ('code' in outcome ? [outcome] : []));
  return { models, refused, get: (name) => find(name, models, refused), close: () => pool.close() };
}

async function tryModel(
  { modelsDir, researchModels = true }: ModelRegistryOptions,
  folder: string,
  pool: WorkerPool<ModelJob, ModelAnswer>,
): Promise<VerifiedModel | RefusedModel> {
  try {
    return await verifyModel({ modelsDir, folder, researchModels }, pool);
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    return { folder, code: error.code, message: error.message };
  }
}

async function listFolders(modelsDir: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(modelsDir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new InferenceError('inference/models-folder-unreadable', `cannot list ${modelsDir}`, { modelsDir }, cause);
  }
}

function find(name: string, models: readonly VerifiedModel[], refused: readonly RefusedModel[]): Model {
  const verified = models.find(({ model }) => model.name === name);
  if (verified !== undefined) return verified.model;
  const reason = refused.find(({ folder }) => folder === name);
  if (reason === undefined) throw new InferenceError('inference/model-not-found', `no model ${name}`, { model: name });
  throw new InferenceError('inference/model-refused', `model ${name} was refused: ${reason.message}`, {
    model: name,
    reason: reason.code,
  });
}

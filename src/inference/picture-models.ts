import type { Clock } from '../domain/clock.ts';
import type { PictureModelState } from '../domain/picture-model-state.ts';
import type { Model } from './model.ts';
import { type ModelRegistry, openModelRegistry } from './model-registry.ts';

/** Folders of the models that look at pictures. Each may be missing, damaged or switched off: the rest goes on. */
export const PICTURE_MODELS = ['tongue-segmentation', 'tongue-attributes', 'face-detection', 'face-landmarks'] as const;

export type PictureModelName = (typeof PICTURE_MODELS)[number];

/** Models of pictures, opened and checked when first asked for. */
export interface PictureModels {
  /** Null when the model is left out; `states` says why. */
  find(name: PictureModelName): Promise<Model | null>;
  states(): Promise<readonly PictureModelState[]>;
  close(): Promise<void>;
}

export interface PictureModelsOptions {
  readonly modelsDir: string;
  readonly researchModels: boolean;
  readonly clock: Clock;
}

export function createPictureModels(options: PictureModelsOptions): PictureModels {
  let opening: Promise<ModelRegistry> | null = null;
  const registry = (): Promise<ModelRegistry> => {
    opening ??= openModelRegistry({ ...options, only: PICTURE_MODELS });
    return opening;
  };
  return {
    async find(name) {
      return (await registry()).models.find(({ model }) => model.name === name)?.model ?? null;
    },
    async states() {
      const opened = await registry();
      return PICTURE_MODELS.map((name) => stateOf(name, opened));
    },
    async close() {
      const opened = await opening?.catch(() => null);
      await opened?.close();
    },
  };
}

function stateOf(name: PictureModelName, { models, refused }: ModelRegistry): PictureModelState {
  const verified = models.find(({ model }) => model.name === name);
  if (verified !== undefined) {
    const { version, sha256 } = verified.model;
    return { name, version, sha256, terms: verified.terms, code: null };
  }
  const known = refused.find(({ folder }) => folder === name)?.code;
  return { name, version: null, sha256: null, terms: null, code: known ?? 'inference/model-not-found' };
}

import { readdirSync } from 'node:fs';
import type { Clock } from '../domain/clock.ts';
import type { Model } from '../inference/model.ts';
import { type ModelRegistry, openModelRegistry } from '../inference/model-registry.ts';
import { PICTURE_MODELS } from '../inference/picture-models.ts';

/** Models that compute by rule (scorers, 四诊合参): opened and checked when first asked for, in one thread for all. */
export interface RuleModels {
  /** Rejects with `inference/model-not-found`, `inference/model-refused`. */
  get(name: string): Promise<Model>;
  /** Null where `get` rejects. */
  find(name: string): Promise<Model | null>;
  /** Opens them now; otherwise the first question does. */
  start(): void;
  close(): Promise<void>;
}

export function createRuleModels(modelsDir: string, clock: Clock): RuleModels {
  let opening: Promise<ModelRegistry> | null = null;
  const registry = (): Promise<ModelRegistry> => {
    // Pictures are looked at in the analysis thread, which opens its models itself.
    opening ??= openModelRegistry({
      modelsDir,
      clock,
      only: readdirSync(modelsDir).filter((name) => !isOfPictures(name)),
    });
    return opening;
  };
  const get = async (name: string): Promise<Model> => (await registry()).get(name);
  return {
    get,
    find: (name) => get(name).catch(() => null),
    start() {
      registry().catch(() => undefined);
    },
    async close() {
      const opened = await opening?.catch(() => null);
      await opened?.close();
    },
  };
}

const isOfPictures = (name: string): boolean => (PICTURE_MODELS as readonly string[]).includes(name);

import { parseArgs } from 'node:util';
import { openModelRegistry } from '../../inference/model-registry.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { MODELS_DIR } from '../project-paths.ts';

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  const registry = await openModelRegistry({ modelsDir: MODELS_DIR });
  try {
    for (const { model } of registry.models)
      io.out(JSON.stringify({ name: model.name, version: model.version, sha256: model.sha256, state: 'verified' }));
    for (const refused of registry.refused)
      io.out(JSON.stringify({ name: refused.folder, state: 'refused', code: refused.code }));
    return registry.refused.length === 0 ? EXIT.ok : EXIT.badInput;
  } finally {
    await registry.close();
  }
}

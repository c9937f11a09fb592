import { parseArgs } from 'node:util';
import { openModelRegistry } from '../../inference/model-registry.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { MODELS_DIR } from '../project-paths.ts';

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { json: { type: 'boolean' }, 'no-research-models': { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const registry = await openModelRegistry({
    modelsDir: MODELS_DIR,
    researchModels: values['no-research-models'] !== true,
  });
  try {
    for (const { model, terms } of registry.models) {
      const { name, version, sha256 } = model;
      io.out(JSON.stringify({ name, version, sha256, state: 'verified', terms }));
    }
    const switchedOff = (code: string) => code === 'inference/switched-off';
    for (const { folder, code } of registry.refused)
      io.out(JSON.stringify({ name: folder, state: switchedOff(code) ? 'switched-off' : 'refused', code }));
    return registry.refused.every(({ code }) => switchedOff(code)) ? EXIT.ok : EXIT.badInput;
  } finally {
    await registry.close();
  }
}

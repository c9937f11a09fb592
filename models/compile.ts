import { mkdir, writeFile } from 'node:fs/promises';
import { type BuiltScorer, buildScorer, shippedScorers } from './build-scorer.ts';
import { buildSynthesis } from './build-synthesis.ts';

/**
 * `node models/compile.ts`: writes the scorer of every questionnaire that can be scored, and the model of 四诊合参; the cards
 * are written by hand.
 */
for (const id of shippedScorers()) await write(id, await buildScorer(id));
await write('synthesis', await buildSynthesis());

async function write(name: string, { modelBytes, manifest, golden }: BuiltScorer): Promise<void> {
  const folder = new URL(`./${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('model.onnx', folder), modelBytes);
  await writeFile(new URL('model.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(new URL('golden.json', folder), `${JSON.stringify(golden, null, 2)}\n`);
  process.stdout.write(`${name}: ${modelBytes.length} bytes\n`);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { buildScorer, shippedScorers } from './build-scorer.ts';

/** `node models/compile.ts`: writes the scorer of every questionnaire that can be scored; the cards are written by hand. */
for (const id of shippedScorers()) {
  const { modelBytes, manifest, golden } = await buildScorer(id);
  const folder = new URL(`./${id}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('model.onnx', folder), modelBytes);
  await writeFile(new URL('model.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(new URL('golden.json', folder), `${JSON.stringify(golden, null, 2)}\n`);
  process.stdout.write(`${id}: ${modelBytes.length} bytes\n`);
}

import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { Verdict } from '../../../src/domain/constitution.ts';
import { loadOnnxModel } from '../../../src/inference/onnx-model.ts';
import { compileScorer } from '../../../src/inquiry/compile-scorer.ts';
import type { QuestionnaireDefinition } from '../../../src/inquiry/definition.ts';
import { VERDICT_BY_CODE } from '../../../src/inquiry/verdict-codes.ts';

export interface ScoredRow {
  readonly raw: readonly number[];
  readonly scores: readonly number[];
  readonly verdicts: readonly (Verdict | undefined)[];
}

/** Compiles the definition and runs the graph on the sheets in one batch. */
export async function runCompiled(
  definition: QuestionnaireDefinition,
  sheets: readonly (readonly number[])[],
): Promise<readonly ScoredRow[]> {
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    compileScorer(definition),
  );
  const data = Float32Array.from(sheets.flat());
  const outputs = await model.run({
    answers: { type: 'float32', dims: [sheets.length, definition.numbers.length], data },
  });
  await model.release();
  const columns = definition.scales.length;
  const rowOf = (name: string, row: number) => [
    ...(outputs[name]?.data.slice(row * columns, (row + 1) * columns) ?? []),
  ];
  return sheets.map((_, row) => ({
    raw: rowOf('raw', row),
    scores: rowOf('scores', row),
    verdicts: rowOf('verdicts', row).map((code) => VERDICT_BY_CODE[code]),
  }));
}

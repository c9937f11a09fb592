import type { QuestionnaireDefinition, ScaleDefinition } from './definition.ts';
import { encodeGraph, type GraphConstant, type GraphNode } from './onnx-graph.ts';

/** Raised whenever the same definition would compile to other bytes. */
const COMPILER_VERSION = '1';

/** Reversal of an answer from 1 to 5 is 6 − answer (GB/T 46939-2025: 1→5, 2→4, 3→3, 4→2, 5→1). */
const REVERSAL_SUM = 6;

/**
 * Transformed score = (raw − n) / (4n) × 100 = 25 (raw − n) / n. Verdicts compare the whole number 25 (raw − n) with
 * n × threshold, so that no rounding can move a score across 30, 40 or 60.
 */
const POINTS_PER_STEP = 25;

/**
 * Compiles a definition into an ONNX scorer (GB/T 46939-2025 annex A; ZYYXH/T 157-2009 has the same rule).
 * Input `answers` float32 [batch, items], columns in the order of `definition.numbers`, values 1–5.
 * Outputs, columns in the order of `definition.scales`: `raw` int32 [batch, 9], sums after reversal; `scores`
 * float64 [batch, 9], 0–100, unrounded; `verdicts` int32 [batch, 9], indexes of `VERDICT_BY_CODE`.
 */
export function compileScorer(definition: QuestionnaireDefinition): Uint8Array {
  const columns = definition.scales.length;
  return encodeGraph({
    name: definition.id,
    producerVersion: COMPILER_VERSION,
    description: `${definition.id} ${definition.version}: ${definition.title}`,
    inputs: [{ name: 'answers', element: 'float32', columns: definition.numbers.length }],
    outputs: [
      { name: 'raw', element: 'int32', columns },
      { name: 'scores', element: 'float64', columns },
      { name: 'verdicts', element: 'int32', columns },
    ],
    constants: constantsOf(definition),
    nodes: NODES,
  });
}

function constantsOf(definition: QuestionnaireDefinition): readonly GraphConstant[] {
  const { scales, numbers } = definition;
  const perScale = (name: string, value: (scale: ScaleDefinition) => number): GraphConstant => ({
    name,
    dims: [1, scales.length],
    data: Float32Array.from(scales, value),
  });
  const weights = signedWeights(definition);
  const reversedItems = (column: number) =>
    numbers.filter((_, row) => weights[row * scales.length + column] === -1).length;
  return [
    { name: 'weights', dims: [numbers.length, scales.length], data: weights },
    {
      name: 'reversal',
      dims: [1, scales.length],
      data: Float32Array.from(scales, (_, i) => REVERSAL_SUM * reversedItems(i)),
    },
    perScale('item_count', (scale) => scale.itemCount),
    { name: 'item_count_f64', dims: [1, scales.length], data: Float64Array.from(scales, (scale) => scale.itemCount) },
    { name: 'points_per_step', dims: [], data: Float32Array.of(POINTS_PER_STEP) },
    perScale('yes_points', (scale) => scale.yesAt * scale.itemCount),
    perScale('tendency_points', (scale) => scale.tendencyAt * scale.itemCount),
    { name: 'balanced_then_biased', dims: [2], data: BigInt64Array.of(1n, BigInt(scales.length - 1)) },
    { name: 'one', dims: [], data: Int32Array.of(1) },
    { name: 'two', dims: [], data: Int32Array.of(2) },
  ];
}

/** [items, scales], row-major: 1 where the item counts, −1 where it counts reversed, else 0. */
function signedWeights({ items, numbers, scales }: QuestionnaireDefinition): Float32Array {
  const weights = new Float32Array(numbers.length * scales.length);
  for (const item of items) {
    for (const { scale, reverse } of item.scoredOn) {
      const column = scales.findIndex((candidate) => candidate.id === scale);
      weights[numbers.indexOf(item.number) * scales.length + column] = reverse ? -1 : 1;
    }
  }
  return weights;
}

const node = (
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: NonNullable<GraphNode['attributes']> = {},
): GraphNode => ({ op, inputs, outputs, attributes });

/** `to` of the Cast operator, by `TensorProto.DataType`. */
const TO_INT32 = { to: 6 };
const TO_FLOAT64 = { to: 11 };

const NODES: readonly GraphNode[] = [
  // Original score (原始分): sum after reversal. Sums of whole numbers below 2^24 are exact in float32.
  node('MatMul', ['answers', 'weights'], ['signed_sum']),
  node('Add', ['signed_sum', 'reversal'], ['raw_f32']),
  node('Cast', ['raw_f32'], ['raw'], TO_INT32),

  // Transformed score (转化分), with the one rounding of a float64 division.
  node('Sub', ['raw_f32', 'item_count'], ['steps']),
  node('Mul', ['steps', 'points_per_step'], ['points']),
  node('Cast', ['points'], ['points_f64'], TO_FLOAT64),
  node('Div', ['points_f64', 'item_count_f64'], ['scores']),

  node('GreaterOrEqual', ['points', 'yes_points'], ['reaches_yes_bool']),
  node('GreaterOrEqual', ['points', 'tendency_points'], ['reaches_tendency_bool']),
  node('Cast', ['reaches_yes_bool'], ['reaches_yes'], TO_INT32),
  node('Cast', ['reaches_tendency_bool'], ['reaches_tendency'], TO_INT32),
  node('Split', ['reaches_yes', 'balanced_then_biased'], ['balanced_passes', 'biased_yes'], { axis: 1 }),
  node('Split', ['reaches_tendency', 'balanced_then_biased'], ['balanced_again', 'biased_tendency'], { axis: 1 }),

  // 偏颇质: from 40 是 (1 + 2 = 3), from 30 倾向是 (1), else 否 (0).
  node('Mul', ['biased_yes', 'two'], ['biased_yes_twice']),
  node('Add', ['biased_tendency', 'biased_yes_twice'], ['biased_verdicts']),

  // 平和质: from 60, with no biased type from 30 是 (2 + 1 = 3), with none from 40 基本是 (2), else 否 (0).
  node('ReduceMax', ['biased_yes'], ['any_yes'], { axes: [1], keepdims: 1 }),
  node('ReduceMax', ['biased_tendency'], ['any_tendency'], { axes: [1], keepdims: 1 }),
  node('Sub', ['one', 'any_yes'], ['none_yes']),
  node('Sub', ['one', 'any_tendency'], ['none_tendency']),
  node('Mul', ['none_yes', 'two'], ['none_yes_twice']),
  node('Add', ['none_yes_twice', 'none_tendency'], ['balanced_grade']),
  node('Mul', ['balanced_passes', 'balanced_grade'], ['balanced_verdict']),

  node('Concat', ['balanced_verdict', 'biased_verdicts'], ['verdicts'], { axis: 1 }),
];

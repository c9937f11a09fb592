import { encodeGraph, type GraphConstant, type GraphNode } from './onnx-graph.ts';
import type { ProfileDefinition } from './profile-definition.ts';

/** Raised whenever the same definition would compile to other bytes. */
const COMPILER_VERSION = '1';

/** `to` of the Cast operator, by `TensorProto.DataType`. */
const TO_INT32 = 6;
const TO_FLOAT64 = 11;

/**
 * Compiles a yes/no questionnaire into an ONNX scorer. Input `answers` float32 [batch, statements], 1 for 是 and 0 for
 * 否, in the order of the statements. Outputs: `raw` int32 [batch, scales], answers in the scale's direction; `scores`
 * float64 [batch, scales], their share 0–100; and, where the definition has opposed pairs, `opposed` int32 [batch, 1],
 * how many were answered oppositely.
 */
export function compileProfile(definition: ProfileDefinition): Uint8Array {
  const columns = definition.scales.length;
  const paired = definition.opposed.length > 0;
  return encodeGraph({
    name: definition.id,
    producerVersion: COMPILER_VERSION,
    description: `${definition.id} ${definition.version}`,
    inputs: [{ name: 'answers', element: 'float32', columns: definition.statements.length }],
    outputs: [
      { name: 'raw', element: 'int32', columns },
      { name: 'scores', element: 'float64', columns },
      ...(paired ? ([{ name: 'opposed', element: 'int32', columns: 1 }] as const) : []),
    ],
    constants: [...scaleConstants(definition), ...(paired ? pairConstants(definition) : [])],
    nodes: [...SCALE_NODES, ...(paired ? PAIR_NODES : [])],
  });
}

/** A statement that counts when answered 否 contributes 1 − answer. */
function scaleConstants({ statements, scales }: ProfileDefinition): readonly GraphConstant[] {
  const columns = scales.length;
  const row = rowsOf(statements);
  const weights = new Float32Array(statements.length * columns);
  scales.forEach(({ key }, column) => {
    for (const { number, countsYes } of key) weights[row(number) * columns + column] = countsYes ? 1 : -1;
  });
  const reversed = scales.map(({ key }) => key.filter(({ countsYes }) => !countsYes).length);
  return [
    { name: 'weights', dims: [statements.length, columns], data: weights },
    { name: 'reversal', dims: [1, columns], data: Float32Array.from(reversed) },
    { name: 'percent', dims: [], data: Float32Array.of(100) },
    { name: 'lengths', dims: [1, columns], data: Float64Array.from(scales, ({ key }) => key.length) },
  ];
}

/** The difference of two opposed answers is 1 or −1 where they are opposite, else 0. */
function pairConstants({ statements, opposed }: ProfileDefinition): readonly GraphConstant[] {
  const row = rowsOf(statements);
  const differences = new Float32Array(statements.length * opposed.length);
  opposed.forEach(([first, second], column) => {
    differences[row(first) * opposed.length + column] = 1;
    differences[row(second) * opposed.length + column] = -1;
  });
  return [
    { name: 'differences', dims: [statements.length, opposed.length], data: differences },
    { name: 'ones', dims: [opposed.length, 1], data: new Float32Array(opposed.length).fill(1) },
  ];
}

function rowsOf(statements: ProfileDefinition['statements']): (number: string) => number {
  const rows = new Map(statements.map(({ number }, index) => [number, index]));
  return (number) => rows.get(number) ?? Number.NaN;
}

const SCALE_NODES: readonly GraphNode[] = [
  { op: 'MatMul', inputs: ['answers', 'weights'], outputs: ['signed_sum'] },
  { op: 'Add', inputs: ['signed_sum', 'reversal'], outputs: ['raw_f32'] },
  { op: 'Cast', inputs: ['raw_f32'], outputs: ['raw'], attributes: { to: TO_INT32 } },
  { op: 'Mul', inputs: ['raw_f32', 'percent'], outputs: ['points'] },
  { op: 'Cast', inputs: ['points'], outputs: ['points_f64'], attributes: { to: TO_FLOAT64 } },
  { op: 'Div', inputs: ['points_f64', 'lengths'], outputs: ['scores'] },
];

const PAIR_NODES: readonly GraphNode[] = [
  { op: 'MatMul', inputs: ['answers', 'differences'], outputs: ['signed_difference'] },
  { op: 'Abs', inputs: ['signed_difference'], outputs: ['opposite'] },
  { op: 'MatMul', inputs: ['opposite', 'ones'], outputs: ['opposed_f32'] },
  { op: 'Cast', inputs: ['opposed_f32'], outputs: ['opposed'], attributes: { to: TO_INT32 } },
];

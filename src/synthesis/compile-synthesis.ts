import { CONSTITUTIONS } from '../domain/constitution.ts';
import { MODALITIES } from '../domain/synthesis.ts';
import { encodeGraph, type GraphConstant, type GraphNode } from '../inquiry/onnx-graph.ts';
import type { EvidenceTable } from './evidence-table.ts';
import { SIGNS } from './signs.ts';

/** Raised whenever the same table would compile to other bytes. */
const COMPILER_VERSION = '1';

/**
 * Largest |ln LR| of a modality (LR 2): the best external figures for a single modality are below it, and signs of one
 * picture are not independent, so that their sum says less than it seems.
 */
export const MODALITY_CLIP = 0.7;

const NODES: readonly GraphNode[] = [
  { op: 'Mul', inputs: ['present', 'judged'], outputs: ['seen'] },
  { op: 'Unsqueeze', inputs: ['seen', 'last_axis'], outputs: ['seen_column'] },
  { op: 'Mul', inputs: ['seen_column', 'weights'], outputs: ['contributions'] },
  { op: 'MatMul', inputs: ['modality_signs', 'contributions'], outputs: ['unclipped'] },
  { op: 'Clip', inputs: ['unclipped', 'least', 'most'], outputs: ['sums'] },
  { op: 'Unsqueeze', inputs: ['judged', 'last_axis'], outputs: ['judged_column'] },
  { op: 'Mul', inputs: ['judged_column', 'weighs'], outputs: ['judged_weighing'] },
  { op: 'MatMul', inputs: ['modality_signs', 'judged_weighing'], outputs: ['evidence'] },
];

/**
 * Compiles an evidence table into the log-linear model of 四诊合参. Inputs float64 [batch, signs] in the order of `SIGNS`:
 * `present` 1 where a sign is there, `judged` 1 where it could be looked at. Outputs float64: `contributions`
 * [batch, signs, 9], each sign's ln LR; `sums` [batch, 3, 9], per modality, clipped to ±0.7; `evidence` [batch, 3, 9], how
 * many judged signs weigh anything. A sign that is absent weighs nothing: all nine types can show a normal tongue.
 */
export function compileSynthesis(table: EvidenceTable): Uint8Array {
  const signs = SIGNS.length;
  const types = CONSTITUTIONS.length;
  const value = (name: string, dims: readonly (number | null)[]) => ({ name, element: 'float64', dims }) as const;
  return encodeGraph({
    name: 'synthesis',
    producerVersion: COMPILER_VERSION,
    description: `Evidence ${table.origin} ${table.version}`,
    inputs: [value('present', [null, signs]), value('judged', [null, signs])],
    outputs: [
      value('contributions', [null, signs, types]),
      value('sums', [null, MODALITIES.length, types]),
      value('evidence', [null, MODALITIES.length, types]),
    ],
    constants: constantsOf(table),
    nodes: NODES,
  });
}

function constantsOf(table: EvidenceTable): readonly GraphConstant[] {
  const signs = SIGNS.length;
  const types = CONSTITUTIONS.length;
  const weights = evidenceWeights(table);
  const modalitySigns = MODALITIES.flatMap((modality) => SIGNS.map((sign) => (sign.modality === modality ? 1 : 0)));
  return [
    { name: 'weights', dims: [1, signs, types], data: weights },
    { name: 'weighs', dims: [1, signs, types], data: weights.map((weight) => (weight === 0 ? 0 : 1)) },
    { name: 'modality_signs', dims: [MODALITIES.length, signs], data: Float64Array.from(modalitySigns) },
    { name: 'least', dims: [], data: Float64Array.of(-MODALITY_CLIP) },
    { name: 'most', dims: [], data: Float64Array.of(MODALITY_CLIP) },
    { name: 'last_axis', dims: [1], data: BigInt64Array.of(2n) },
  ];
}

/** ln LR by sign and constitution, row-major in the orders of `SIGNS` and `CONSTITUTIONS`; 0 where the table has no row. */
export function evidenceWeights({ rows }: EvidenceTable): Float64Array {
  const weights = new Float64Array(SIGNS.length * CONSTITUTIONS.length);
  for (const { sign, constitution, lnLr } of rows) {
    const row = SIGNS.findIndex(({ id }) => id === sign);
    weights[row * CONSTITUTIONS.length + CONSTITUTIONS.indexOf(constitution)] = lnLr;
  }
  return weights;
}

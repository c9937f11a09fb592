import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeGraph, type GraphNode } from '../../../src/inquiry/onnx-graph.ts';

/** Adds one to every number: small enough to know the answer. */
export const ADD_ONE: readonly GraphNode[] = [{ op: 'Add', inputs: ['x', 'one'], outputs: ['y'] }];

/** Multiplies batch × batch matrices: one row is done at once, 3,000 rows take seconds. */
export const SLOW_BY_BATCH: readonly GraphNode[] = [
  { op: 'Transpose', inputs: ['x'], outputs: ['across'] },
  { op: 'MatMul', inputs: ['x', 'across'], outputs: ['square'] },
  { op: 'MatMul', inputs: ['square', 'square'], outputs: ['fourth'] },
  { op: 'MatMul', inputs: ['fourth', 'square'], outputs: ['sixth'] },
  { op: 'ReduceMax', inputs: ['sixth'], outputs: ['largest'], attributes: { axes: [1], keepdims: 1 } },
  { op: 'Sub', inputs: ['largest', 'one'], outputs: ['y'] },
];

export function modelBytes(nodes: readonly GraphNode[]): Uint8Array {
  return encodeGraph({
    name: 'test',
    producerVersion: '1',
    description: 'made for a test',
    inputs: [{ name: 'x', element: 'float32', columns: 1 }],
    outputs: [{ name: 'y', element: 'float32', columns: 1 }],
    constants: [{ name: 'one', dims: [], data: Float32Array.of(1) }],
    nodes,
  });
}

export interface ModelFiles {
  readonly 'model.onnx': Uint8Array;
  readonly 'model.json': string;
  readonly 'golden.json': string;
  readonly 'card.md': string;
}

const column = { type: 'float32', dims: [null, 1] };

/** The files of a good model that adds one; `golden` is its answer to 41. */
export function goodFiles(name: string, nodes = ADD_ONE, golden = 42): ModelFiles {
  const bytes = modelBytes(nodes);
  const manifest = {
    name,
    version: '1.0.0',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    opset: 15,
    inputs: { x: column },
    outputs: { y: column },
    source: { path: 'tests/inference/support/model-folder.ts', sha256: '0'.repeat(64) },
    terms: { use: 'unrestricted', statement: 'made by the tests' },
  };
  const tensor = (value: number) => ({ type: 'float32', dims: [1, 1], data: [value] });
  const cases = [{ name: 'one', inputs: { x: tensor(41) }, outputs: { y: tensor(golden) } }];
  return {
    'model.onnx': bytes,
    'model.json': JSON.stringify(manifest),
    'golden.json': JSON.stringify({ absoluteTolerance: 0, cases }),
    'card.md': '# a model for tests\n',
  };
}

/** A models folder on disk. `null` leaves a file out. */
export async function writeModels(
  models: Readonly<Record<string, { readonly [File in keyof ModelFiles]: ModelFiles[File] | null }>>,
): Promise<{ readonly modelsDir: string; readonly remove: () => Promise<void> }> {
  const modelsDir = await mkdtemp(join(tmpdir(), 'sizhen-models-'));
  for (const [folder, files] of Object.entries(models)) {
    await mkdir(join(modelsDir, folder));
    for (const [file, content] of Object.entries(files)) {
      if (content !== null) await writeFile(join(modelsDir, folder, file), content);
    }
  }
  return { modelsDir, remove: () => rm(modelsDir, { recursive: true }) };
}

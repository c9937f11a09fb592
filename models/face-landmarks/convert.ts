import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { encodeGraph, type GraphConstant, type GraphNode, ONNX_OPSET } from '../../src/inquiry/onnx-graph.ts';
import { writeModel } from '../write-model.ts';

/**
 * `node models/face-landmarks/convert.ts`: rebuilds the 68-point landmark network of `@vladmandic/face-api` as ONNX from
 * the weights in that package. The layout of weights and graph stands in `card.md`.
 */

/** Side of the input picture, px. */
const SIDE = 112;
/** Channel means (RGB) the network was trained with. */
const MEANS = [122.782, 117.001, 104.298];
const BLOCKS = 4;
const CONVOLUTIONS = 4;

const packageDir = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'));
const weights = await readWeights('face_landmark_68_model-weights_manifest.json');
const constants: GraphConstant[] = [
  { name: 'means', dims: [1, 3, 1, 1], data: Float32Array.from(MEANS) },
  { name: 'full', dims: [], data: Float32Array.of(255) },
];
const nodes: GraphNode[] = [
  { op: 'Sub', inputs: ['picture', 'means'], outputs: ['centred'] },
  { op: 'Div', inputs: ['centred', 'full'], outputs: ['scaled'] },
];

let last = 'scaled';
for (let block = 0; block < BLOCKS; block++) last = addBlock(block, last);
nodes.push(
  { op: 'AveragePool', inputs: [last], outputs: ['pooled'], attributes: { kernel_shape: [7, 7], strides: [2, 2] } },
  { op: 'Flatten', inputs: ['pooled'], outputs: ['flat'], attributes: { axis: 1 } },
  { op: 'MatMul', inputs: ['flat', constant('fc/weights')], outputs: ['product'] },
  { op: 'Add', inputs: ['product', constant('fc/bias')], outputs: ['points'] },
);

await writeModel({
  name: 'face-landmarks',
  version: '1.0.0',
  opset: ONNX_OPSET,
  modelBytes: encodeGraph({
    name: 'face-landmarks',
    producerVersion: '1.0.0',
    description: '68 facial landmarks; weights of @vladmandic/face-api 1.7.15 (MIT)',
    inputs: [{ name: 'picture', element: 'float32', dims: [null, 3, SIDE, SIDE] }],
    outputs: [{ name: 'points', element: 'float32', columns: 136 }],
    constants,
    nodes,
  }),
  terms: {
    use: 'unrestricted',
    statement:
      'Weights of @vladmandic/face-api 1.7.15 (MIT), trained by the author of face-api.js; the terms of its training set are not in the package.',
  },
  source: 'models/face-landmarks/convert.ts',
  goldenInput: { name: 'picture', dims: [1, 3, SIDE, SIDE], low: 0, high: 255 },
  absoluteTolerance: 1e-3,
});

/**
 * Four convolutions; each after the second takes the rectified sum of all outputs before it, and so does the next block.
 * Only the block's first convolution halves the picture.
 */
function addBlock(block: number, input: string): string {
  const outputs = [rectified(convolution(block, 0, input, 2))];
  let next = outputs[0] ?? input;
  for (let index = 1; index < CONVOLUTIONS; index++) {
    outputs.push(convolution(block, index, next, 1));
    next = rectified(sum(outputs));
  }
  return next;
}

/** A separable convolution, except the very first, which is an ordinary one. "Same" padding, the odd pixel at the end. */
function convolution(block: number, index: number, input: string, stride: number): string {
  const name = `dense${block}/conv${index}`;
  const attributes = { kernel_shape: [3, 3], strides: [stride, stride], auto_pad: 'SAME_UPPER' };
  const bias = constant(`${name}/bias`);
  if (block === 0 && index === 0) {
    const filters = constant(`${name}/filters`, [3, 2, 0, 1]);
    return node('Conv', [input, filters, bias], name, attributes);
  }
  const depthwise = constant(`${name}/depthwise_filter`, [2, 3, 0, 1]);
  const channels = weights.get(`${name}/depthwise_filter`)?.dims[2] ?? 0;
  const spread = node('Conv', [input, depthwise], `${name}/depthwise`, { ...attributes, group: channels });
  return node('Conv', [spread, constant(`${name}/pointwise_filter`, [3, 2, 0, 1]), bias], name, {
    kernel_shape: [1, 1],
  });
}

function node(op: string, inputs: string[], output: string, attributes?: GraphNode['attributes']): string {
  nodes.push({ op, inputs, outputs: [output], ...(attributes && { attributes }) });
  return output;
}

function rectified(input: string): string {
  return node('Relu', [input], `${input}/relu`);
}

/** Of outputs rectified or not: the first is rectified, the others are added as they are. */
function sum(outputs: readonly string[]): string {
  return node('Sum', [...outputs], `${outputs.at(-1)}/sum`);
}

interface Weight {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Adds a weight as a constant, its axes in the order `axes`; the constant's name. */
function constant(name: string, axes?: readonly number[]): string {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`the package holds no weight ${name}`);
  const { dims, data } = axes === undefined ? weight : transposed(weight, axes);
  constants.push({ name, dims, data });
  return name;
}

function transposed({ dims, data }: Weight, axes: readonly number[]): Weight {
  const strides = dims.map((_, axis) => dims.slice(axis + 1).reduce((product, dim) => product * dim, 1));
  const outDims = axes.map((axis) => dims[axis] ?? 1);
  const out = new Float32Array(data.length);
  for (let at = 0; at < out.length; at++) {
    let rest = at;
    let from = 0;
    for (let axis = outDims.length - 1; axis >= 0; axis--) {
      const size = outDims[axis] ?? 1;
      from += (rest % size) * (strides[axes[axis] ?? 0] ?? 0);
      rest = Math.floor(rest / size);
    }
    out[at] = data[from] ?? 0;
  }
  return { dims: outDims, data: out };
}

/** Groups of files joined in order, weights one after another: one byte each where quantised, else four. */
async function readWeights(manifestFile: string): Promise<ReadonlyMap<string, Weight>> {
  interface Entry {
    readonly name: string;
    readonly shape: readonly number[];
    readonly quantization?: { readonly scale: number; readonly min: number };
  }
  const folder = join(packageDir, 'model');
  const groups: readonly { paths: readonly string[]; weights: readonly Entry[] }[] = JSON.parse(
    await readFile(join(folder, manifestFile), 'utf8'),
  );
  const found = new Map<string, Weight>();
  for (const group of groups) {
    const bytes = Buffer.concat(await Promise.all(group.paths.map((path) => readFile(join(folder, path)))));
    let at = 0;
    for (const { name, shape, quantization } of group.weights) {
      const count = shape.reduce((product, dim) => product * dim, 1);
      const data = Float32Array.from({ length: count }, (_, i) =>
        quantization === undefined
          ? bytes.readFloatLE(at + 4 * i)
          : (bytes[at + i] ?? 0) * quantization.scale + quantization.min,
      );
      at += count * (quantization === undefined ? 4 : 1);
      found.set(name, { dims: shape, data });
    }
  }
  return found;
}

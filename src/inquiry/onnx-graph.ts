import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;

/** ONNX operator set 15 with IR version 8: the pair of ONNX 1.10, which the encoder's schema describes. */
export const ONNX_OPSET = 15;
const ONNX_IR_VERSION = 8;

/** Element types by their numbers in ONNX `TensorProto.DataType`. */
const ELEMENT = { float32: 1, int32: 6, int64: 7, float64: 11 } as const;

export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integers, lists of integers and names; nothing else is needed. */
  readonly attributes?: Readonly<Record<string, number | readonly number[] | string>>;
}

export type GraphConstant = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array | BigInt64Array;
};

/** A value at the edge of the graph: rows of `columns` with a free batch, or `dims`, where null is the free batch. */
export type GraphValue = { readonly name: string; readonly element: keyof typeof ELEMENT } & (
  | { readonly columns: number }
  | { readonly dims: readonly (number | null)[] }
);

export interface Graph {
  readonly name: string;
  readonly producerVersion: string;
  readonly description: string;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly constants: readonly GraphConstant[];
  readonly nodes: readonly GraphNode[];
}

/** Encodes a graph as an ONNX file. Equal graphs give equal bytes: no clock, no names made up on the way. */
export function encodeGraph(graph: Graph): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: ONNX_IR_VERSION,
    producerName: 'sizhen',
    producerVersion: graph.producerVersion,
    docString: graph.description,
    opsetImport: [{ domain: '', version: ONNX_OPSET }],
    graph: {
      name: graph.name,
      node: graph.nodes.map(encodeNode),
      initializer: graph.constants.map(encodeConstant),
      input: graph.inputs.map(encodeValue),
      output: graph.outputs.map(encodeValue),
    },
  }).finish();
}

function encodeNode({ op, inputs, outputs, attributes = {} }: GraphNode) {
  const { INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  const encode = (name: string, value: number | readonly number[] | string) => {
    if (typeof value === 'number') return { name, type: INT, i: value };
    return typeof value === 'string'
      ? { name, type: STRING, s: new TextEncoder().encode(value) }
      : { name, type: INTS, ints: [...value] };
  };
  return {
    opType: op,
    name: outputs[0] ?? op,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => encode(name, value)),
  };
}

function encodeConstant({ name, dims, data }: GraphConstant) {
  return { name, dims: [...dims], dataType: elementOf(data), rawData: littleEndianBytes(data) };
}

function elementOf(data: GraphConstant['data']): number {
  if (data instanceof Float32Array) return ELEMENT.float32;
  if (data instanceof Float64Array) return ELEMENT.float64;
  return data instanceof Int32Array ? ELEMENT.int32 : ELEMENT.int64;
}

/** `raw_data` is little-endian by the ONNX specification, whatever the machine that compiles. */
function littleEndianBytes(data: GraphConstant['data']): Uint8Array {
  const view = new DataView(new ArrayBuffer(data.byteLength));
  data.forEach((value: number | bigint, index: number) => {
    const at = index * data.BYTES_PER_ELEMENT;
    if (typeof value === 'bigint') view.setBigInt64(at, value, true);
    else if (data instanceof Float32Array) view.setFloat32(at, value, true);
    else if (data instanceof Float64Array) view.setFloat64(at, value, true);
    else view.setInt32(at, value, true);
  });
  return new Uint8Array(view.buffer);
}

function encodeValue({ name, element, ...value }: GraphValue) {
  const dims = 'dims' in value ? value.dims : [null, value.columns];
  const dim = dims.map((size) => (size === null ? { dimParam: 'batch' } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: ELEMENT[element], shape: { dim } } } };
}

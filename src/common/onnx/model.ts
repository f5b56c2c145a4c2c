/**
 * A network as data: the graph of an ONNX file, decoded (`src/io/onnx` reads and writes the bytes). Names are those of
 * the specification (https://github.com/onnx/onnx/blob/main/docs/IR.md).
 */

/** Element types, each with its number in the file and the array that holds it. float16 is held as its 16 bits. */
export const ONNX_TYPES = {
  float: { number: 1, bytes: 4, array: Float32Array },
  uint8: { number: 2, bytes: 1, array: Uint8Array },
  int8: { number: 3, bytes: 1, array: Int8Array },
  uint16: { number: 4, bytes: 2, array: Uint16Array },
  int16: { number: 5, bytes: 2, array: Int16Array },
  int32: { number: 6, bytes: 4, array: Int32Array },
  int64: { number: 7, bytes: 8, array: BigInt64Array },
  bool: { number: 9, bytes: 1, array: Uint8Array },
  float16: { number: 10, bytes: 2, array: Uint16Array },
  double: { number: 11, bytes: 8, array: Float64Array },
  uint32: { number: 12, bytes: 4, array: Uint32Array },
  uint64: { number: 13, bytes: 8, array: BigUint64Array },
} as const

export type OnnxType = keyof typeof ONNX_TYPES

export type OnnxData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** A constant: elements row after row (the last dimension runs fastest). An empty shape is a scalar. */
export interface OnnxTensor {
  readonly name: string
  readonly type: OnnxType
  readonly shape: readonly number[]
  readonly data: OnnxData
}

/** A dimension is a number, the name of a size that the caller chooses, or null when the file does not say. */
export type OnnxDimension = number | string | null

/** An input, an output or a value in between. `shape` is null when not even the rank is known. */
export interface OnnxValue {
  readonly name: string
  readonly type: OnnxType
  readonly shape: readonly OnnxDimension[] | null
}

/** What an attribute may hold, by its kind. */
export interface OnnxAttributeValues {
  readonly float: number
  readonly int: number
  readonly string: string
  readonly floats: readonly number[]
  readonly ints: readonly number[]
  readonly strings: readonly string[]
  readonly tensor: OnnxTensor
  readonly graph: OnnxGraph
}

export type OnnxAttribute = {
  readonly [K in keyof OnnxAttributeValues]: { readonly kind: K; readonly value: OnnxAttributeValues[K] }
}[keyof OnnxAttributeValues]

/** One operator. An input named '' is an optional one that was left out. */
export interface OnnxNode {
  /** May be empty in files of others. */
  readonly name: string
  readonly op: string
  /** '' for the standard operators. */
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, OnnxAttribute>>
}

/** Nodes in topological order. `inputs` leaves out those that are initializers (old files list both). */
export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly initializers: readonly OnnxTensor[]
  /** Types of values in between, as far as the file states them. */
  readonly values: readonly OnnxValue[]
}

export interface OnnxModel {
  readonly irVersion: number
  /** '' is the domain of the standard operators. */
  readonly opsets: readonly { readonly domain: string; readonly version: number }[]
  readonly producer: string
  readonly producerVersion: string
  readonly description: string
  readonly metadata: Readonly<Record<string, string>>
  readonly graph: OnnxGraph
}

/** The opset that our own networks are written in, which every chip compiler we know takes, and its IR version. */
export const OWN_OPSET = 13
const OWN_IR_VERSION = 7

/** A model of ours around `graph`. */
export function onnxModel(
  graph: OnnxGraph,
  { metadata = {}, opset = OWN_OPSET, description = '' }: OnnxModelOptions = {},
): OnnxModel {
  return {
    irVersion: OWN_IR_VERSION,
    opsets: [{ domain: '', version: opset }],
    producer: 'axdrive',
    producerVersion: '',
    description,
    metadata,
    graph,
  }
}

export interface OnnxModelOptions {
  readonly metadata?: Readonly<Record<string, string>>
  readonly opset?: number
  readonly description?: string
}

/** Version of the standard operators that a model is written in, or null when it states none. */
export function standardOpset(model: OnnxModel): number | null {
  return model.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? null
}

/** Elements of a tensor of that shape. */
export function elementCount(shape: readonly number[]): number {
  let count = 1
  for (const dimension of shape) count *= dimension
  return count
}

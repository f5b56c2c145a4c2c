import { elementCount, type OnnxModel, type OnnxNode, type OnnxTensor } from '../../common/onnx/model.ts'
import { roundHalfEven } from '../../common/round-half-even.ts'

/**
 * Session configuration for quantised networks (onnxruntime_session_options_config_keys.h):
 * - where the CPU has no 8-bit dot products, products of unsigned and signed bytes overflow 16 bits and saturate in
 *   silence; x64quantprecision has them computed another way there, and changes nothing elsewhere;
 * - WeightBiasQuantization would quantise what a network deliberately keeps in float.
 */
export const QUANTIZED_SESSION = {
  session: { x64quantprecision: '1' },
  optimization: { disable_specified_optimizers: 'WeightBiasQuantization' },
} as const

/** From a signed step to the unsigned one of the same number. */
const SHIFT = 128
const BIAS = 2

/**
 * A quantised network as onnxruntime computes it on integers all the way. Its numbers are the same:
 * - signed activations become unsigned ones whose zero point is 128 more. onnxruntime does this itself on x86, but not
 *   for a value that several nodes read, and those then run in float.
 * - Relu between integers becomes LeakyRelu with slope 0, which has an integer form there.
 * - a bias in float becomes the int32 that it is added as.
 * A file without signed activations comes back as it is.
 */
export function onnxruntimeForm(model: OnnxModel): OnnxModel {
  const graph = new QuantizedGraph(model)
  const shifted = graph.shiftedNodes()
  if (shifted.size === 0) return model
  const added = new Map<string, OnnxTensor>()
  const nodes = model.graph.nodes.flatMap((node): OnnxNode[] => {
    if (shifted.has(node)) return [graph.unsigned(node, added)]
    if (node.op === 'Relu' && graph.isBetween(node, shifted)) {
      return [{ ...node, op: 'LeakyRelu', attributes: { alpha: { kind: 'float', value: 0 } } }]
    }
    return node.op === 'Conv' || node.op === 'Gemm' ? graph.withIntegerBias(node, added) : [node]
  })
  const initializers = [...model.graph.initializers, ...added.values()]
  return { ...model, graph: { ...model.graph, nodes, initializers, values: [] } }
}

class QuantizedGraph {
  readonly #model: OnnxModel
  readonly #constants: ReadonlyMap<string, OnnxTensor>
  readonly #makers: ReadonlyMap<string, OnnxNode>
  readonly #readers = new Map<string, OnnxNode[]>()
  readonly #outputs: ReadonlySet<string>

  constructor(model: OnnxModel) {
    const { nodes, initializers, outputs } = model.graph
    this.#model = model
    this.#constants = new Map(initializers.map((tensor) => [tensor.name, tensor]))
    this.#makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])))
    this.#outputs = new Set(outputs.map(({ name }) => name))
    for (const node of nodes) {
      for (const name of node.inputs) this.#readers.set(name, [...(this.#readers.get(name) ?? []), node])
    }
  }

  /** QuantizeLinear to signed bytes, and every DequantizeLinear behind it. */
  shiftedNodes(): ReadonlySet<OnnxNode> {
    const shifted = new Set<OnnxNode>()
    for (const node of this.#model.graph.nodes) {
      const integers = node.outputs[0]!
      if (node.op !== 'QuantizeLinear' || !this.#isSigned(node) || this.#outputs.has(integers)) continue
      const behind = this.#readers.get(integers) ?? []
      if (!behind.every((reader) => reader.op === 'DequantizeLinear' && this.#isSigned(reader))) continue
      for (const one of [node, ...behind]) shifted.add(one)
    }
    return shifted
  }

  /** The node with an unsigned zero point, which is put to `added` where it is new. */
  unsigned(node: OnnxNode, added: Map<string, OnnxTensor>): OnnxNode {
    const { name: signed, shape, data } = this.#constants.get(node.inputs[2]!)!
    const name = `${signed}/unsigned`
    if (!added.has(name)) {
      const zeros = Uint8Array.from({ length: elementCount(shape) }, (_, i) => Number(data[i]) + SHIFT)
      added.set(name, { name, type: 'uint8', shape, data: zeros })
    }
    return { ...node, inputs: [node.inputs[0]!, node.inputs[1]!, name] }
  }

  /** Whether a node of one input and one output stands between integers. */
  isBetween({ inputs, outputs }: OnnxNode, shifted: ReadonlySet<OnnxNode>): boolean {
    const maker = this.#makers.get(inputs[0]!)
    const readers = this.#readers.get(outputs[0]!) ?? []
    return (
      maker !== undefined && [maker, ...readers].every((one) => shifted.has(one)) && !this.#outputs.has(outputs[0]!)
    )
  }

  /** A product of integers with its bias as integers of input scale x weight scale; any other node as it is. */
  withIntegerBias(node: OnnxNode, added: Map<string, OnnxTensor>): OnnxNode[] {
    const bias = this.#constants.get(node.inputs[BIAS] ?? '')
    const [input, weights] = [this.#scalesOf(node.inputs[0]), this.#scalesOf(node.inputs[1])]
    if (!(bias?.data instanceof Float32Array) || input?.length !== 1 || !weights) return [node]
    if (bias.shape.length !== 1 || (weights.length !== 1 && weights.length !== bias.data.length)) return [node]
    const scales = Float32Array.from(weights, (scale) => input[0]! * scale)
    const steps = Int32Array.from(bias.data, (value, i) => roundHalfEven(value / scales[i % scales.length]!))
    const base = `${node.outputs[0]}/integer_bias`
    const shape = scales.length === 1 ? [] : [scales.length]
    const parameters: readonly OnnxTensor[] = [
      { name: base, type: 'int32', shape: bias.shape, data: steps },
      { name: `${base}/scale`, type: 'float', shape, data: scales },
      { name: `${base}/zero`, type: 'int32', shape, data: new Int32Array(scales.length) },
    ]
    for (const tensor of parameters) added.set(tensor.name, tensor)
    const real = `${base}/dequantized`
    const dequantize: OnnxNode = {
      name: real,
      op: 'DequantizeLinear',
      domain: '',
      inputs: parameters.map(({ name }) => name),
      outputs: [real],
      attributes: { axis: { kind: 'int', value: 0 } },
    }
    return [dequantize, { ...node, inputs: [node.inputs[0]!, node.inputs[1]!, real] }]
  }

  #isSigned(node: OnnxNode): boolean {
    return this.#constants.get(node.inputs[2] ?? '')?.type === 'int8'
  }

  #scalesOf(name: string | undefined): Float32Array | null {
    const maker = this.#makers.get(name ?? '')
    const scales = maker?.op === 'DequantizeLinear' ? this.#constants.get(maker.inputs[1]!)?.data : undefined
    return scales instanceof Float32Array ? scales : null
  }
}

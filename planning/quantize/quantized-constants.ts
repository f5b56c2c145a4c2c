import { elementCount, type OnnxNode, type OnnxTensor } from '../../src/common/onnx/model.ts'
import { qdqNode } from './qdq-node.ts'
import { biasScales, channelAxis, quantizeBias, quantizeWeights } from './quantize-weights.ts'

/** Where an operator takes constants that are quantised; a product's bias is apart. */
const QUANTIZED_INPUTS: Readonly<Record<string, readonly number[]>> = {
  Conv: [1],
  ConvTranspose: [1],
  Gemm: [1],
  MatMul: [0, 1],
  Add: [0, 1],
  Sub: [0, 1],
  Mul: [0, 1],
  PRelu: [1],
}
const BIAS = 2
const WITH_BIAS: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm'])

/** The constants of a network that is being quantised: those of the file, and their integers with scales. */
export class QuantizedConstants {
  readonly #given: ReadonlyMap<string, OnnxTensor>
  readonly #made = new Map<string, OnnxTensor>()

  constructor(given: readonly OnnxTensor[]) {
    this.#given = new Map(given.map((tensor) => [tensor.name, tensor]))
  }

  all(): readonly OnnxTensor[] {
    return [...this.#given.values(), ...this.#made.values()]
  }

  /** A real number as a constant of that name. Returns the name. */
  scalar(name: string, value: number): string {
    return this.#add({ name, type: 'float', shape: [], data: Float32Array.of(value) })
  }

  zeroInt8(): string {
    return this.#add({ name: 'int8/zero', type: 'int8', shape: [], data: Int8Array.of(0) })
  }

  /**
   * Puts the integers of the constant inputs of `node` in their places in `inputs`. Returns the nodes that dequantise
   * them. `inputScale`: of the first input.
   */
  quantizeInputs(node: OnnxNode, inputs: string[], inputScale: number, bias: 'int32' | 'float'): OnnxNode[] {
    const nodes: OnnxNode[] = []
    const biasTensor = WITH_BIAS.has(node.op) ? this.#real(node.inputs[BIAS]) : null
    for (const i of QUANTIZED_INPUTS[node.op] ?? []) {
      const tensor = this.#real(node.inputs[i])
      if (!tensor) continue
      const axis = i === 1 ? channelAxis(node, tensor) : null
      const added = biasTensor?.data instanceof Float32Array ? biasTensor.data : null
      const { values, scales } = quantizeWeights(tensor, axis, added, inputScale)
      const base = added ? `${node.outputs[0]}/${tensor.name}` : `${tensor.name}/axis_${axis ?? 'none'}`
      nodes.push(this.#dequantized(base, { ...tensor, type: 'int8', data: values }, scales, axis))
      inputs[i] = `${base}/dequantized`
      if (i !== 1 || !biasTensor || !added || bias === 'float') continue
      const isPerChannel = axis !== null && elementCount(biasTensor.shape) === scales.length
      if (!isPerChannel && axis !== null) continue
      const scale = biasScales(inputScale, scales, axis === null ? 1 : scales.length)
      const shared = axis === null ? biasScales(inputScale, scales, added.length) : scale
      const integers: OnnxTensor = { ...biasTensor, type: 'int32', data: quantizeBias(added, shared) }
      const biasBase = `${node.outputs[0]}/${biasTensor.name}`
      nodes.push(this.#dequantized(biasBase, integers, scale, axis === null ? null : biasTensor.shape.length - 1))
      inputs[BIAS] = `${biasBase}/dequantized`
    }
    return nodes
  }

  #dequantized(base: string, integers: OnnxTensor, scales: Float32Array, axis: number | null): OnnxNode {
    const shape = axis === null ? [] : [scales.length]
    const zeros = integers.type === 'int8' ? new Int8Array(scales.length) : new Int32Array(scales.length)
    const inputs = [
      this.#add({ ...integers, name: `${base}/quantized` }),
      this.#add({ name: `${base}/scale`, type: 'float', shape, data: scales }),
      this.#add({ name: `${base}/zero`, type: integers.type, shape, data: zeros }),
    ]
    return qdqNode('DequantizeLinear', inputs, `${base}/dequantized`, axis)
  }

  #real(name: string | undefined): OnnxTensor | null {
    const tensor = this.#given.get(name ?? '')
    return tensor?.type === 'float' ? tensor : null
  }

  #add(tensor: OnnxTensor): string {
    this.#made.set(tensor.name, tensor)
    return tensor.name
  }
}

import { intAttribute } from '../../src/common/onnx/attributes.ts'
import { elementCount, type OnnxNode } from '../../src/common/onnx/model.ts'
import type { NetworkFacts } from './network-facts.ts'
import type { NodeFacts } from './node-facts.ts'
import { peakActivations } from './peak-activations.ts'
import { convolutionKind } from './window-measures.ts'

/** What a network takes, whichever chip runs it. */
export interface NetworkCost {
  /** Multiply-accumulates of convolutions and products over whole channels. */
  readonly denseMacs: number
  /** Those of convolutions with a group for each channel, which use a small part of a matrix unit. */
  readonly depthwiseMacs: number
  /** Learnt numbers: weights and biases. */
  readonly parameters: number
  readonly weightBytes: { readonly int8: number; readonly fp32: number }
  /** Most elements that live at once, running the nodes in their order. */
  readonly peakActivations: number
  /** The node at which they do. */
  readonly peakAt: string
}

/** int8 keeps a bias as 32-bit integers. */
const BIAS_BYTES = 4
const FP32_BYTES = 4

export function networkCost(network: NetworkFacts): NetworkCost {
  let [denseMacs, depthwiseMacs] = [0, 0]
  for (const facts of network.nodes) {
    const macs = multiplyAccumulates(facts)
    if (facts.node.op.startsWith('Conv') && convolutionKind(facts)?.[0] === 'depthwise') depthwiseMacs += macs
    else denseMacs += macs
  }
  const { elements, node } = peakActivations(network)
  return { denseMacs, depthwiseMacs, ...weights(network), peakActivations: elements, peakAt: node }
}

/** 0 for operators other than convolutions and products, and where shapes are unknown. */
export function multiplyAccumulates(facts: NodeFacts): number {
  const { node } = facts
  const [a, b, out] = [facts.input(0)?.shape, facts.input(1)?.shape, facts.output(0)?.shape]
  if (!a || !b || !out) return 0
  switch (node.op) {
    // Each output takes input channels of its group x kernel; the weights are [out, in/group, ...kernel].
    case 'Conv':
      return elementCount(out) * elementCount(b.slice(1))
    // Each input gives to output channels of its group x kernel; the weights are [in, out/group, ...kernel].
    case 'ConvTranspose':
      return elementCount(a) * elementCount(b.slice(1))
    case 'Gemm':
      return elementCount(out) * (a[intAttribute(node, 'transA', 0) === 1 ? 0 : 1] ?? 0)
    case 'MatMul':
      return elementCount(out) * (a.at(-1) ?? 0)
    default:
      return 0
  }
}

/** Float constants and integers behind DequantizeLinear; not the scales, and not shapes and axes. */
function weights({ model }: NetworkFacts): Pick<NetworkCost, 'parameters' | 'weightBytes'> {
  const { graph } = model
  const isScaling = ({ op }: OnnxNode) => op === 'QuantizeLinear' || op === 'DequantizeLinear'
  const scales = new Set(graph.nodes.filter(isScaling).flatMap(({ inputs }) => inputs.slice(1)))
  const quantized = new Set(graph.nodes.filter(({ op }) => op === 'DequantizeLinear').map(({ inputs }) => inputs[0]))
  let [parameters, int8] = [0, 0]
  for (const { name, type, shape, data } of graph.initializers) {
    const isWeight = type === 'float' || type === 'double' || type === 'float16' || quantized.has(name)
    if (!isWeight || scales.has(name)) continue
    parameters += data.length
    int8 += data.length * (shape.length <= 1 ? BIAS_BYTES : 1)
  }
  return { parameters, weightBytes: { int8, fp32: FP32_BYTES * parameters } }
}

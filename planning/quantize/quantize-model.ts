import type { OnnxModel, OnnxNode } from '../../src/common/onnx/model.ts'
import { qdqNode } from './qdq-node.ts'
import type { QuantizationPlan } from './quantization-plan.ts'
import { QuantizedConstants } from './quantized-constants.ts'

export interface QuantizeOptions {
  /**
   * int32: biases as the chips' accumulators hold them. float: as they were, for TensorRT, which takes no int32 there;
   * onnxruntime quantises them itself.
   */
  readonly bias: 'int32' | 'float'
}

/**
 * The network with QuantizeLinear and DequantizeLinear around every quantised value: int8, symmetric, zero point 0;
 * weights with a scale a channel. `scales` by the plan's groups. Chips and onnxruntime fuse each operator with the
 * DequantizeLinear before and the QuantizeLinear behind it.
 */
export function quantizeModel(
  model: OnnxModel,
  plan: QuantizationPlan,
  scales: ReadonlyMap<string, number>,
  { bias }: QuantizeOptions,
): OnnxModel {
  const { graph } = model
  const constants = new QuantizedConstants(graph.initializers)
  const names = new ValueNames(model, plan)
  const nodes: OnnxNode[] = []
  const scaleOf = (value: string | undefined): number => scales.get(plan.scaleOf.get(value ?? '') ?? '') ?? 1
  const quantizeValue = (value: string): void => {
    const group = plan.scaleOf.get(value)
    if (group === undefined) return
    const parameters = [constants.scalar(`${group}/scale`, scaleOf(value)), constants.zeroInt8()]
    const integers = `${value}/quantized`
    nodes.push(
      qdqNode('QuantizeLinear', [names.made(value), ...parameters], integers),
      qdqNode('DequantizeLinear', [integers, ...parameters], names.dequantized(value)),
    )
  }
  for (const { name } of graph.inputs) quantizeValue(name)
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => names.readBy(node, name))
    if (plan.quantized.has(node)) nodes.push(...constants.quantizeInputs(node, inputs, scaleOf(node.inputs[0]), bias))
    nodes.push({ ...node, inputs, outputs: node.outputs.map((name) => names.made(name)) })
    for (const name of node.outputs) quantizeValue(name)
  }
  const read = new Set([...nodes.flatMap((node) => node.inputs), ...graph.outputs.map(({ name }) => name)])
  const initializers = constants.all().filter(({ name }) => read.has(name))
  // Types of values in between are left to shape inference: the values are others now.
  return { ...model, graph: { ...graph, nodes, initializers, values: [] } }
}

/** What a value is called before and behind its integers; a network's outputs keep their names. */
class ValueNames {
  readonly #plan: QuantizationPlan
  readonly #outputs: ReadonlySet<string>
  readonly #makers: ReadonlyMap<string, OnnxNode>

  constructor({ graph }: OnnxModel, plan: QuantizationPlan) {
    this.#plan = plan
    this.#outputs = new Set(graph.outputs.map(({ name }) => name))
    this.#makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])))
  }

  /** As its node gives it. */
  made(value: string): string {
    return this.#plan.scaleOf.has(value) && this.#outputs.has(value) ? `${value}/float` : value
  }

  dequantized(value: string): string {
    return this.#outputs.has(value) ? value : `${value}/dequantized`
  }

  /** As `reader` takes it: nodes that stay in float read a value of their like as it was. */
  readBy(reader: OnnxNode, value: string): string {
    if (!this.#plan.scaleOf.has(value)) return value
    const maker = this.#makers.get(value)
    const isInteger = this.#plan.quantized.has(reader) || (maker !== undefined && this.#plan.quantized.has(maker))
    return isInteger ? this.dequantized(value) : this.made(value)
  }
}

import { floatAttribute, intAttribute } from '../../src/common/onnx/attributes.ts'
import { inferShapes } from '../../src/common/onnx/infer-shapes.ts'
import type { OnnxGraph, OnnxNode } from '../../src/common/onnx/model.ts'
import { FLOAT_OUTPUT_PRODUCTS, QUANTIZED_OPERATORS, TAIL_OPERATORS } from './quantized-operators.ts'
import { ScaleGroups } from './scale-groups.ts'

export interface PlanOptions {
  /** Nodes to leave in float, by name or by the name of an output. */
  readonly keepFloat: readonly string[]
  /** int8: the outputs get 254 steps as well. float: what follows the last product stays in float. */
  readonly outputs: 'float' | 'int8'
}

/** Which nodes compute on int8, and which values one scale holds for. */
export interface QuantizationPlan {
  readonly quantized: ReadonlySet<OnnxNode>
  /** Values to be quantised: the name under which each one's range is kept. */
  readonly scaleOf: ReadonlyMap<string, string>
  /** Values whose range counts, by that name. */
  readonly measured: ReadonlyMap<string, readonly string[]>
  /** Nodes that compute in float, with the reason. */
  readonly left: readonly { readonly node: OnnxNode; readonly reason: string }[]
}

/** Throws InputError when input shapes are open. */
export function planQuantization(graph: OnnxGraph, options: PlanOptions): QuantizationPlan {
  const { types } = inferShapes(graph)
  const constants = new Set(graph.initializers.map((tensor) => tensor.name))
  const inputs = new Set(graph.inputs.map(({ name }) => name).filter((name) => !constants.has(name)))
  const isActivation = (name: string) => name !== '' && !constants.has(name) && types.get(name)?.type === 'float'
  const readers = readersOf(graph)
  const tail = options.outputs === 'float' ? tailOf(graph, readers) : new Set<OnnxNode>()
  const left: { node: OnnxNode; reason: string }[] = []
  const quantized = new Set<OnnxNode>()
  for (const node of graph.nodes) {
    const reason = scalesInput(node, inputs, constants) ?? reasonForFloat(node, options, tail, constants)
    if (reason === null && node.inputs.some(isActivation)) quantized.add(node)
    else if (reason !== null && [...node.inputs, ...node.outputs].some(isActivation)) left.push({ node, reason })
  }
  const groups = new ScaleGroups()
  for (const node of quantized) {
    for (const name of node.inputs) if (isActivation(name)) groups.add(name)
    if (options.outputs === 'float' && isFloatOutput(node, tail, readers)) continue
    for (const name of node.outputs) if (isActivation(name)) groups.add(name)
  }
  for (const node of quantized) {
    const role = QUANTIZED_OPERATORS[node.op]
    const values = [...node.inputs, ...node.outputs].filter((name) => groups.has(name))
    if (role === 'same-scale') groups.join(values)
    // What a rectifier cuts off needs no steps, unless somebody else reads it.
    const input = node.inputs[0]!
    if (role === 'rectifier' && readers.get(input)?.length === 1 && values.length === 2) {
      groups.join(values)
      groups.ignore(input)
    }
  }
  return { quantized, scaleOf: groups.names(), measured: groups.measured(), left }
}

/** Numbers in units of their own share no step before they are brought to one scale. */
function scalesInput(
  { op, inputs }: OnnxNode,
  graphInputs: ReadonlySet<string>,
  constants: ReadonlySet<string>,
): string | null {
  const isScaling =
    op === 'Mul' && inputs.some((name) => graphInputs.has(name)) && inputs.some((name) => constants.has(name))
  return isScaling ? 'brings an input to scale' : null
}

function reasonForFloat(
  node: OnnxNode,
  { keepFloat }: PlanOptions,
  tail: ReadonlySet<OnnxNode>,
  constants: ReadonlySet<string>,
): string | null {
  if (keepFloat.some((name) => name === node.name || node.outputs.includes(name))) return 'as asked'
  if (tail.has(node)) return 'behind the last product'
  const role = node.domain === '' ? QUANTIZED_OPERATORS[node.op] : undefined
  if (role === undefined) return `no int8 form of ${node.op}`
  if (node.op === 'Gemm' && !isPlainGemm(node)) return 'a Gemm with factors or a transposed input'
  const hasWeights = node.op !== 'MatMul' && role === 'product'
  return hasWeights && !constants.has(node.inputs[1] ?? '') ? 'its weights are computed' : null
}

function isPlainGemm(node: OnnxNode): boolean {
  return (
    floatAttribute(node, 'alpha', 1) === 1 &&
    floatAttribute(node, 'beta', 1) === 1 &&
    intAttribute(node, 'transA', 0) === 0
  )
}

/** Nodes from which only such nodes and the outputs of the graph follow. */
function tailOf(graph: OnnxGraph, readers: ReadonlyMap<string, readonly OnnxNode[]>): Set<OnnxNode> {
  const tail = new Set<OnnxNode>()
  for (const node of graph.nodes.toReversed()) {
    if (TAIL_OPERATORS.has(node.op) && onlyTailReads(node, tail, readers)) tail.add(node)
  }
  return tail
}

function onlyTailReads(
  node: OnnxNode,
  tail: ReadonlySet<OnnxNode>,
  readers: ReadonlyMap<string, readonly OnnxNode[]>,
): boolean {
  return node.outputs.every((name) => (readers.get(name) ?? []).every((reader) => tail.has(reader)))
}

function isFloatOutput(
  node: OnnxNode,
  tail: ReadonlySet<OnnxNode>,
  readers: ReadonlyMap<string, readonly OnnxNode[]>,
): boolean {
  return FLOAT_OUTPUT_PRODUCTS.has(node.op) && onlyTailReads(node, tail, readers)
}

function readersOf(graph: OnnxGraph): ReadonlyMap<string, readonly OnnxNode[]> {
  const readers = new Map<string, OnnxNode[]>()
  for (const node of graph.nodes) {
    for (const name of new Set(node.inputs)) readers.set(name, [...(readers.get(name) ?? []), node])
  }
  return readers
}

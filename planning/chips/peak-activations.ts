import { elementCount, type OnnxNode } from '../../src/common/onnx/model.ts'
import type { NetworkFacts } from './network-facts.ts'
import type { NodeFacts } from './node-facts.ts'

/** Operators whose output is their input under another shape or number format. */
const VIEWS: ReadonlySet<string> = new Set(
  'Reshape Flatten Squeeze Unsqueeze Identity Dropout QuantizeLinear DequantizeLinear Cast'.split(' '),
)
/** Operators that may write over their input when nobody else reads it; chips fuse them into the one before. */
const IN_PLACE: ReadonlySet<string> = new Set(
  'Relu LeakyRelu PRelu Clip Sigmoid Tanh HardSigmoid HardSwish Elu BatchNormalization'.split(' '),
)

/**
 * The most activation elements alive at once when the nodes run in their order and memory is given back after the last
 * reader; inputs live until then, outputs to the end. A lower bound for any allocator that keeps this order.
 */
export function peakActivations({ nodes, model }: NetworkFacts): { readonly elements: number; readonly node: string } {
  const running = nodes.filter(({ isConstant }) => !isConstant(0))
  const roots = bufferRoots(running)
  const rootOf = (name: string) => roots.get(name) ?? name
  const lastUse = new Map<string, number>()
  for (const [i, { node }] of running.entries()) for (const name of named(node)) lastUse.set(rootOf(name), i)
  for (const { name } of model.graph.outputs) lastUse.set(rootOf(name), running.length)
  const alive = new Map<string, number>()
  for (const { name, shape } of model.graph.inputs) {
    alive.set(name, elementCount((shape ?? []).map((size) => (typeof size === 'number' ? size : 1))))
  }
  let peak = { elements: 0, node: '' }
  for (const [i, facts] of running.entries()) {
    for (const [o, name] of facts.node.outputs.entries()) {
      const shape = facts.output(o)?.shape
      if (name !== '' && shape && rootOf(name) === name) alive.set(name, elementCount(shape))
    }
    const elements = [...alive.values()].reduce((sum, count) => sum + count, 0)
    if (elements > peak.elements) peak = { elements, node: facts.label }
    for (const name of alive.keys()) if ((lastUse.get(name) ?? -1) <= i) alive.delete(name)
  }
  return peak
}

/** The buffer that holds a value, where it is not the value's own. */
function bufferRoots(nodes: readonly NodeFacts[]): ReadonlyMap<string, string> {
  const readers = new Map<string, number>()
  for (const { node } of nodes) for (const name of node.inputs) readers.set(name, (readers.get(name) ?? 0) + 1)
  const roots = new Map<string, string>()
  for (const { node } of nodes) {
    const [from, to] = [node.inputs[0], node.outputs[0]]
    if (!from || !to) continue
    const root = roots.get(from) ?? from
    if (VIEWS.has(node.op) || (IN_PLACE.has(node.op) && readers.get(from) === 1)) roots.set(to, root)
  }
  return roots
}

function named(node: OnnxNode): readonly string[] {
  return [...node.inputs, ...node.outputs].filter((name) => name !== '')
}

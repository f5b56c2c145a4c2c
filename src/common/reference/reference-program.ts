import { InputError } from '../../core/errors.ts'
import type { OnnxGraph, OnnxNode } from '../onnx/model.ts'
import type { TensorType } from '../onnx/shape-rule.ts'
import { ShapeTracker } from '../onnx/shape-tracker.ts'
import { ELEMENTWISE } from './operators/elementwise.ts'
import { LAYOUT } from './operators/layout.ts'
import { POOLING } from './operators/pooling.ts'
import { PRODUCTS } from './operators/products.ts'
import { QUANTIZATION } from './operators/quantization.ts'
import { notComputed, type ReferenceTable } from './reference-operator.ts'
import { constantValue, type ReferenceValue } from './reference-value.ts'

const OPERATORS: ReferenceTable = { ...PRODUCTS, ...POOLING, ...ELEMENTWISE, ...LAYOUT, ...QUANTIZATION }

/** Told each value as soon as it is computed. */
export type ReferenceObserver = (name: string, value: ReferenceValue) => void

/**
 * A graph computed by the definition of its operators, for comparison with what chips and fast engines make of it.
 * Integers stay integers: products of dequantised values are int32 sums, QuantizeLinear rounds half to even and
 * saturates. All else is in double precision. Slow, and simple enough to be checked by reading.
 */
export class ReferenceProgram {
  readonly #graph: OnnxGraph
  readonly #opset: number
  readonly #tracker = new ShapeTracker()
  readonly #steps: readonly OnnxNode[]
  readonly #lastReader: ReadonlyMap<string, number>
  readonly #constants = new Map<string, ReferenceValue>()

  /** `inputs`: in the graph's order. Throws InputError, naming the node, for an operator that it does not compute. */
  constructor(graph: OnnxGraph, opset: number, inputs: readonly TensorType[]) {
    this.#graph = graph
    this.#opset = opset
    const tracker = this.#tracker
    for (const tensor of graph.initializers) tracker.addConstant(tensor)
    for (const [i, { name }] of graph.inputs.entries()) tracker.addValue(name, inputs[i]!)
    this.#steps = graph.nodes.filter((node) => {
      const reason = tracker.addNode(node)
      if (reason !== null) throw notComputed({ node }, 'an operator of the reference', reason)
      if (node.outputs.every((name) => name === '' || isKnown(tracker, name))) return false
      if (!OPERATORS[node.op]) throw notComputed({ node }, 'an operator of the reference', node.op)
      return true
    })
    const last = new Map<string, number>()
    for (const [i, node] of this.#steps.entries()) for (const name of node.inputs) last.set(name, i)
    for (const { name } of graph.outputs) last.delete(name)
    this.#lastReader = last
  }

  /** Types and shapes of the outputs, in the graph's order. */
  get outputs(): readonly TensorType[] {
    return this.#graph.outputs.map(({ name }) => {
      const type = this.#tracker.types.get(name)
      if (!type) throw new InputError(`expected a node that gives the output ${name}, found none`)
      return type
    })
  }

  /** Inputs and outputs in the graph's order. */
  run(inputs: readonly ReferenceValue[], observe: ReferenceObserver = () => {}): readonly ReferenceValue[] {
    const values = new Map<string, ReferenceValue>()
    for (const [i, { name }] of this.#graph.inputs.entries()) values.set(name, inputs[i]!)
    for (const [i, node] of this.#steps.entries()) {
      const results = OPERATORS[node.op]!({
        node,
        opset: this.#opset,
        constants: this.#tracker.inputsOf(node),
        outputs: node.outputs.flatMap((name) => this.#tracker.types.get(name) ?? []),
        inputs: node.inputs.map((name) => (name === '' ? null : this.#value(name, values))),
      })
      for (const [k, name] of node.outputs.entries()) {
        const result = results[k]
        if (!result || name === '') continue
        values.set(name, result)
        observe(name, result)
      }
      for (const name of node.inputs) if (this.#lastReader.get(name) === i) values.delete(name)
    }
    return this.#graph.outputs.map(({ name }) => this.#value(name, values))
  }

  #value(name: string, values: ReadonlyMap<string, ReferenceValue>): ReferenceValue {
    const known = values.get(name) ?? this.#constants.get(name)
    if (known) return known
    const constant = this.#constant(name)
    this.#constants.set(name, constant)
    return constant
  }

  #constant(name: string): ReferenceValue {
    const tensor = this.#tracker.constant(name)
    if (tensor) return constantValue(tensor)
    const folded = this.#tracker.folded(name)
    const type = this.#tracker.types.get(name)
    if (!folded || !type) throw new InputError(`expected a node that gives '${name}', found none`)
    return { ...type, data: Float64Array.from(folded), steps: null }
  }
}

function isKnown(tracker: ShapeTracker, name: string): boolean {
  return tracker.constant(name) !== null || tracker.folded(name) !== null
}

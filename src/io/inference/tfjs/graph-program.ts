import type { Tensor } from '@tensorflow/tfjs'
import { dequantizedConstant } from '../../../common/onnx/dequantized-constant.ts'
import type { OnnxGraph, OnnxNode, OnnxTensor } from '../../../common/onnx/model.ts'
import type { TensorType } from '../../../common/onnx/shape-rule.ts'
import { ShapeTracker } from '../../../common/onnx/shape-tracker.ts'
import { InputError } from '../../../core/errors.ts'
import { constantTensor } from './constants.ts'
import { GraphValue } from './graph-value.ts'
import { type NodeRun, unsupported } from './operator.ts'
import { OPERATORS } from './operators/operators.ts'
import type { Tfjs } from './tfjs-backend.ts'

/** One node, and which values nobody needs after it. */
interface Step {
  /** Null for an input that was left out or that the operator has taken as a constant. */
  readonly inputs: readonly (string | null)[]
  readonly outputs: readonly string[]
  readonly run: NodeRun
  readonly frees: readonly string[]
}

/** A graph compiled for one set of input shapes: weights are laid out, shapes and integer constants folded. */
export class GraphProgram {
  readonly #tf: Tfjs
  readonly #graph: OnnxGraph
  readonly #constants = new Map<string, GraphValue>()
  readonly #kept: Tensor[] = []
  readonly #steps: readonly Step[]
  /** Types and shapes of the outputs, in the graph's order. */
  readonly outputs: readonly TensorType[]

  /** Throws InputError, naming the node, for an operator or attribute that this engine does not run. */
  constructor(tf: Tfjs, graph: OnnxGraph, opset: number, inputs: readonly TensorType[]) {
    this.#tf = tf
    this.#graph = graph
    const tracker = new ShapeTracker()
    for (const tensor of graph.initializers) tracker.addConstant(tensor)
    for (const [i, { name }] of graph.inputs.entries()) tracker.addValue(name, inputs[i]!)
    const steps: Omit<Step, 'frees'>[] = []
    for (const node of graph.nodes) {
      const weights = dequantizedConstant(node, (name) => tracker.constant(name))
      if (weights) tracker.addConstant(weights)
      const reason = weights ? null : tracker.addNode(node)
      if (reason !== null) throw unsupported({ node }, 'an operator that the engine tfjs runs', reason)
      if (node.outputs.every((name) => isKnown(tracker, name))) continue
      const step = inScope(tf, () => this.#compile(node, opset, tracker))
      for (const name of step.inputs) if (name !== null) this.#addConstant(tracker, name)
      steps.push(step)
    }
    for (const { name } of graph.outputs) this.#addConstant(tracker, name)
    this.outputs = graph.outputs.map(({ name }) => {
      const type = tracker.types.get(name)
      if (!type) throw new InputError(`expected a node that gives the output ${name}, found none`)
      return type
    })
    this.#steps = withLastUses(steps, new Set(graph.outputs.map(({ name }) => name)))
  }

  /** Inputs and outputs in the graph's order. The inputs are freed; the outputs are the caller's to free. */
  run(inputs: readonly Tensor[]): Tensor[] {
    const tf = this.#tf
    const values = new Map<string, GraphValue>()
    for (const [i, { name }] of this.#graph.inputs.entries()) values.set(name, GraphValue.plain(tf, inputs[i]!).keep())
    const find = (name: string): GraphValue | undefined => values.get(name) ?? this.#constants.get(name)
    try {
      for (const { inputs: names, outputs, run, frees } of this.#steps) {
        inScope(tf, () => {
          const results = run(names.map((name) => (name === null ? null : (find(name) ?? null))))
          for (const [i, name] of outputs.entries()) if (results[i]) values.set(name, results[i].keep())
        })
        for (const name of frees) {
          values.get(name)?.dispose()
          values.delete(name)
        }
      }
      return this.#graph.outputs.map(({ name }) => inScope(tf, () => tf.keep(tf.clone(find(name)!.plain()))))
    } finally {
      for (const value of values.values()) value.dispose()
    }
  }

  dispose(): void {
    for (const constant of this.#constants.values()) constant.dispose()
    for (const tensor of this.#kept) tensor.dispose()
  }

  #compile(node: OnnxNode, opset: number, tracker: ShapeTracker): Omit<Step, 'frees'> {
    const operator = node.domain === '' ? OPERATORS[node.op] : undefined
    if (operator === undefined) throw unsupported({ node }, 'an operator that the engine tfjs runs', node.op)
    const taken = new Set<number>()
    const run = operator({
      tf: this.#tf,
      node,
      opset,
      inputs: tracker.inputsOf(node),
      outputs: node.outputs.map((name) => tracker.types.get(name)!),
      keep: (tensor) => {
        this.#kept.push(tensor)
        return this.#tf.keep(tensor)
      },
      constant: (i) => {
        const constant = tracker.constant(node.inputs[i] ?? '')
        if (constant !== null) taken.add(i)
        return constant
      },
    })
    const inputs = node.inputs.map((name, i) => (name === '' || taken.has(i) ? null : name))
    return { inputs, outputs: node.outputs, run }
  }

  #addConstant(tracker: ShapeTracker, name: string): void {
    if (this.#constants.has(name)) return
    const tensor = tracker.constant(name)
    const folded = tracker.folded(name)
    const type = tracker.types.get(name)
    if (tensor) this.#constants.set(name, this.#constantValue(tensor))
    else if (folded && type) {
      const data = BigInt64Array.from(folded, BigInt)
      this.#constants.set(name, this.#constantValue({ name, type: 'int64', shape: type.shape, data }))
    }
  }

  #constantValue(tensor: OnnxTensor): GraphValue {
    return GraphValue.plain(this.#tf, constantTensor(this.#tf, tensor)).keep()
  }
}

function isKnown(tracker: ShapeTracker, name: string): boolean {
  return name === '' || tracker.constant(name) !== null || tracker.folded(name) !== null
}

/** What is made inside and not kept is freed at the end. */
function inScope<Result>(tf: Tfjs, work: () => Result): Result {
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
  }
}

function withLastUses(steps: readonly Omit<Step, 'frees'>[], outputs: ReadonlySet<string>): readonly Step[] {
  const seen = new Set(outputs)
  const backwards = steps.toReversed().map((step) => {
    const frees: string[] = []
    // An output that nobody reads goes as soon as it is there.
    for (const name of [...step.inputs, ...step.outputs]) {
      if (name === null || name === '' || seen.has(name)) continue
      seen.add(name)
      frees.push(name)
    }
    return { ...step, frees }
  })
  return backwards.toReversed()
}

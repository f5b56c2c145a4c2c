import {
  elementCount,
  ONNX_TYPES,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxType,
  type OnnxValue,
} from '../../../src/common/onnx/model.ts'
import { ShapeTracker } from '../../../src/common/onnx/shape-tracker.ts'
import type { Value } from './value.ts'

/** The adjoint of one input from the adjoint of the output. */
export type Gradient = (outputGradient: Value) => Value

/** An operation that differentiation can walk back over. `gradients[i]` belongs to `inputs[i]`; null: not differentiable. */
export interface TapeEntry {
  readonly inputs: readonly Value[]
  readonly output: Value
  readonly gradients: readonly (Gradient | null)[]
}

/** Real numbers of a graph: float for networks, double where a test wants exact finite differences. */
export type RealType = 'float' | 'double'

/** Attributes as plain values: integers, lists of integers, texts; `real()` marks a real number. */
export type AttributeValue = number | string | readonly number[] | OnnxAttribute

/** Elements up to which equal constants share a name that tells their values. */
const MOST_SHARED = 8

/** Builds an ONNX graph node by node and keeps the tape from which `differentiate` makes the backward pass. */
export class GraphBuilder {
  readonly real: RealType
  readonly #shapes = new ShapeTracker()
  readonly #nodes: OnnxNode[] = []
  readonly #inputs: OnnxValue[] = []
  readonly #constants = new Map<string, OnnxTensor>()
  readonly #tape: TapeEntry[] = []
  readonly #scopes: string[] = []
  readonly #used = new Map<string, number>()

  constructor(real: RealType = 'float') {
    this.real = real
  }

  get tape(): readonly TapeEntry[] {
    return this.#tape
  }

  /** An input that the caller feeds. Throws when the name is taken. */
  input(name: string, shape: readonly number[], type: OnnxType = this.real): Value {
    if (this.#shapes.types.has(name)) throw new Error(`expected a new name for an input, found '${name}' twice`)
    this.#shapes.addValue(name, { type, shape })
    this.#inputs.push({ name, type, shape })
    return { name, type, shape }
  }

  /** A named constant. Throws when the name is taken. */
  initializer(tensor: OnnxTensor): Value {
    if (this.#shapes.types.has(tensor.name)) {
      throw new Error(`expected a new name for a constant, found '${tensor.name}' twice`)
    }
    this.#shapes.addConstant(tensor)
    this.#constants.set(tensor.name, tensor)
    return { name: tensor.name, type: tensor.type, shape: tensor.shape }
  }

  /** Numbers as a constant; short equal ones are one. Without `shape` a scalar. */
  constant(values: number | readonly number[], shape?: readonly number[], type: OnnxType = this.real): Value {
    const list = typeof values === 'number' ? [values] : values
    const dimensions = shape ?? (typeof values === 'number' ? [] : [list.length])
    const isShort = list.length <= MOST_SHARED
    const key = isShort ? `const_${type}_${dimensions.join('x')}_${list.join('_')}` : this.#newName('const')
    const known = this.#constants.get(key)
    if (known) return { name: key, type, shape: dimensions }
    return this.initializer({ name: key, type, shape: dimensions, data: dataOf(list, type) })
  }

  /** One node with one output. `inputs`: null for an optional input left out. */
  apply(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Value {
    return this.applyAll(op, inputs, 1, attributes)[0]!
  }

  /** One node with several outputs. Throws when the shapes do not fit or the operator has no shape rule. */
  applyAll(
    op: string,
    inputs: readonly (Value | null)[],
    outputs: number,
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Value[] {
    const name = this.#newName(op.toLowerCase())
    const node: OnnxNode = {
      name,
      op,
      domain: '',
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: Array.from({ length: outputs }, (_, i) => (outputs === 1 ? name : `${name}.${i}`)),
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, attributeOf(value)])),
    }
    const reason = this.#shapes.addNode(node)
    if (reason !== null) throw new Error(`expected a static shape of node '${name}', found none: ${reason}`)
    this.#nodes.push(node)
    return node.outputs.map((output) => this.#valueOf(output))
  }

  /** Enters an operation on the tape. Returns its output. One that changed nothing gave its input back: no entry. */
  record(output: Value, inputs: readonly Value[], gradients: readonly (Gradient | null)[]): Value {
    if (!inputs.includes(output)) this.#tape.push({ inputs, output, gradients })
    return output
  }

  /** Names of nodes made inside begin with `name/`: what a chip checker or a profile shows. */
  scope<T>(name: string, build: () => T): T {
    this.#scopes.push(name)
    try {
      return build()
    } finally {
      this.#scopes.pop()
    }
  }

  /**
   * The graph of `outputs` (by their name outside), without what does not lead to them. Throws when a name is also that
   * of a value inside.
   */
  graph(name: string, outputs: Readonly<Record<string, Value>>): OnnxGraph {
    const made = new Set(this.#nodes.flatMap((node) => node.outputs))
    const outside = new Map<string, string>()
    const copies: OnnxNode[] = []
    for (const [output, value] of Object.entries(outputs)) {
      if (this.#shapes.types.has(output))
        throw new Error(`expected an output name of its own, found '${output}' inside`)
      // A node's output takes the name itself; a second name, or that of an input, needs a copy.
      if (made.has(value.name) && !outside.has(value.name)) outside.set(value.name, output)
      else copies.push(copyNode(outside.get(value.name) ?? value.name, output))
    }
    const renamed = (inside: string) => outside.get(inside) ?? inside
    const nodes = this.#nodesBefore(Object.values(outputs)).map((node) => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    }))
    const needed = new Set([...nodes, ...copies].flatMap((node) => node.inputs))
    return {
      name,
      nodes: [...nodes, ...copies],
      inputs: this.#inputs.filter((value) => needed.has(value.name)),
      outputs: Object.entries(outputs).map(([output, { type, shape }]) => ({ name: output, type, shape })),
      initializers: [...this.#constants.values()].filter((tensor) => needed.has(tensor.name)),
      values: [],
    }
  }

  #nodesBefore(outputs: readonly Value[]): OnnxNode[] {
    const needed = new Set(outputs.map((value) => value.name))
    const kept: OnnxNode[] = []
    for (let i = this.#nodes.length - 1; i >= 0; i--) {
      const node = this.#nodes[i]!
      if (!node.outputs.some((output) => needed.has(output))) continue
      kept.push(node)
      for (const input of node.inputs) needed.add(input)
    }
    return kept.reverse()
  }

  #valueOf(name: string): Value {
    const known = this.#shapes.types.get(name)
    if (!known) throw new Error(`expected a shape of '${name}', found none`)
    return { name, type: known.type, shape: known.shape }
  }

  #newName(stem: string): string {
    const base = [...this.#scopes, stem].join('/')
    const count = this.#used.get(base) ?? 0
    this.#used.set(base, count + 1)
    return count === 0 ? base : `${base}_${count}`
  }
}

function copyNode(from: string, to: string): OnnxNode {
  return { name: to, op: 'Identity', domain: '', inputs: [from], outputs: [to], attributes: {} }
}

/** Marks a number as a real attribute where a plain number would be an integer. */
export function real(value: number): OnnxAttribute {
  return { kind: 'float', value }
}

function attributeOf(value: AttributeValue): OnnxAttribute {
  if (typeof value === 'number') return { kind: 'int', value }
  if (typeof value === 'string') return { kind: 'string', value }
  return isList(value) ? { kind: 'ints', value } : value
}

function isList(value: readonly number[] | OnnxAttribute): value is readonly number[] {
  return Array.isArray(value)
}

function dataOf(values: readonly number[], type: OnnxType): OnnxTensor['data'] {
  switch (type) {
    case 'int64':
      return BigInt64Array.from(values, BigInt)
    case 'uint64':
      return BigUint64Array.from(values, BigInt)
    default:
      return ONNX_TYPES[type].array.from(values)
  }
}

/** Elements of a value. */
export function sizeOf(value: Value): number {
  return elementCount(value.shape)
}

import type { OnnxNode, OnnxTensor } from './model.ts'
import { foldIntegers, integersOf } from './shape-folding.ts'
import { type NodeInputs, type TensorType, UnknownShape } from './shape-rule.ts'
import { SHAPE_RULES } from './shape-rules.ts'

/** Types and static shapes of values, entered one after the other in the order of a graph. */
export class ShapeTracker {
  readonly #types = new Map<string, TensorType>()
  readonly #constants = new Map<string, OnnxTensor>()
  readonly #integers = new Map<string, readonly number[]>()

  /** By name of the value. */
  get types(): ReadonlyMap<string, TensorType> {
    return this.#types
  }

  /** The constant of that name, an initializer or the output of Constant; null for others. */
  constant(name: string): OnnxTensor | null {
    return this.#constants.get(name) ?? null
  }

  /** The elements of a small integer value that follows from shapes and constants; null for others. */
  folded(name: string): readonly number[] | null {
    return this.#integers.get(name) ?? null
  }

  addConstant(tensor: OnnxTensor): void {
    this.#types.set(tensor.name, { type: tensor.type, shape: tensor.shape })
    this.#constants.set(tensor.name, tensor)
  }

  addValue(name: string, type: TensorType): void {
    this.#types.set(name, type)
  }

  /** Enters the outputs of `node`. Returns null, or the reason why they are unknown. Throws InputError on a wrong node. */
  addNode(node: OnnxNode): string | null {
    const rule = node.domain === '' ? SHAPE_RULES[node.op] : undefined
    if (!rule) return `no rule for operator ${node.domain ? `${node.domain}.` : ''}${node.op}`
    try {
      this.#apply(node, rule(this.inputsOf(node)))
      return null
    } catch (error) {
      if (error instanceof UnknownShape) return error.message
      throw error
    }
  }

  #apply(node: OnnxNode, outputs: readonly TensorType[]): void {
    node.outputs.forEach((name, i) => {
      const type = outputs[i]
      if (type && name !== '') this.#types.set(name, type)
    })
    const first = node.outputs[0]
    if (!first) return
    const folded = foldIntegers(this.inputsOf(node))
    if (folded) this.#integers.set(first, folded)
    const tensor = node.attributes['value']
    if (node.op === 'Constant' && tensor?.kind === 'tensor') this.#constants.set(first, tensor.value)
  }

  /** What is known of the inputs of `node`. */
  inputsOf(node: OnnxNode): NodeInputs {
    const input = (i: number): TensorType | null => {
      const name = node.inputs[i]
      if (!name) return null
      const type = this.#types.get(name)
      if (!type) throw new UnknownShape(`the shape of '${name}' is unknown`)
      return type
    }
    const required = (i: number): TensorType => {
      const type = input(i)
      if (!type) throw new UnknownShape(`input ${i} is missing`)
      return type
    }
    const integers = (i: number): readonly number[] | null => {
      const name = node.inputs[i]
      if (!name) return null
      const values = this.#integers.get(name) ?? integersOf(this.#constants.get(name))
      if (!values) throw new UnknownShape(`'${name}' is no integer constant`)
      return values
    }
    const reals = (i: number): readonly number[] | null => {
      const name = node.inputs[i]
      if (!name) return null
      const data = this.#constants.get(name)?.data
      if (data instanceof Float32Array || data instanceof Float64Array) return [...data]
      throw new UnknownShape(`'${name}' is no real constant`)
    }
    return { node, input, required, integers, reals }
  }
}

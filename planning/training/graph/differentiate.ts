import { addValues } from '../operators/arithmetic.ts'
import type { GraphBuilder } from './graph-builder.ts'
import type { Value } from './value.ts'

/**
 * Reverse-mode differentiation: emits the gradients of the scalar `loss` with respect to each of `sources`, in their
 * order and shapes. Walks the tape back once; an operation whose inputs do not depend on a source is left alone.
 * Throws when the loss is no scalar or does not depend on a source.
 * Source: Griewank, Walther 2008, "Evaluating Derivatives", chapter 3.2.
 */
export function differentiate(graph: GraphBuilder, loss: Value, sources: readonly Value[]): Value[] {
  if (loss.shape.length !== 0) throw new Error(`expected a scalar loss, found the shape [${loss.shape}]`)
  // The gradients themselves are made of recorded operations: what stands on the tape now is the forward pass.
  const forward = graph.tape.slice()
  const active = new Set(sources.map((source) => source.name))
  for (const { inputs, output, gradients } of forward) {
    if (inputs.some((input, i) => gradients[i] && active.has(input.name))) active.add(output.name)
  }
  const adjoints = new Map<string, Value>([[loss.name, graph.constant(1)]])
  for (const { inputs, output, gradients } of forward.reverse()) {
    const adjoint = adjoints.get(output.name)
    if (!adjoint || !active.has(output.name)) continue
    inputs.forEach((input, i) => {
      const gradient = gradients[i]
      if (!gradient || !active.has(input.name)) return
      const part = gradient(adjoint)
      checkShape(part, input, output)
      const sum = adjoints.get(input.name)
      adjoints.set(input.name, sum ? addValues(graph, sum, part) : part)
    })
  }
  return sources.map((source) => {
    const adjoint = adjoints.get(source.name)
    if (adjoint) return adjoint
    throw new Error(`expected the loss to depend on '${source.name}', found that it does not`)
  })
}

function checkShape(gradient: Value, input: Value, output: Value): void {
  if (gradient.shape.join() === input.shape.join()) return
  throw new Error(
    `expected a gradient of shape [${input.shape}] for '${input.name}' from '${output.name}', found [${gradient.shape}]`,
  )
}

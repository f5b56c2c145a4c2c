import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'

/** Two values, or a value and a number; shapes stretch as in ONNX docs/Broadcasting.md. */
type Operand = Value | number

/** a + b. */
export function add(graph: GraphBuilder, a: Value, b: Operand): Value {
  const other = operand(graph, b)
  return graph.record(
    graph.apply('Add', [a, other]),
    [a, other],
    [(g) => sumTo(graph, g, a.shape), (g) => sumTo(graph, g, other.shape)],
  )
}

/** a - b. */
export function subtract(graph: GraphBuilder, a: Value, b: Operand): Value {
  const other = operand(graph, b)
  return graph.record(
    graph.apply('Sub', [a, other]),
    [a, other],
    [(g) => sumTo(graph, g, a.shape), (g) => graph.apply('Neg', [sumTo(graph, g, other.shape)])],
  )
}

/** a · b, element by element. */
export function multiply(graph: GraphBuilder, a: Value, b: Operand): Value {
  const other = operand(graph, b)
  return graph.record(
    graph.apply('Mul', [a, other]),
    [a, other],
    [
      (g) => sumTo(graph, graph.apply('Mul', [g, other]), a.shape),
      (g) => sumTo(graph, graph.apply('Mul', [g, a]), other.shape),
    ],
  )
}

/** a / b, element by element. ∂/∂b = -(a/b)/b. */
export function divide(graph: GraphBuilder, a: Value, b: Operand): Value {
  const other = operand(graph, b)
  const quotient = graph.apply('Div', [a, other])
  return graph.record(
    quotient,
    [a, other],
    [
      (g) => sumTo(graph, graph.apply('Div', [g, other]), a.shape),
      (g) => {
        const slope = graph.apply('Neg', [graph.apply('Div', [quotient, other])])
        return sumTo(graph, graph.apply('Mul', [g, slope]), other.shape)
      },
    ],
  )
}

/** a^exponent for a constant exponent. */
export function power(graph: GraphBuilder, a: Value, exponent: number): Value {
  return graph.record(
    graph.apply('Pow', [a, graph.constant(exponent)]),
    [a],
    [
      (g) => {
        const lower = graph.apply('Pow', [a, graph.constant(exponent - 1)])
        return graph.apply('Mul', [g, graph.apply('Mul', [lower, graph.constant(exponent)])])
      },
    ],
  )
}

/** The sum without an entry on the tape: for adjoints, which are of one shape. */
export function addValues(graph: GraphBuilder, a: Value, b: Value): Value {
  return graph.apply('Add', [a, b])
}

/** The adjoint of stretching: sums `value` over the axes along which `shape` was repeated. Not on the tape. */
export function sumTo(graph: GraphBuilder, value: Value, shape: readonly number[]): Value {
  if (value.shape.join() === shape.join()) return value
  const ahead = value.shape.length - shape.length
  const axes = value.shape.flatMap((size, axis) =>
    axis < ahead || (shape[axis - ahead] === 1 && size !== 1) ? axis : [],
  )
  const sum = axes.length === 0 ? value : graph.apply('ReduceSum', [value, int64(graph, axes)], { keepdims: 1 })
  if (sum.shape.join() === shape.join()) return sum
  return graph.apply('Reshape', [sum, int64(graph, shape)])
}

function operand(graph: GraphBuilder, value: Operand): Value {
  return typeof value === 'number' ? graph.constant(value) : value
}

function int64(graph: GraphBuilder, values: readonly number[]): Value {
  return graph.constant(values, [values.length], 'int64')
}

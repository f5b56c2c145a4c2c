import { ONNX_TYPES } from '../../../src/common/onnx/model.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'

/** max(x, 0). At 0 the gradient is 0. */
export function relu(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Relu', x, (g, y) => {
    // The output alone says where the slope is 1, so that a runtime can fuse Relu into the convolution before it. Scaled
    // up and clipped it is 0 or 1 in half the time of Sign or Where.
    const slope = graph.apply('Clip', [
      graph.apply('Mul', [y, graph.constant(HUGE)]),
      graph.constant(0),
      graph.constant(1),
    ])
    return graph.apply('Mul', [g, slope])
  })
}

/** Lifts every normal number of float32 above one; overflow to infinity is clipped to one as well. */
const HUGE = 1e38

/** x limited to low..high; outside and on the limits the gradient is 0. */
export function clip(graph: GraphBuilder, x: Value, low: number, high: number): Value {
  const [lower, upper] = [graph.constant(low), graph.constant(high)]
  return graph.record(
    graph.apply('Clip', [x, lower, upper]),
    [x],
    [
      (g) => {
        const isInside = graph.apply('And', [graph.apply('Greater', [x, lower]), graph.apply('Less', [x, upper])])
        return graph.apply('Mul', [g, castTo(graph, isInside, g)])
      },
    ],
  )
}

/** 1 / (1 + e^-x). */
export function sigmoid(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Sigmoid', x, (g, y) => {
    const slope = graph.apply('Sub', [y, graph.apply('Mul', [y, y])])
    return graph.apply('Mul', [g, slope])
  })
}

export function tanh(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Tanh', x, (g, y) => {
    const slope = graph.apply('Sub', [graph.constant(1), graph.apply('Mul', [y, y])])
    return graph.apply('Mul', [g, slope])
  })
}

/** ln(1 + e^x). */
export function softplus(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Softplus', x, (g) => graph.apply('Mul', [g, graph.apply('Sigmoid', [x])]))
}

export function exponential(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Exp', x, (g, y) => graph.apply('Mul', [g, y]))
}

/** Natural logarithm. */
export function logarithm(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Log', x, (g) => graph.apply('Div', [g, x]))
}

export function squareRoot(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Sqrt', x, (g, y) => graph.apply('Div', [g, graph.apply('Add', [y, y])]))
}

/** |x|. At 0 the gradient is 0. */
export function absolute(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Abs', x, (g) => graph.apply('Mul', [g, graph.apply('Sign', [x])]))
}

export function negate(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Neg', x, (g) => graph.apply('Neg', [g]))
}

/** The same value, through which no gradient flows back. */
export function stopGradient(graph: GraphBuilder, x: Value): Value {
  return graph.apply('Identity', [x])
}

/** `x` as the element type of `like`; integers and booleans become numbers. No gradient. */
export function castTo(graph: GraphBuilder, x: Value, like: Value): Value {
  return graph.apply('Cast', [x], { to: ONNX_TYPES[like.type].number })
}

/** Softmax over the last axis: y; ∂/∂x = y·(g - Σ g·y). */
export function softmax(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'Softmax', x, (g, y) =>
    graph.apply('Mul', [y, graph.apply('Sub', [g, sumOfLast(graph, graph.apply('Mul', [g, y]))])]),
  )
}

/** ln softmax over the last axis; ∂/∂x = g - softmax·Σ g. */
export function logSoftmax(graph: GraphBuilder, x: Value): Value {
  return unary(graph, 'LogSoftmax', x, (g, y) =>
    graph.apply('Sub', [g, graph.apply('Mul', [graph.apply('Exp', [y]), sumOfLast(graph, g)])]),
  )
}

function sumOfLast(graph: GraphBuilder, x: Value): Value {
  return graph.apply('ReduceSum', [x, graph.constant([-1], [1], 'int64')], { keepdims: 1 })
}

/** An operator of one input whose gradient is given from the adjoint and the output. */
function unary(graph: GraphBuilder, op: string, x: Value, gradient: (g: Value, y: Value) => Value): Value {
  const y = graph.apply(op, [x])
  return graph.record(y, [x], [(g) => gradient(g, y)])
}

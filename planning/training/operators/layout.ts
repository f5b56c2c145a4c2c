import { elementCount } from '../../../src/common/onnx/model.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { sumTo } from './arithmetic.ts'

/** The same elements in another shape; one size may be -1: what is left. */
export function reshape(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const known = elementCount(shape.filter((size) => size !== -1))
  const target = shape.map((size) => (size === -1 ? elementCount(x.shape) / known : size))
  if (elementCount(target) !== elementCount(x.shape) || !target.every(Number.isInteger)) {
    throw new Error(`expected a shape of ${elementCount(x.shape)} elements for '${x.name}', found [${shape}]`)
  }
  return graph.record(reshapeValue(graph, x, target), [x], [(g) => reshapeValue(graph, g, x.shape)])
}

/** Axes in another order: out axis i is axis `order[i]` of x. */
export function transpose(graph: GraphBuilder, x: Value, order: readonly number[]): Value {
  const back = order.map((_, axis) => order.indexOf(axis))
  return graph.record(
    graph.apply('Transpose', [x], { perm: order }),
    [x],
    [(g) => graph.apply('Transpose', [g], { perm: back })],
  )
}

/** Values one behind the other along `axis`. */
export function concat(graph: GraphBuilder, values: readonly Value[], axis: number): Value {
  let start = 0
  const gradients = values.map((value) => {
    const from = start
    start += value.shape[axis]!
    const to = start
    return (g: Value) => sliceValue(graph, g, axis, from, to)
  })
  return graph.record(graph.apply('Concat', values, { axis }), values, gradients)
}

/** Elements start..end - 1 along `axis`. */
export function slice(graph: GraphBuilder, x: Value, axis: number, start: number, end: number): Value {
  const size = x.shape[axis]
  if (size === undefined || start < 0 || end > size || start >= end) {
    throw new Error(`expected a slice within [${x.shape}] along axis ${axis}, found ${start}..${end} of '${x.name}'`)
  }
  return graph.record(
    sliceValue(graph, x, axis, start, end),
    [x],
    [
      (g) => {
        const pads = [
          x.shape.map((_, i) => (i === axis ? start : 0)),
          x.shape.map((_, i) => (i === axis ? size - end : 0)),
        ]
        return padValue(graph, g, pads[0]!, pads[1]!)
      },
    ],
  )
}

/** Parts of the given sizes along `axis`. */
export function split(graph: GraphBuilder, x: Value, axis: number, sizes: readonly number[]): Value[] {
  let start = 0
  return sizes.map((size) => {
    const part = slice(graph, x, axis, start, start + size)
    start += size
    return part
  })
}

/** Repeats sizes of 1 up to `shape`. */
export function expand(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  return graph.record(
    graph.apply('Expand', [x, graph.constant(shape, [shape.length], 'int64')]),
    [x],
    [(g) => sumTo(graph, g, x.shape)],
  )
}

/** Reshape without an entry on the tape. */
export function reshapeValue(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  if (x.shape.join() === shape.join()) return x
  return graph.apply('Reshape', [x, graph.constant(shape, [shape.length], 'int64')])
}

/** Slice without an entry on the tape. `step` > 0. */
export function sliceValue(
  graph: GraphBuilder,
  x: Value,
  axis: number,
  start: number,
  end: number,
  step: number = 1,
): Value {
  if (start === 0 && end === x.shape[axis] && step === 1) return x
  const one = (value: number) => graph.constant([value], [1], 'int64')
  return graph.apply('Slice', [x, one(start), one(end), one(axis), one(step)])
}

/** Zeros before and behind each axis. Without an entry on the tape. */
export function padValue(graph: GraphBuilder, x: Value, before: readonly number[], behind: readonly number[]): Value {
  if ([...before, ...behind].every((pad) => pad === 0)) return x
  return graph.apply('Pad', [x, graph.constant([...before, ...behind], [2 * before.length], 'int64')])
}

/** The last two axes exchanged. Without an entry on the tape. */
export function swapLast(graph: GraphBuilder, x: Value): Value {
  const rank = x.shape.length
  const order = x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis))
  return graph.apply('Transpose', [x], { perm: order })
}

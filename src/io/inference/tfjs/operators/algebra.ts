import type { Tensor } from '@tensorflow/tfjs'
import { floatAttribute, intAttribute } from '../../../../common/onnx/attributes.ts'
import { axesOf, axisOf } from '../../../../common/onnx/shape-folding.ts'
import { GraphValue } from '../graph-value.ts'
import { type Operator, type OperatorTable, required, simple } from '../operator.ts'
import type { Tfjs } from '../tfjs-backend.ts'

/** As NumPy's matmul: batches are broadcast, vectors stand for one row or one column. */
const matMul: Operator = ({ tf, inputs, outputs }) => {
  const [a, b] = [inputs.required(0).shape, inputs.required(1).shape]
  const rank = Math.max(a.length, b.length, 2)
  const rows = a.length === 1 ? [1, ...a] : a
  const columns = b.length === 1 ? [...b, 1] : b
  const left = [...Array(rank - rows.length).fill(1), ...rows]
  const right = [...Array(rank - columns.length).fill(1), ...columns]
  const out = [...outputs[0]!.shape]
  return simple(2, (x, y) => {
    const product = tf.matMul(tf.reshape(x.plain(), left), tf.reshape(y.plain(), right))
    return GraphValue.plain(tf, tf.reshape(product, out))
  })
}

/** α · A · B + β · C, A and B perhaps transposed. */
const gemm: Operator = ({ tf, node }) => {
  const alpha = floatAttribute(node, 'alpha', 1)
  const beta = floatAttribute(node, 'beta', 1)
  const [turnA, turnB] = [intAttribute(node, 'transA', 0) === 1, intAttribute(node, 'transB', 0) === 1]
  return ([a, b, c]) => {
    const product = tf.matMul(required(a).plain(), required(b).plain(), turnA, turnB)
    const scaled = alpha === 1 ? product : tf.mul(product, alpha)
    if (!c) return [GraphValue.plain(tf, scaled)]
    const offset = beta === 1 ? c.plain() : tf.mul(c.plain(), beta)
    return [GraphValue.plain(tf, tf.add(scaled, offset))]
  }
}

/** Along one axis from opset 13 on; before, over all axes from the stated one on. The library's is over the last one. */
const softmax =
  (compute: (tf: Tfjs, x: Tensor) => Tensor): Operator =>
  ({ tf, opset, inputs }) => {
    const { shape } = inputs.required(0)
    const axis = axisOf(inputs, shape.length, opset < 13 ? 1 : -1)
    const last = shape.length - 1
    if (axis === last) return simple(1, (x) => GraphValue.plain(tf, compute(tf, x.plain())))
    if (opset < 13) {
      const rows = shape.slice(0, axis).reduce((product, length) => product * length, 1)
      return simple(1, (x) => {
        const flat = tf.reshape(x.plain(), [rows, -1])
        return GraphValue.plain(tf, tf.reshape(compute(tf, flat), [...shape]))
      })
    }
    if (axis === 1 && shape.length === 4) {
      return simple(1, (x) => GraphValue.channelsLast(tf, compute(tf, x.channelsLast())))
    }
    // Exchanging two axes undoes itself.
    const exchanged = shape.map((_, i) => (i === axis ? last : i === last ? axis : i))
    return simple(1, (x) => {
      const turned = tf.transpose(x.plain(), exchanged)
      return GraphValue.plain(tf, tf.transpose(compute(tf, turned), exchanged))
    })
  }

/** Over the stated axes, or all of them. */
const reduce =
  (compute: (tf: Tfjs, x: Tensor, axes: number[]) => Tensor): Operator =>
  ({ tf, node, inputs, outputs }) => {
    const { shape } = inputs.required(0)
    const stated = axesOf(inputs, shape.length)
    const none = intAttribute(node, 'noop_with_empty_axes', 0) === 1
    if (!stated?.length && none) return simple(1, (x) => x.map((tensor) => tf.clone(tensor)))
    const axes = stated?.length ? [...stated] : shape.map((_, axis) => axis)
    const out = [...outputs[0]!.shape]
    return simple(1, (x) => GraphValue.plain(tf, tf.reshape(compute(tf, x.plain(), axes), out)))
  }

const arg =
  (compute: (tf: Tfjs, x: Tensor, axis: number) => Tensor): Operator =>
  ({ tf, inputs, outputs }) => {
    const axis = axisOf(inputs, inputs.required(0).shape.length, 0)
    const out = [...outputs[0]!.shape]
    return simple(1, (x) => GraphValue.plain(tf, tf.reshape(compute(tf, x.plain(), axis), out)))
  }

export const ALGEBRA: OperatorTable = {
  MatMul: matMul,
  Gemm: gemm,
  Softmax: softmax((tf, x) => tf.softmax(x)),
  LogSoftmax: softmax((tf, x) => tf.logSoftmax(x)),
  ReduceMean: reduce((tf, x, axes) => tf.mean(x, axes)),
  ReduceSum: reduce((tf, x, axes) => tf.sum(x, axes)),
  ReduceMax: reduce((tf, x, axes) => tf.max(x, axes)),
  ReduceMin: reduce((tf, x, axes) => tf.min(x, axes)),
  ArgMax: arg((tf, x, axis) => tf.argMax(x, axis)),
  ArgMin: arg((tf, x, axis) => tf.argMin(x, axis)),
}

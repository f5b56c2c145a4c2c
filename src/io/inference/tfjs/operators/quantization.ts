import { intAttribute } from '../../../../common/onnx/attributes.ts'
import { tfjsValues } from '../constants.ts'
import { GraphValue } from '../graph-value.ts'
import {
  type NodeContext,
  type Operator,
  type OperatorTable,
  requiredConstant,
  simple,
  unsupported,
} from '../operator.ts'

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
}

/** Scale and zero point, ready to be broadcast over the input: one for all, or one for each place along an axis. */
function scaling(context: NodeContext) {
  const { tf, node, inputs, keep } = context
  const { shape } = inputs.required(0)
  const scale = requiredConstant(context, 1)
  const zero = node.inputs[2] ? requiredConstant(context, 2) : null
  const stated = intAttribute(node, 'axis', 1)
  const axis = stated < 0 ? stated + shape.length : stated
  const spread = scale.data.length === 1 ? [] : shape.map((_, i) => (i === axis ? -1 : 1))
  const kept = (data: ArrayLike<number> | ArrayLike<bigint>) =>
    keep(tf.reshape(tf.tensor1d(tfjsValues(data, 'float32')), spread))
  return { scale: kept(scale.data), zero: kept(zero?.data ?? new Float32Array(scale.data.length)) }
}

/** round(x / scale) + zero point, halves to even, held within the integer's range. */
const quantize: Operator = (context) => {
  const { tf, outputs } = context
  const { scale, zero } = scaling(context)
  const range = RANGES[outputs[0]!.type]
  if (range === undefined) throw unsupported(context, `one of ${Object.keys(RANGES).join(', ')}`, outputs[0]!.type)
  return simple(1, (x) => {
    const shifted = tf.add(tf.round(tf.div(x.plain(), scale)), zero)
    return GraphValue.plain(tf, tf.cast(tf.clipByValue(shifted, range[0], range[1]), 'int32'))
  })
}

/** (x - zero point) · scale */
const dequantize: Operator = (context) => {
  const { tf } = context
  const { scale, zero } = scaling(context)
  return simple(1, (x) => GraphValue.plain(tf, tf.mul(tf.sub(tf.cast(x.plain(), 'float32'), zero), scale)))
}

export const QUANTIZATION: OperatorTable = { QuantizeLinear: quantize, DequantizeLinear: dequantize }

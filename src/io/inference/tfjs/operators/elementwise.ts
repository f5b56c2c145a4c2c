import type { Tensor } from '@tensorflow/tfjs'
import { floatAttribute, intAttribute } from '../../../../common/onnx/attributes.ts'
import { ONNX_TYPES } from '../../../../common/onnx/model.ts'
import { tfjsType } from '../constants.ts'
import { GraphValue } from '../graph-value.ts'
import { type NodeContext, type Operator, type OperatorTable, required, simple } from '../operator.ts'
import type { Tfjs } from '../tfjs-backend.ts'

/** Element by element, one input. */
const unary =
  (compute: (tf: Tfjs, x: Tensor, context: NodeContext) => Tensor): Operator =>
  (context) =>
    simple(1, (x) => x.map((tensor) => compute(context.tf, tensor, context)))

/** Element by element with broadcasting, two inputs. */
const binary =
  (compute: (tf: Tfjs, a: Tensor, b: Tensor) => Tensor): Operator =>
  ({ tf, outputs }) =>
    simple(2, (a, b) => {
      const isLast = outputs[0]!.shape.length === 4 && (a.isChannelsLast || b.isChannelsLast)
      if (!isLast) return GraphValue.plain(tf, compute(tf, a.plain(), b.plain()))
      return GraphValue.channelsLast(tf, compute(tf, a.broadcastChannelsLast(), b.broadcastChannelsLast()))
    })

/** Any number of inputs, one after the other. */
const folded =
  (compute: (tf: Tfjs, a: Tensor, b: Tensor) => Tensor): Operator =>
  (context) => {
    const both = binary(compute)(context)
    return (inputs) => {
      const [first, ...rest] = inputs.map((input) => required(input))
      return [
        rest.reduce(
          (sum, next) => both([sum, next])[0]!,
          first!.map((tensor) => context.tf.clone(tensor)),
        ),
      ]
    }
  }

/** Bounds are attributes up to opset 10, inputs from 11 on. */
const clip: Operator = (context) => {
  const { tf, node } = context
  const bound = (name: string, i: number, otherwise: number): number => {
    const constant = context.constant(i)
    return constant ? Number(constant.data[0]) : floatAttribute(node, name, otherwise)
  }
  const low = bound('min', 1, -3.4e38)
  const high = bound('max', 2, 3.4e38)
  return simple(1, (x) => x.map((tensor) => tf.clipByValue(tensor, low, high)))
}

const cast: Operator = (context) => {
  const { tf, node } = context
  const number = intAttribute(node, 'to', 0)
  const found = Object.entries(ONNX_TYPES).find(([, type]) => type.number === number)?.[0]
  const type = tfjsType(found === undefined ? 'float16' : context.outputs[0]!.type, `node ${node.name}`)
  return simple(1, (x) => x.map((tensor) => tf.cast(tensor, type)))
}

const where: Operator = ({ tf }) =>
  simple(3, (condition, a, b) => GraphValue.plain(tf, tf.where(condition.plain(), a.plain(), b.plain())))

/** x where positive, else slope · x; the slope is broadcast. */
const prelu = binary((tf, x, slope) => tf.add(tf.relu(x), tf.mul(slope, tf.minimum(x, 0))))

export const ELEMENTWISE: OperatorTable = {
  Relu: unary((tf, x) => tf.relu(x)),
  LeakyRelu: unary((tf, x, { node }) => tf.leakyRelu(x, floatAttribute(node, 'alpha', 0.01))),
  PRelu: prelu,
  // α(eˣ - 1) where negative; the library's elu has α = 1.
  Elu: unary((tf, x, { node }) =>
    tf.add(tf.relu(x), tf.mul(floatAttribute(node, 'alpha', 1), tf.sub(tf.exp(tf.minimum(x, 0)), 1))),
  ),
  HardSigmoid: unary((tf, x, { node }) =>
    tf.clipByValue(tf.add(tf.mul(x, floatAttribute(node, 'alpha', 0.2)), floatAttribute(node, 'beta', 0.5)), 0, 1),
  ),
  HardSwish: unary((tf, x) => tf.mul(x, tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1))),
  Clip: clip,
  Sigmoid: unary((tf, x) => tf.sigmoid(x)),
  Tanh: unary((tf, x) => tf.tanh(x)),
  Softplus: unary((tf, x) => tf.softplus(x)),
  Exp: unary((tf, x) => tf.exp(x)),
  Log: unary((tf, x) => tf.log(x)),
  Sqrt: unary((tf, x) => tf.sqrt(x)),
  Reciprocal: unary((tf, x) => tf.div(1, x)),
  Abs: unary((tf, x) => tf.abs(x)),
  Neg: unary((tf, x) => tf.neg(x)),
  Floor: unary((tf, x) => tf.floor(x)),
  Ceil: unary((tf, x) => tf.ceil(x)),
  Round: unary((tf, x) => tf.round(x)),
  Sin: unary((tf, x) => tf.sin(x)),
  Cos: unary((tf, x) => tf.cos(x)),
  Erf: unary((tf, x) => tf.erf(x)),
  Identity: unary((tf, x) => tf.clone(x)),
  Dropout: unary((tf, x) => tf.clone(x)),
  Cast: cast,
  Where: where,
  Add: binary((tf, a, b) => tf.add(a, b)),
  Sub: binary((tf, a, b) => tf.sub(a, b)),
  Mul: binary((tf, a, b) => tf.mul(a, b)),
  // Of integers the quotient is cut off towards zero.
  Div: binary((tf, a, b) => (a.dtype === 'int32' ? tf.cast(tf.div(tf.cast(a, 'float32'), b), 'int32') : tf.div(a, b))),
  Pow: binary((tf, a, b) => tf.pow(a, b)),
  Min: folded((tf, a, b) => tf.minimum(a, b)),
  Max: folded((tf, a, b) => tf.maximum(a, b)),
  Sum: folded((tf, a, b) => tf.add(a, b)),
  Equal: binary((tf, a, b) => tf.equal(a, b)),
  Greater: binary((tf, a, b) => tf.greater(a, b)),
  Less: binary((tf, a, b) => tf.less(a, b)),
  GreaterOrEqual: binary((tf, a, b) => tf.greaterEqual(a, b)),
  LessOrEqual: binary((tf, a, b) => tf.lessEqual(a, b)),
}

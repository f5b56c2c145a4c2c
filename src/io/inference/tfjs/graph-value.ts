import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from './tfjs-backend.ts'

/** From ONNX's axes N, C, H, W to N, H, W, C, and back. */
const TO_CHANNELS_LAST = [0, 2, 3, 1]
const FROM_CHANNELS_LAST = [0, 3, 1, 2]

/**
 * A value of the graph. TensorFlow.js convolves pictures with their channels last, ONNX has them first: a value of four
 * axes stands in either order, or in both once both were asked for, so that only what must be is transposed.
 */
export class GraphValue {
  readonly #tf: Tfjs
  #plain: Tensor | null
  #last: Tensor | null

  private constructor(tf: Tfjs, plain: Tensor | null, last: Tensor | null) {
    this.#tf = tf
    this.#plain = plain
    this.#last = last
  }

  /** In ONNX's order of axes. */
  static plain(tf: Tfjs, tensor: Tensor): GraphValue {
    return new GraphValue(tf, tensor, null)
  }

  static channelsLast(tf: Tfjs, tensor: Tensor): GraphValue {
    return new GraphValue(tf, null, tensor)
  }

  /** Whether only the order with the channels last is there. */
  get isChannelsLast(): boolean {
    return this.#plain === null
  }

  plain(): Tensor {
    this.#plain ??= this.#tf.keep(this.#tf.transpose(this.#last!, FROM_CHANNELS_LAST))
    return this.#plain
  }

  /** Of a value of four axes. */
  channelsLast(): Tensor {
    this.#last ??= this.#tf.keep(this.#tf.transpose(this.#plain!, TO_CHANNELS_LAST))
    return this.#last
  }

  /** As a partner of a value with the channels last: missing axes stand before, as broadcasting has them. */
  broadcastChannelsLast(): Tensor {
    const plain = this.#plain
    if (plain === null || plain.rank === 4) return this.channelsLast()
    if (plain.size === 1) return plain.reshape([])
    const padded = plain.reshape([...Array(4 - plain.rank).fill(1), ...plain.shape])
    return this.#tf.transpose(padded, TO_CHANNELS_LAST)
  }

  /** The same function of every element, in the order that is there. */
  map(compute: (tensor: Tensor) => Tensor): GraphValue {
    if (this.#plain === null) return GraphValue.channelsLast(this.#tf, compute(this.#last!))
    return GraphValue.plain(this.#tf, compute(this.#plain))
  }

  /**
   * A function along axes, in the order that is there; `axes` are ONNX's. With other axes to come out than went in, ask
   * for `plain()` instead.
   */
  mapAxes(axes: readonly number[], compute: (tensor: Tensor, axes: number[]) => Tensor): GraphValue {
    if (this.#plain !== null) return GraphValue.plain(this.#tf, compute(this.#plain, [...axes]))
    return GraphValue.channelsLast(
      this.#tf,
      compute(
        this.#last!,
        axes.map((axis) => FROM_CHANNELS_LAST[axis]!),
      ),
    )
  }

  /** What survives the scope it was made in. */
  keep(): this {
    if (this.#plain !== null) this.#tf.keep(this.#plain)
    if (this.#last !== null) this.#tf.keep(this.#last)
    return this
  }

  dispose(): void {
    this.#plain?.dispose()
    this.#last?.dispose()
  }
}

/** Several values in one order: the one with the channels last where any of them stands in it alone. */
export function alignOrders(values: readonly GraphValue[]): { readonly isLast: boolean; readonly tensors: Tensor[] } {
  const isLast = values.some((value) => value.isChannelsLast)
  return { isLast, tensors: values.map((value) => (isLast ? value.channelsLast() : value.plain())) }
}

/** Where ONNX's axis stands with the channels last. */
export function channelsLastAxis(axis: number): number {
  return FROM_CHANNELS_LAST[axis]!
}

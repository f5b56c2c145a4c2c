import { elementCount } from '../../../src/common/onnx/model.ts'
import type { SampleTensor, TrainableNetwork } from '../network/trainable-network.ts'

export type TensorArray = Float32Array | Uint8Array | BigInt64Array

const BYTES = { float: 4, uint8: 1, int64: 8 } as const
const ALIGNED = 8

interface Segment {
  readonly name: string
  readonly type: SampleTensor['type']
  readonly shape: readonly number[]
  /** Of one sample. */
  readonly elements: number
  readonly offset: number
}

/** How the inputs and targets of a batch lie in one block of memory, each tensor's samples one after the other. */
export interface BatchLayout {
  readonly batch: number
  readonly segments: readonly Segment[]
  readonly bytes: number
}

export function batchLayout({ inputs, targets }: TrainableNetwork, batch: number): BatchLayout {
  let bytes = 0
  const segments = Object.entries({ ...inputs, ...targets }).map(([name, { type, shape }]) => {
    const elements = elementCount(shape)
    const offset = bytes
    bytes += Math.ceil((batch * elements * BYTES[type]) / ALIGNED) * ALIGNED
    return { name, type, shape, elements, offset }
  })
  return { batch, segments, bytes }
}

/** The tensors of sample `sample`, or of the whole batch, as arrays over the memory. */
export class TensorViews {
  readonly #arrays: ReadonlyMap<string, TensorArray>

  constructor(layout: BatchLayout, memory: ArrayBufferLike, sample: number | null) {
    this.#arrays = new Map(
      layout.segments.map(({ name, type, elements, offset }) => {
        const first = (sample ?? 0) * elements
        return [
          name,
          arrayOver(type, memory, offset + first * BYTES[type], sample === null ? layout.batch * elements : elements),
        ]
      }),
    )
  }

  /** Of a float tensor. Throws for another. */
  floats(name: string): Float32Array {
    const array = this.array(name)
    if (array instanceof Float32Array) return array
    throw new Error(`expected tensor '${name}' of float, found another type`)
  }

  /** Of a uint8 tensor. Throws for another. */
  bytes(name: string): Uint8Array {
    const array = this.array(name)
    if (array instanceof Uint8Array) return array
    throw new Error(`expected tensor '${name}' of uint8, found another type`)
  }

  /** Of an int64 tensor. Throws for another. */
  indices(name: string): BigInt64Array {
    const array = this.array(name)
    if (array instanceof BigInt64Array) return array
    throw new Error(`expected tensor '${name}' of int64, found another type`)
  }

  array(name: string): TensorArray {
    const array = this.#arrays.get(name)
    if (array) return array
    throw new Error(`expected a tensor out of ${[...this.#arrays.keys()].join(', ')}, found '${name}'`)
  }
}

function arrayOver(type: SampleTensor['type'], memory: ArrayBufferLike, offset: number, length: number): TensorArray {
  switch (type) {
    case 'float':
      return new Float32Array(memory, offset, length)
    case 'uint8':
      return new Uint8Array(memory, offset, length)
    case 'int64':
      return new BigInt64Array(memory, offset, length)
  }
}

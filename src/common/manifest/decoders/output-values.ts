import { InputError } from '../../../core/errors.ts'
import { formatTensorType, type Tensor } from '../../../core/tensor.ts'

/**
 * The shape of an output; `expected` has null where any length will do. Throws InputError, with the output's name, when
 * it is another: the manifest and its network do not belong together.
 */
export function outputShape(
  { type, shape }: Pick<Tensor, 'type' | 'shape'>,
  expected: readonly (number | null)[],
  name: string,
): readonly number[] {
  if (shape.length === expected.length && expected.every((length, i) => length === null || length === shape[i])) {
    return shape
  }
  const wanted = expected.map((length) => length ?? '?').join(', ')
  throw new InputError(`expected the output ${name} in the shape [${wanted}], found ${formatTensorType(type, shape)}`)
}

/** An output's elements as numbers. Throws InputError for 64-bit integers, which no decoding takes. */
export function realValues(
  { type, data, shape }: Tensor,
  name: string,
): Exclude<Tensor['data'], BigInt64Array | BigUint64Array> {
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    throw new InputError(
      `expected the output ${name} as numbers of up to 32 bits, found ${formatTensorType(type, shape)}`,
    )
  }
  return data
}

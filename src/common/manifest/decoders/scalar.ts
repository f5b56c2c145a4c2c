import { InputError } from '../../../core/errors.ts'
import type { Tensor } from '../../../core/tensor.ts'
import { elementCount, formatTensorType } from '../../../core/tensor.ts'
import type { SpeedDecoding, SteeringDecoding, SteeringQuantity } from '../manifest.ts'
import { realValues } from './output-values.ts'

/** How the network would steer. */
export interface Steering {
  readonly kind: 'steering'
  readonly quantity: SteeringQuantity
  /** 1/m or rad, left positive. */
  readonly value: number
}

/** How fast the network would drive, m/s. */
export interface Speed {
  readonly kind: 'speed'
  readonly value: number
}

export function decodeSteering(output: Tensor, { quantity, gain, offset }: SteeringDecoding, name: string): Steering {
  return { kind: 'steering', quantity, value: scalar(output, name) * gain + offset }
}

export function decodeSpeed(output: Tensor, { gain, offset }: SpeedDecoding, name: string): Speed {
  return { kind: 'speed', value: scalar(output, name) * gain + offset }
}

function scalar(output: Tensor, name: string): number {
  const values = realValues(output, name)
  if (elementCount(output.shape) === 1) return values[0]!
  throw new InputError(
    `expected one number in the output ${name}, found ${formatTensorType(output.type, output.shape)}`,
  )
}

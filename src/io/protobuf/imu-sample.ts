import type { ImuSample } from '../../core/messages.ts'
import { axdrive } from './runtime.ts'
import { triple, vector } from './vectors.ts'

export function encodeImuSample(sample: ImuSample): Uint8Array {
  return axdrive.v1.ImuSample.encode({
    acceleration: vector(sample.acceleration),
    angularVelocity: vector(sample.angularVelocity),
  }).finish()
}

export function decodeImuSample(bytes: Uint8Array): ImuSample {
  const sample = axdrive.v1.ImuSample.decode(bytes)
  return {
    kind: 'imu',
    acceleration: measured(sample.acceleration),
    angularVelocity: measured(sample.angularVelocity),
  }
}

/** A vector that the sender left out was not measured; a component that it left out is 0. */
function measured(vector: axdrive.v1.Vector3.$Properties | null | undefined): readonly [number, number, number] {
  return vector ? triple(vector) : [Number.NaN, Number.NaN, Number.NaN]
}

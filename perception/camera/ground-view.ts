import { pixelRay } from '../../src/common/geometry/lens.ts'
import { type Rotation, rotationFromAngles } from '../../src/common/geometry/rotation.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { SensorPose } from '../../src/core/observations.ts'

/** Directions of pixels in a camera's ground-aligned frame: x along its view over the ground, y left, z up. */
export class GroundView {
  readonly #lens: Lens
  readonly #rotation: Rotation
  readonly #ray = new Float64Array(2)

  constructor(lens: Lens, { pitch, roll }: SensorPose) {
    this.#lens = lens
    this.#rotation = rotationFromAngles(0, pitch, roll)
  }

  /** out (3) := forward, left and up of a place in the picture, where pixel i covers [i, i + 1); of no length in particular. */
  direction(out: Float64Array, x: number, y: number): void {
    // A lens has the centre of the first pixel at 0.
    pixelRay(this.#lens, x - 0.5, y - 0.5, this.#ray)
    const left = -this.#ray[0]!
    const up = -this.#ray[1]!
    const r = this.#rotation
    out[0] = r[0]! + r[1]! * left + r[2]! * up
    out[1] = r[3]! + r[4]! * left + r[5]! * up
    out[2] = r[6]! + r[7]! * left + r[8]! * up
  }
}

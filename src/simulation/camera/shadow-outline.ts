import { convexHull } from '../../common/geometry/convex-polygon.ts'
import type { Placement } from './face-drawer.ts'

/** A shadow longer than this many times the height is cut off there. */
const LONGEST = 4

/** Outlines on the ground under and beside an upright box, ego frame. Reuses its buffers: one instance a user. */
export class ShadowOutline {
  /** Packed x, y. */
  readonly points = new Float64Array(32)
  readonly #corners = new Float64Array(32)

  /** Where hardly any light of the sky gets: a little more than the footprint, less of small things. Returns the corners. */
  contact(at: Placement): number {
    this.#putFootprint(this.points, 0, at, at.width < 1 ? -0.12 * at.width : 0.1)
    return 4
  }

  /** The footprint and the top's image along light from `sun` (unit vector towards it, ego frame). Returns the corners. */
  cast(at: Placement, sun: Float64Array): number {
    const longest = Math.min(LONGEST, 1 / Math.max(0.05, sun[2]!))
    const low = Math.max(0, at.z)
    const high = low + at.height
    for (let i = 0; i < 2; i++) {
      const height = i === 0 ? low : high
      this.#putFootprint(this.#corners, 8 * i, at, 0)
      for (let k = 0; k < 8; k += 2) {
        this.#corners[8 * i + k] = this.#corners[8 * i + k]! - sun[0]! * longest * height
        this.#corners[8 * i + k + 1] = this.#corners[8 * i + k + 1]! - sun[1]! * longest * height
      }
    }
    return convexHull(this.points, this.#corners, 8)
  }

  #putFootprint(out: Float64Array, start: number, at: Placement, margin: number): void {
    const cos = Math.cos(at.yaw)
    const sin = Math.sin(at.yaw)
    const length = at.length / 2 + margin
    const width = at.width / 2 + margin
    for (let i = 0; i < 4; i++) {
      const x = i === 0 || i === 3 ? length : -length
      const y = i < 2 ? width : -width
      out[start + 2 * i] = at.x + cos * x - sin * y
      out[start + 2 * i + 1] = at.y + sin * x + cos * y
    }
  }
}

import { angleDifference } from '../../core/angle.ts'
import type { Obstacle, SensedMoment } from './sensed-moment.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** Rays across an object by which its visible share is taken. */
const RAYS = 9
/** m: a sensor inside a box sees it at this distance. */
const LEAST_DISTANCE = 0.1

/**
 * All boxes of a moment as one sensor sees them, in its ground-aligned frame (origin at the sensor, x along its axis
 * projected on the ground): angles, distances, and how much nearer boxes hide. Entry i is object i of the moment, the
 * occluders follow. Columns that grow and are reused; valid until the next call.
 */
export class ObjectView {
  /** Objects of the moment; only they can be seen. */
  count = 0
  /** Azimuth of the centre, rad, left positive. */
  centreAzimuth = new Float64Array(0)
  /** From the centre's azimuth to the silhouette's right (negative) and left edge, rad. */
  right = new Float64Array(0)
  left = new Float64Array(0)
  /** On the ground: to the centre, and to the nearest point of the footprint, m. */
  centreDistance = new Float64Array(0)
  nearDistance = new Float64Array(0)
  /** Of the top and the bottom edge of the silhouette above the horizontal, as tangents. */
  lowest = new Float64Array(0)
  highest = new Float64Array(0)
  /** Above the sensor, m. */
  bottom = new Float64Array(0)
  top = new Float64Array(0)
  /** 0 hidden … 1 free; only of objects within the reach. */
  visible = new Float64Array(0)
  #boxes = 0
  #hiding = new Int32Array(0)

  /**
   * Of what lies within `reach` (m) of the sensor and at least partly within `halfField` (rad) of its axis; the rest is
   * not visible and has `nearDistance` Infinity.
   */
  look(moment: SensedMoment, placement: SensorPlacement, reach: number, halfField = Math.PI): void {
    const { objects, occluders = [] } = moment
    this.count = objects.length
    this.#boxes = objects.length + occluders.length
    this.#reserve(this.#boxes)
    for (let i = 0; i < objects.length; i++) this.#measure(i, objects[i]!, placement, reach, halfField)
    for (let i = 0; i < occluders.length; i++) {
      this.#measure(objects.length + i, occluders[i]!, placement, reach, halfField)
    }
    for (let i = 0; i < objects.length; i++)
      this.visible[i] = this.nearDistance[i]! <= reach ? this.#visibleShare(i) : 0
  }

  #measure(i: number, box: Obstacle, placement: SensorPlacement, reach: number, halfField: number): void {
    const dx = box.position[0] - placement.x
    const dy = box.position[1] - placement.y
    const [length, width, height] = box.size
    const distance = Math.hypot(dx, dy)
    this.nearDistance[i] = Number.POSITIVE_INFINITY
    const radius = 0.5 * (length + width)
    if (distance - radius > reach) return
    const centreAzimuth = angleDifference(Math.atan2(dy, dx), placement.yaw)
    if (distance > radius && Math.abs(centreAzimuth) - Math.asin(radius / distance) > halfField) return
    const cos = Math.cos(box.yaw)
    const sin = Math.sin(box.yaw)
    // The sensor in the box's axes: distance to the rectangle.
    const outsideX = Math.max(0, Math.abs(dx * cos + dy * sin) - 0.5 * length)
    const outsideY = Math.max(0, Math.abs(dy * cos - dx * sin) - 0.5 * width)
    let right = 0
    let left = 0
    for (let corner = 0; corner < 4; corner++) {
      const along = (corner & 1 ? 0.5 : -0.5) * length
      const across = (corner & 2 ? 0.5 : -0.5) * width
      const cx = dx + along * cos - across * sin
      const cy = dy + along * sin + across * cos
      // Angle from the centre's direction to the corner's.
      const turn = Math.atan2(dx * cy - dy * cx, dx * cx + dy * cy)
      if (turn < right) right = turn
      if (turn > left) left = turn
    }
    this.centreAzimuth[i] = centreAzimuth
    this.right[i] = right
    this.left[i] = left
    this.centreDistance[i] = distance
    this.nearDistance[i] = Math.max(Math.hypot(outsideX, outsideY), LEAST_DISTANCE)
    const near = this.nearDistance[i]!
    const bottom = box.position[2] - 0.5 * height - placement.z
    const top = box.position[2] + 0.5 * height - placement.z
    this.bottom[i] = bottom
    this.top[i] = top
    // An edge above the sensor looks highest where it is nearest, one below where it is farthest.
    const far = Math.max(2 * distance - near, near)
    this.lowest[i] = bottom / (bottom < 0 ? near : far)
    this.highest[i] = top / (top > 0 ? near : far)
  }

  /**
   * Mean over rays across the silhouette of the share of its height that no nearer box hides. Boxes stand on the ground:
   * one hides what lies below the line over its top.
   */
  #visibleShare(i: number): number {
    const lowest = this.lowest[i]!
    const highest = this.highest[i]!
    const span = this.left[i]! - this.right[i]!
    const centre = this.centreAzimuth[i]!
    const hiding = this.#findHiding(i)
    if (hiding === 0) return 1
    let free = 0
    for (let ray = 0; ray < RAYS; ray++) {
      const turn = this.right[i]! + (span * (ray + 0.5)) / RAYS
      let shadow = lowest
      for (let k = 0; k < hiding; k++) {
        const j = this.#hiding[k]!
        const turnFromOther = turn + angleDifference(centre, this.centreAzimuth[j]!)
        if (turnFromOther < this.right[j]! || turnFromOther > this.left[j]!) continue
        shadow = Math.max(shadow, this.highest[j]!)
      }
      free += Math.max(0, highest - shadow)
    }
    return free / (RAYS * (highest - lowest))
  }

  /** Nearer boxes whose silhouettes overlap object i's, into #hiding; returns how many. */
  #findHiding(i: number): number {
    const near = this.nearDistance[i]!
    let count = 0
    for (let j = 0; j < this.#boxes; j++) {
      if (j === i || !(this.nearDistance[j]! < near) || this.centreDistance[j]! > this.centreDistance[i]!) continue
      const turn = angleDifference(this.centreAzimuth[i]!, this.centreAzimuth[j]!)
      if (turn + this.left[i]! <= this.right[j]! || turn + this.right[i]! >= this.left[j]!) continue
      this.#hiding[count++] = j
    }
    return count
  }

  #reserve(boxes: number): void {
    if (this.visible.length >= boxes) return
    const size = 2 * boxes
    this.centreAzimuth = new Float64Array(size)
    this.right = new Float64Array(size)
    this.left = new Float64Array(size)
    this.centreDistance = new Float64Array(size)
    this.nearDistance = new Float64Array(size)
    this.lowest = new Float64Array(size)
    this.highest = new Float64Array(size)
    this.bottom = new Float64Array(size)
    this.top = new Float64Array(size)
    this.visible = new Float64Array(size)
    this.#hiding = new Int32Array(size)
  }
}

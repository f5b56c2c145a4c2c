import { angleDifference } from '../../core/angle.ts'
import type { Obstacle, SensedMoment } from './sensed-moment.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** Rays across an object by which its visible share is taken. */
const RAYS = 9
/** Of the horizon, by which things that hide nothing are sorted out. */
const SECTORS = 128
/** m: a sensor inside a box sees it at this distance. */
const LEAST_DISTANCE = 0.1

/**
 * All objects of a moment as one sensor sees them, in its ground-aligned frame (origin at the sensor, x along its axis
 * projected on the ground): angles, distances, and how much nearer boxes hide. Entry i is object i of the moment; the
 * occluders that could hide one follow. Columns that grow and are reused; valid until the next look.
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
  /** 0 hidden … 1 free; 0 for objects beyond the reach or outside the field. */
  visible = new Float64Array(0)
  /** Box in sensor-centred world axes: centre, unit vector of its length, half sizes, heights above the sensor, m. */
  #x = new Float64Array(0)
  #y = new Float64Array(0)
  #cos = new Float64Array(0)
  #sin = new Float64Array(0)
  #halfLength = new Float64Array(0)
  #halfWidth = new Float64Array(0)
  #bottom = new Float64Array(0)
  #top = new Float64Array(0)
  #boxes = 0
  #hiding = new Int32Array(0)
  /** m, by sector from the sensor's axis on: where the farthest object that touches it begins; 0 for none. */
  readonly #nearestIn = new Float64Array(SECTORS)

  /**
   * Of what lies within `reach` (m) of the sensor and at least partly within `halfField` (rad) of its axis; the rest is
   * not visible and has `nearDistance` Infinity.
   */
  look(moment: SensedMoment, placement: SensorPlacement, reach: number, halfField = Math.PI): void {
    const { objects, occluders = [] } = moment
    this.count = objects.length
    this.#boxes = objects.length
    this.#reserve(objects.length + occluders.length)
    let farthest = 0
    this.#nearestIn.fill(0)
    for (let i = 0; i < objects.length; i++) {
      this.#measure(i, objects[i]!, placement, reach, halfField)
      const near = this.nearDistance[i]!
      if (near > reach) continue
      if (near > farthest) farthest = near
      this.#markSectors(i)
    }
    if (farthest > 0) for (const box of occluders) this.#consider(box, placement, farthest)
    for (let i = 0; i < objects.length; i++) {
      this.visible[i] = this.nearDistance[i]! <= reach ? this.#visibleShare(i, placement.yaw) : 0
    }
  }

  #measure(i: number, box: Obstacle, placement: SensorPlacement, reach: number, halfField: number): void {
    const dx = box.position[0] - placement.x
    const dy = box.position[1] - placement.y
    const [length, width, height] = box.size
    const squared = dx * dx + dy * dy
    this.nearDistance[i] = Number.POSITIVE_INFINITY
    const radius = 0.5 * (length + width)
    if (squared > (reach + radius) ** 2) return
    const isBehind = dx * placement.cos + dy * placement.sin < -radius
    if (isBehind && halfField <= 0.5 * Math.PI) return
    const distance = Math.sqrt(squared)
    const centreAzimuth = angleDifference(Math.atan2(dy, dx), placement.yaw)
    if (distance > radius && Math.abs(centreAzimuth) - Math.asin(radius / distance) > halfField) return
    const cos = Math.cos(box.yaw)
    const sin = Math.sin(box.yaw)
    // The sensor in the box's axes: distance to the rectangle.
    const outsideX = Math.max(0, Math.abs(dx * cos + dy * sin) - 0.5 * length)
    const outsideY = Math.max(0, Math.abs(dy * cos - dx * sin) - 0.5 * width)
    const near = Math.max(Math.sqrt(outsideX * outsideX + outsideY * outsideY), LEAST_DISTANCE)
    this.centreAzimuth[i] = centreAzimuth
    this.centreDistance[i] = distance
    this.nearDistance[i] = near
    this.#x[i] = dx
    this.#y[i] = dy
    this.#cos[i] = cos
    this.#sin[i] = sin
    this.#halfLength[i] = 0.5 * length
    this.#halfWidth[i] = 0.5 * width
    const bottom = box.position[2] - 0.5 * height - placement.z
    const top = box.position[2] + 0.5 * height - placement.z
    this.#bottom[i] = bottom
    this.#top[i] = top
    // An edge above the sensor looks highest where it is nearest, one below where it is farthest.
    const far = Math.max(2 * distance - near, near)
    this.lowest[i] = bottom / (bottom < 0 ? near : far)
    this.highest[i] = top / (top > 0 ? near : far)
    this.#measureEdges(i)
  }

  /** right and left: the corners' angles from the centre's direction. */
  #measureEdges(i: number): void {
    const dx = this.#x[i]!
    const dy = this.#y[i]!
    let right = 0
    let left = 0
    for (let corner = 0; corner < 4; corner++) {
      const along = corner & 1 ? this.#halfLength[i]! : -this.#halfLength[i]!
      const across = corner & 2 ? this.#halfWidth[i]! : -this.#halfWidth[i]!
      const cx = dx + along * this.#cos[i]! - across * this.#sin[i]!
      const cy = dy + along * this.#sin[i]! + across * this.#cos[i]!
      const turn = Math.atan2(dx * cy - dy * cx, dx * cx + dy * cy)
      if (turn < right) right = turn
      if (turn > left) left = turn
    }
    this.right[i] = right
    this.left[i] = left
  }

  /** Notes in each sector that object i's silhouette touches how far off objects there begin. */
  #markSectors(i: number): void {
    const near = this.nearDistance[i]!
    const first = sectorOf(this.centreAzimuth[i]! + this.right[i]!)
    const last = sectorOf(this.centreAzimuth[i]! + this.left[i]!)
    for (let sector = first; ; sector = (sector + 1) % SECTORS) {
      if (near > this.#nearestIn[sector]!) this.#nearestIn[sector] = near
      if (sector === last) return
    }
  }

  /** Keeps an occluder if the circle around it reaches into a sector in which an object begins behind it. */
  #consider(box: Obstacle, placement: SensorPlacement, farthest: number): void {
    const dx = box.position[0] - placement.x
    const dy = box.position[1] - placement.y
    const radius = 0.5 * (box.size[0] + box.size[1])
    const squared = dx * dx + dy * dy
    if (squared > (farthest + radius) ** 2) return
    const distance = Math.sqrt(squared)
    if (distance <= radius) {
      this.#measure(this.#boxes++, box, placement, Number.POSITIVE_INFINITY, Math.PI)
      return
    }
    const azimuth = Math.atan2(dy, dx) - placement.yaw
    const half = Math.asin(radius / distance)
    const last = sectorOf(azimuth + half)
    for (let sector = sectorOf(azimuth - half); ; sector = (sector + 1) % SECTORS) {
      if (distance - radius < this.#nearestIn[sector]!) {
        this.#measure(this.#boxes++, box, placement, Number.POSITIVE_INFINITY, Math.PI)
        return
      }
      if (sector === last) return
    }
  }

  /** Mean over rays across the silhouette of the share of its height that no nearer box hides. */
  #visibleShare(i: number, sensorYaw: number): number {
    const lowest = this.lowest[i]!
    const highest = this.highest[i]!
    const hiding = this.#findHiding(i)
    if (hiding === 0) return 1
    const span = this.left[i]! - this.right[i]!
    const first = sensorYaw + this.centreAzimuth[i]! + this.right[i]!
    let free = 0
    for (let ray = 0; ray < RAYS; ray++) {
      const azimuth = first + (span * (ray + 0.5)) / RAYS
      const ux = Math.cos(azimuth)
      const uy = Math.sin(azimuth)
      const own = Math.min(this.#entry(i, ux, uy), this.centreDistance[i]!)
      // What is free lies between what boxes on the ground hide and what crowns and signs hide from above.
      let floor = lowest
      let ceiling = highest
      for (let k = 0; k < hiding; k++) {
        const j = this.#hiding[k]!
        const entry = this.#entry(j, ux, uy)
        if (entry >= own) continue
        const exit = -this.#entry(j, -ux, -uy)
        const low = this.#bottom[j]! / (this.#bottom[j]! < 0 ? entry : exit)
        const high = this.#top[j]! / (this.#top[j]! > 0 ? entry : exit)
        if (low <= floor) floor = Math.max(floor, high)
        else if (high >= ceiling) ceiling = Math.min(ceiling, low)
      }
      free += Math.max(0, ceiling - floor)
    }
    return free / (RAYS * (highest - lowest))
  }

  /** m along a ray from the sensor to where it enters box j (slabs; Kay, Kajiya 1986); Infinity when it does not. */
  #entry(j: number, ux: number, uy: number): number {
    const cos = this.#cos[j]!
    const sin = this.#sin[j]!
    const px = this.#x[j]! * cos + this.#y[j]! * sin
    const py = this.#y[j]! * cos - this.#x[j]! * sin
    const dx = ux * cos + uy * sin
    const dy = uy * cos - ux * sin
    const x1 = (px - this.#halfLength[j]!) / dx
    const x2 = (px + this.#halfLength[j]!) / dx
    const y1 = (py - this.#halfWidth[j]!) / dy
    const y2 = (py + this.#halfWidth[j]!) / dy
    const entry = Math.max(Math.min(x1, x2), Math.min(y1, y2))
    const exit = Math.min(Math.max(x1, x2), Math.max(y1, y2))
    return entry <= exit ? entry : Number.POSITIVE_INFINITY
  }

  /** Boxes that begin nearer and whose silhouettes overlap object i's, into #hiding; returns how many. */
  #findHiding(i: number): number {
    const near = this.nearDistance[i]!
    let count = 0
    for (let j = 0; j < this.#boxes; j++) {
      if (j === i || !(this.nearDistance[j]! < Math.max(near, this.centreDistance[i]!))) continue
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
    this.visible = new Float64Array(size)
    this.#x = new Float64Array(size)
    this.#y = new Float64Array(size)
    this.#cos = new Float64Array(size)
    this.#sin = new Float64Array(size)
    this.#halfLength = new Float64Array(size)
    this.#halfWidth = new Float64Array(size)
    this.#bottom = new Float64Array(size)
    this.#top = new Float64Array(size)
    this.#hiding = new Int32Array(size)
  }
}

/** Of a direction in rad, any number of turns. */
function sectorOf(azimuth: number): number {
  const turns = azimuth / (2 * Math.PI)
  return Math.floor((turns - Math.floor(turns)) * SECTORS) % SECTORS
}

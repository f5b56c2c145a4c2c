import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import { STATE, STATE_STRIDE } from './motion-states.ts'
import type { ScoringRoad } from './scoring-context.ts'

/** Doubles of one footprint: four corners x, y, counter-clockwise from front left. */
export const CORNERS = 8

/**
 * One motion of the scored car with what every clause needs of it: footprints, and where it stands on the road, found out
 * only when asked and only once. Buffers are allocated once; `load` reuses them.
 */
export class EgoMotion {
  count = 0
  readonly x: Float64Array
  readonly y: Float64Array
  readonly yaw: Float64Array
  readonly speed: Float64Array
  readonly acceleration: Float64Array
  readonly yawRate: Float64Array
  readonly cos: Float64Array
  readonly sin: Float64Array
  /** Middle of the box. */
  readonly centreX: Float64Array
  readonly centreY: Float64Array
  /** [count × CORNERS] */
  readonly corners: Float64Array
  halfLength = 0
  halfWidth = 0
  #road: ScoringRoad | null = null
  /** By step: 0 not asked yet, 1 no, 2 yes. */
  readonly #offRoad: Int8Array
  readonly #straddling: Int8Array
  readonly #inJunction: Int8Array
  readonly #lanes = new Int32Array(16)

  constructor(capacity: number) {
    const array = () => new Float64Array(capacity)
    this.x = array()
    this.y = array()
    this.yaw = array()
    this.speed = array()
    this.acceleration = array()
    this.yawRate = array()
    this.cos = array()
    this.sin = array()
    this.centreX = array()
    this.centreY = array()
    this.corners = new Float64Array(capacity * CORNERS)
    this.#offRoad = new Int8Array(capacity)
    this.#straddling = new Int8Array(capacity)
    this.#inJunction = new Int8Array(capacity)
  }

  /** `count` states from element `start` of `states`, laid out as in motion-states.ts. */
  load(states: Float64Array, start: number, count: number, vehicle: VehicleGeometry, road: ScoringRoad): void {
    this.count = count
    this.#road = road
    this.halfLength = 0.5 * vehicle.length
    this.halfWidth = 0.5 * vehicle.width
    const toCentre = vehicle.rearAxleToFront - this.halfLength
    this.#offRoad.fill(0, 0, count)
    this.#straddling.fill(0, 0, count)
    this.#inJunction.fill(0, 0, count)
    for (let k = 0; k < count; k++) {
      const o = start + k * STATE_STRIDE
      const yaw = states[o + STATE.yaw]!
      this.x[k] = states[o + STATE.x]!
      this.y[k] = states[o + STATE.y]!
      this.yaw[k] = yaw
      this.speed[k] = states[o + STATE.speed]!
      this.acceleration[k] = states[o + STATE.acceleration]!
      this.yawRate[k] = states[o + STATE.yawRate]!
      const cos = Math.cos(yaw)
      const sin = Math.sin(yaw)
      this.cos[k] = cos
      this.sin[k] = sin
      this.centreX[k] = this.x[k]! + toCentre * cos
      this.centreY[k] = this.y[k]! + toCentre * sin
      this.#writeCorners(k, cos, sin)
    }
  }

  #writeCorners(k: number, cos: number, sin: number): void {
    const { corners, halfLength: a, halfWidth: b } = this
    const x = this.centreX[k]!
    const y = this.centreY[k]!
    const o = k * CORNERS
    corners[o] = x + a * cos - b * sin
    corners[o + 1] = y + a * sin + b * cos
    corners[o + 2] = x - a * cos - b * sin
    corners[o + 3] = y - a * sin + b * cos
    corners[o + 4] = x - a * cos + b * sin
    corners[o + 5] = y - a * sin - b * cos
    corners[o + 6] = x + a * cos + b * sin
    corners[o + 7] = y + a * sin - b * cos
  }

  /** A corner is outside the drivable area. */
  isOffRoad(k: number): boolean {
    if (this.#offRoad[k] === 0) this.#offRoad[k] = this.#road!.areDrivable(this.corners, k * CORNERS, 4) ? 1 : 2
    return this.#offRoad[k] === 2
  }

  /** No single lane holds all four corners. */
  isStraddling(k: number): boolean {
    if (this.#straddling[k] === 0) this.#straddling[k] = this.#fitsInOneLane(k) ? 1 : 2
    return this.#straddling[k] === 2
  }

  isInJunction(k: number): boolean {
    if (this.#inJunction[k] === 0) {
      this.#inJunction[k] = this.#road!.isInJunction(this.centreX[k]!, this.centreY[k]!) ? 2 : 1
    }
    return this.#inJunction[k] === 2
  }

  #fitsInOneLane(k: number): boolean {
    const o = k * CORNERS
    const road = this.#road!
    const found = road.lanesAt(this.corners[o]!, this.corners[o + 1]!, this.#lanes)
    for (let i = 0; i < found; i++) {
      const lane = this.#lanes[i]!
      let held = 1
      while (held < 4 && road.isInLane(lane, this.corners[o + 2 * held]!, this.corners[o + 2 * held + 1]!)) held++
      if (held === 4) return true
    }
    return false
  }
}

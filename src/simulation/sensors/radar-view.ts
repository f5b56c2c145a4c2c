import { AzimuthBins } from './azimuth-bins.ts'
import type { BodySet } from './body-set.ts'
import { ColumnCaster } from './column-caster.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** rad between rays: a post of 0.3 m is met at 35 m by one; thinner and farther things are looked for one by one. */
const STEP = 0.5 * (Math.PI / 180)
/** rad: two beams, so that the box of a lorry is met over the gap under it. */
const ELEVATIONS = [0, 0.045]
/** m: a thin thing this much behind the nearest hit beside it still counts as seen. */
const SLACK = 0.5

/**
 * What a radar looks at: rays across its field of view, each to the nearest body. Hits are columns in order of azimuth
 * from right to left; bodies that fall between rays have their own entries behind them. Valid until the next look.
 */
export class RadarView {
  count = 0
  /** From the boresight, rad; along the ground, m. */
  azimuth: Float64Array
  distance: Float64Array
  /** Number in the body set. */
  body: Int32Array
  /** Cosine between ray and surface normal; 1 for what falls between rays. */
  incidence: Float64Array
  readonly #rays: number
  readonly #halfField: number
  readonly #range: number
  readonly #bins: AzimuthBins
  readonly #caster: ColumnCaster
  /** By ray: m to the nearest hit. */
  readonly #nearest: Float64Array
  /** By body: number of the look in which a ray met it. */
  #met = new Int32Array(0)
  #look = 0

  constructor(halfField: number, range: number) {
    this.#halfField = halfField
    this.#range = range
    this.#rays = Math.ceil((2 * halfField) / STEP)
    this.#bins = new AzimuthBins(this.#rays)
    this.#caster = new ColumnCaster(ELEVATIONS, range)
    this.#nearest = new Float64Array(this.#rays)
    const capacity = 2 * this.#rays
    this.azimuth = new Float64Array(capacity)
    this.distance = new Float64Array(capacity)
    this.body = new Int32Array(capacity)
    this.incidence = new Float64Array(capacity)
  }

  look(bodies: BodySet, placement: SensorPlacement): void {
    const { x, y, yaw, z } = placement
    const step = (2 * this.#halfField) / this.#rays
    const firstAzimuth = yaw - this.#halfField + step / 2
    this.#bins.sort(bodies, {
      x,
      y,
      travel: 0,
      halfTime: 0,
      firstAzimuth,
      azimuthStep: step,
      columns: this.#rays,
      range: this.#range,
    })
    if (this.#met.length < bodies.count) this.#met = new Int32Array(2 * bodies.count)
    this.#look++
    this.count = 0
    for (let ray = 0; ray < this.#rays; ray++) this.#cast(bodies, ray, firstAzimuth + ray * step, x, y, z, yaw)
    this.#addThin(bodies, step, x, y, yaw)
  }

  #cast(bodies: BodySet, ray: number, azimuth: number, x: number, y: number, z: number, yaw: number): void {
    const caster = this.#caster
    const ux = Math.cos(azimuth)
    const uy = Math.sin(azimuth)
    caster.begin(z)
    const { first, bodies: candidates } = this.#bins
    for (let k = first[ray]!; k < first[ray + 1]!; k++) {
      caster.meet(bodies, candidates[k]!, 0, x, y, ux, uy)
    }
    let nearest = Number.POSITIVE_INFINITY
    let before = -1
    for (let beam = 0; beam < ELEVATIONS.length; beam++) {
      const body = caster.body[beam]!
      if (body < 0) continue
      const distance = caster.distance[beam]!
      if (distance < nearest) nearest = distance
      this.#met[body] = this.#look
      // Both beams mostly meet the same body.
      if (body !== before) this.#push(azimuth - yaw, distance, body, caster.incidence(beam))
      before = body
    }
    this.#nearest[ray] = nearest
  }

  /** Bodies narrower than the gap between rays, where nothing nearer stands. */
  #addThin(bodies: BodySet, step: number, x: number, y: number, yaw: number): void {
    const { first, bodies: candidates } = this.#bins
    for (let ray = 0; ray < this.#rays; ray++) {
      for (let k = first[ray]!; k < first[ray + 1]!; k++) {
        const i = candidates[k]!
        if (this.#met[i] === this.#look) continue
        const dx = bodies.x[i]! - x
        const dy = bodies.y[i]! - y
        const distance = Math.hypot(dx, dy)
        const width = 2 * Math.min(bodies.halfLength[i]!, bodies.halfWidth[i]!)
        if (width > step * distance) continue
        this.#met[i] = this.#look
        const azimuth = wrapped(Math.atan2(dy, dx) - yaw)
        const nearestRay = Math.floor((azimuth + this.#halfField) / step)
        if (nearestRay < 0 || nearestRay >= this.#rays) continue
        if (distance > this.#range || distance > this.#nearest[nearestRay]! + SLACK) continue
        this.#push(azimuth, Math.max(distance - width / 2, 0), i, 1)
      }
    }
  }

  #push(azimuth: number, distance: number, body: number, incidence: number): void {
    const i = this.count++
    if (i === this.azimuth.length) this.#grow()
    this.azimuth[i] = azimuth
    this.distance[i] = distance
    this.body[i] = body
    this.incidence[i] = incidence
  }

  #grow(): void {
    const size = 2 * this.azimuth.length
    const grown = (column: Float64Array) => {
      const larger = new Float64Array(size)
      larger.set(column)
      return larger
    }
    this.azimuth = grown(this.azimuth)
    this.distance = grown(this.distance)
    this.incidence = grown(this.incidence)
    const body = new Int32Array(size)
    body.set(this.body)
    this.body = body
  }
}

function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
}

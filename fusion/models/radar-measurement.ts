import { angleDifference } from '../../src/core/angle.ts'
import type { RadarDetection } from '../../src/core/messages.ts'
import type { Measurement } from '../filters/measurement.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { deviationOr, type RadarNoise } from './sensor-noise.ts'
import type { SensorPose } from './sensor-pose.ts'
import { POINT_TARGET, type TargetExtent } from './target-extent.ts'

/** Rows of the measurement; the last is missing where the radar does not measure elevation. */
export const RADAR = { range: 0, azimuth: 1, rangeRate: 2, elevation: 3 } as const

/**
 * A radar detection by a sensor mounted anywhere on a moving, turning car. With the object's centre relative to the
 * sensor d (world axes), u = d/|d|, (a, b, c) = sensorFromWorld·d, and both velocities over ground:
 *   range      = |d| - surfaceDistance
 *   azimuth    = atan2(b, a)
 *   range rate = (v_object - v_sensor)·u,  v_sensor = v_ego + ω × lever,  positive when opening
 *   elevation  = atan2(c, √(a² + b²))
 * The extent is held constant in the derivative. R adds the uncertainties of mounting, of the ego car's speed and yaw
 * rate, of the object's height and of where on the object the wave is reflected.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, section 10.4.3; range rate by projecting relative velocity.
 */
export class RadarMeasurement implements MeasurementModel {
  readonly maximalSize = 4
  /** rad, m, m/s as measured; elevation NaN where not measured. */
  range = 0
  azimuth = 0
  elevation = Number.NaN
  rangeRate = 0
  /** m², rad², rad², (m/s)². */
  rangeVariance = 0
  azimuthVariance = 0
  elevationVariance = 0
  rangeRateVariance = 0
  #pose: SensorPose | null = null
  #target: TargetExtent = POINT_TARGET
  /** Derivative of each row by the object's position (4×3, world axes); that of the range is the direction u. */
  readonly #byPosition = new Float64Array(12)
  /** Sensor to object, world axes, m. */
  readonly #direction = new Float64Array(3)

  /** False when range, azimuth or range rate are not finite or the range is not positive. `pose` is kept until the next. */
  prepare(
    detection: RadarDetection,
    pose: SensorPose,
    noise: RadarNoise,
    target: TargetExtent = POINT_TARGET,
  ): boolean {
    const { range, azimuth, elevation, rangeRate } = detection
    if (!(range > 0) || !Number.isFinite(range + azimuth + rangeRate)) return false
    this.range = range
    this.azimuth = azimuth
    this.elevation = Number.isFinite(elevation) ? elevation : Number.NaN
    this.rangeRate = rangeRate
    this.rangeVariance = deviationOr(detection.rangeStandardDeviation, noise.range) ** 2
    this.azimuthVariance = deviationOr(detection.azimuthStandardDeviation, noise.azimuth) ** 2
    this.elevationVariance = deviationOr(detection.elevationStandardDeviation, noise.elevation) ** 2
    this.rangeRateVariance = deviationOr(detection.rangeRateStandardDeviation, noise.rangeRate) ** 2
    this.#pose = pose
    this.#target = target
    return true
  }

  /** The same detection seen as coming from another object. */
  setTarget(target: TargetExtent): void {
    this.#target = target
  }

  /** The range rate by the direction is what the object's unknown speed makes it: near objects show it from their side. */
  isCurved(P: Float64Array): boolean {
    return P[CTRA.speed * CTRA_SIZE + CTRA.speed]! > POORLY_KNOWN_SPEED * POORLY_KNOWN_SPEED
  }

  linearize(out: Measurement, x: Float64Array): void {
    const pose = this.#pose
    if (pose === null) throw new Error('expected prepare() before linearize() of a radar measurement')
    const hasElevation = !Number.isNaN(this.elevation)
    const rows = hasElevation ? 4 : 3
    out.size = rows

    const dx = x[CTRA.x]! - pose.position[0]!
    const dy = x[CTRA.y]! - pose.position[1]!
    const dz = reflectingHeight(this.#target, pose.position[2]!) - pose.position[2]!
    // An object on top of the sensor has no direction: keep the derivatives finite.
    const distance = Math.max(Math.sqrt(dx * dx + dy * dy + dz * dz), MINIMAL_DISTANCE)
    const ux = dx / distance
    const uy = dy / distance
    const uz = dz / distance
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    const speed = x[CTRA.speed]!
    const vx = speed * cos - pose.velocity[0]!
    const vy = speed * sin - pose.velocity[1]!
    const vz = -pose.velocity[2]!
    const closing = vx * ux + vy * uy + vz * uz

    const G = this.#byPosition
    G[0] = ux
    G[1] = uy
    G[2] = uz
    G[6] = (vx - closing * ux) / distance
    G[7] = (vy - closing * uy) / distance
    G[8] = (vz - closing * uz) / distance
    this.#direction[0] = dx
    this.#direction[1] = dy
    this.#direction[2] = dz
    this.#writeAngles(out, pose, hasElevation)
    out.residual[RADAR.range] = this.range - (distance - this.#target.surfaceDistance)
    out.residual[RADAR.rangeRate] = this.rangeRate - closing

    const H = out.jacobian
    H.fill(0, 0, rows * CTRA_SIZE)
    for (let row = 0; row < rows; row++) {
      H[row * CTRA_SIZE + CTRA.x] = G[row * 3]!
      H[row * CTRA_SIZE + CTRA.y] = G[row * 3 + 1]!
    }
    H[RADAR.rangeRate * CTRA_SIZE + CTRA.yaw] = speed * (cos * uy - sin * ux)
    H[RADAR.rangeRate * CTRA_SIZE + CTRA.speed] = cos * ux + sin * uy
    this.#writeCovariance(out, pose, distance)
  }

  /** Azimuth and elevation: residuals, and derivatives by the object's position (world axes) into #byPosition. */
  #writeAngles(out: Measurement, pose: SensorPose, hasElevation: boolean): void {
    const dx = this.#direction[0]!
    const dy = this.#direction[1]!
    const dz = this.#direction[2]!
    const R = pose.rotation
    const G = this.#byPosition
    const a = R[0]! * dx + R[3]! * dy + R[6]! * dz
    const b = R[1]! * dx + R[4]! * dy + R[7]! * dz
    const c = R[2]! * dx + R[5]! * dy + R[8]! * dz
    const flatSquared = Math.max(a * a + b * b, MINIMAL_DISTANCE ** 2)
    out.residual[RADAR.azimuth] = angleDifference(this.azimuth, Math.atan2(b, a))
    for (let i = 0; i < 3; i++) G[3 + i] = (-b * R[i * 3]! + a * R[i * 3 + 1]!) / flatSquared
    if (!hasElevation) return
    const flat = Math.sqrt(flatSquared)
    const squared = flatSquared + c * c
    out.residual[RADAR.elevation] = angleDifference(this.elevation, Math.atan2(c, flat))
    for (let i = 0; i < 3; i++) {
      G[9 + i] = ((-c * (a * R[i * 3]! + b * R[i * 3 + 1]!)) / flat + flat * R[i * 3 + 2]!) / squared
    }
  }

  #writeCovariance(out: Measurement, pose: SensorPose, distance: number): void {
    const rows = out.size
    const G = this.#byPosition
    const R = out.covariance
    const target = this.#target
    const rotation = pose.mountingRotationVariance
    const shift = pose.mountingPositionVariance
    const acrossAngle = shift / (distance * distance)
    const flat = Math.max(Math.hypot(this.#direction[0]!, this.#direction[1]!), MINIMAL_DISTANCE)
    const nx = -this.#direction[1]! / flat
    const ny = this.#direction[0]! / flat
    // The hit point lies on the surface, nearer than the centre that the derivatives are taken at.
    const surface = Math.max(distance - target.surfaceDistance, LEAST_SURFACE_SHARE * distance)
    const across = ((target.spreadAcross * distance) / surface) ** 2
    // Along a flank beside the sensor range and rate are no straight lines: root mean squares of their second terms.
    const turn = (target.spreadAcross / surface) ** 2
    const bend = 0.75 * turn * turn
    // Every row feels the height through its derivative by z, and the hit point across the sight through those by x, y:
    // near by, another point of the body has another azimuth and another rate.
    for (let i = 0; i < rows; i++) {
      const byAcross = G[i * 3]! * nx + G[i * 3 + 1]! * ny
      for (let j = 0; j <= i; j++) {
        const otherByAcross = G[j * 3]! * nx + G[j * 3 + 1]! * ny
        const shared = target.zVariance * G[i * 3 + 2]! * G[j * 3 + 2]! + across * byAcross * otherByAcross
        R[i * rows + j] = shared
        R[j * rows + i] = shared
      }
    }
    const ux = G[0]!
    const uy = G[1]!
    const byYawRate = ux * -pose.lever[1]! + uy * pose.lever[0]!
    const bySpeed = ux * pose.egoForward[0]! + uy * pose.egoForward[1]!
    const ego = bySpeed * bySpeed * pose.egoSpeedVariance + byYawRate * byYawRate * pose.egoYawRateVariance
    add(R, rows, RADAR.range, this.rangeVariance + target.spreadAlong ** 2 + shift + bend * surface * surface)
    add(R, rows, RADAR.azimuth, this.azimuthVariance + rotation + acrossAngle)
    add(R, rows, RADAR.rangeRate, this.rangeRateVariance + ego + bend * this.rangeRate * this.rangeRate)
    if (rows === 4) add(R, rows, RADAR.elevation, this.elevationVariance + rotation + acrossAngle)
  }
}

/** m */
const MINIMAL_DISTANCE = 0.1
/** Of the distance to the centre: a sensor beside a long body is never nearer to where it hits. */
const LEAST_SURFACE_SHARE = 0.25
/** m/s */
const POORLY_KNOWN_SPEED = 2

function add(R: Float64Array, rows: number, row: number, variance: number): void {
  R[row * rows + row] = R[row * rows + row]! + variance
}

/** m: a body reflects where the wave meets it, level with the sensor where it reaches as high and as low: poles are tall. */
function reflectingHeight({ z, height }: TargetExtent, sensorHeight: number): number {
  return Math.min(z + 0.5 * height, Math.max(z - 0.5 * height, sensorHeight))
}

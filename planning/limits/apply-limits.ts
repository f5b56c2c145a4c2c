import type { ActuatorLimits } from '../../src/common/vehicle/vehicle-table.ts'
import type { Limit } from '../../src/core/command.ts'
import type { DesiredMotion } from '../contracts.ts'
import { LATERAL_ACCELERATION, LATERAL_JERK, type LongitudinalEnvelope, SERVICE_BRAKING } from './envelope.ts'

/** The motion commanded last; always finite. */
export interface LimitedMotion {
  /** rad */
  readonly frontWheelAngle: number
  /** m/s² */
  readonly acceleration: number
}

export interface LimitContext {
  /** s since the previous command; not positive or not finite counts as 0: then nothing may change. */
  readonly dt: number
  /** m/s, finite. */
  readonly speed: number
  /** m */
  readonly wheelbase: number
  readonly actuators: ActuatorLimits
  readonly envelope: LongitudinalEnvelope
}

export interface LimitResult extends LimitedMotion {
  readonly limits: readonly Limit[]
}

/** s. After a pause in the commands the car may not make up for all of it in one. */
const LARGEST_STEP = 0.1

/** m/s. Below it the lateral limits allow more than any steering: 3 m/s² at 1 m/s is a radius of 0.33 m. */
const LATERAL_FROM_SPEED = 1

const NO_LIMITS: readonly Limit[] = []

/**
 * The last gate. Every value that it gives is finite and inside every limit, whatever it is asked. Where two limits
 * leave nothing between them (the speed estimate leaps, or a wider envelope has just closed) the order decides:
 * steering by what the vehicle can do, then lateral jerk, then lateral acceleration; the longitudinal envelope is hard
 * and goes before jerk. A command that is inside the limits passes unchanged.
 */
export function applyLimits(previous: LimitedMotion, desired: DesiredMotion, context: LimitContext): LimitResult {
  const acted: Limit[] = []
  const dt = context.dt > 0 && Number.isFinite(context.dt) ? Math.min(context.dt, LARGEST_STEP) : 0
  const frontWheelAngle = limitSteering(previous.frontWheelAngle, desired.frontWheelAngle, dt, context, acted)
  const acceleration = limitAcceleration(previous.acceleration, desired.acceleration, dt, context, acted)
  return { frontWheelAngle, acceleration, limits: acted.length > 0 ? acted : NO_LIMITS }
}

/** Not finite: the wheels stay where they are. */
function limitSteering(previous: number, desired: number, dt: number, context: LimitContext, acted: Limit[]): number {
  const { actuators, speed, wheelbase } = context
  let angle = desired
  if (!Number.isFinite(angle)) {
    angle = previous
    act(acted, 'not-finite')
  }
  angle = clamp(angle, -actuators.frontWheelAngle, actuators.frontWheelAngle, 'front-wheel-angle', acted)
  if (Math.abs(speed) > LATERAL_FROM_SPEED) {
    // Lateral acceleration of the bicycle: v²·tan δ / L.
    const perSlope = speed ** 2 / wheelbase
    const largest = Math.atan(LATERAL_ACCELERATION / perSlope)
    angle = clamp(angle, -largest, largest, 'lateral-acceleration', acted)
    const slope = Math.tan(previous)
    const change = (LATERAL_JERK * dt) / perSlope
    // atan(tan δ) may miss δ by a rounding; standing still is always allowed.
    const low = Math.min(previous, Math.atan(slope - change))
    const high = Math.max(previous, Math.atan(slope + change))
    angle = clamp(angle, low, high, 'lateral-jerk', acted)
  }
  const turn = actuators.frontWheelAngleRate * dt
  return clamp(angle, previous - turn, previous + turn, 'front-wheel-angle-rate', acted)
}

/** Not finite: brake as in service, also inside a wider envelope. */
function limitAcceleration(
  previous: number,
  desired: number,
  dt: number,
  context: LimitContext,
  acted: Limit[],
): number {
  const { acceleration: most, braking, jerk } = context.envelope
  let acceleration = desired
  if (!Number.isFinite(acceleration)) {
    acceleration = -Math.min(braking, SERVICE_BRAKING)
    act(acted, 'not-finite')
  }
  acceleration = clamp(acceleration, Number.NEGATIVE_INFINITY, most, 'acceleration', acted)
  acceleration = clamp(acceleration, -braking, Number.POSITIVE_INFINITY, 'deceleration', acted)
  const change = jerk(Math.abs(context.speed)) * dt
  const from = Math.min(most, Math.max(-braking, previous))
  return clamp(acceleration, from - change, from + change, 'jerk', acted)
}

function clamp(value: number, low: number, high: number, limit: Limit, acted: Limit[]): number {
  if (value >= low && value <= high) return value
  act(acted, limit)
  return value < low ? low : high
}

function act(acted: Limit[], limit: Limit): void {
  if (!acted.includes(limit)) acted.push(limit)
}

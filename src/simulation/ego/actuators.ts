import type { EgoParameters } from './ego-parameters.ts'

/** What drive, brakes and steering have reached. */
export interface ActuatorState {
  /** m/s² */
  readonly acceleration: number
  /** rad, rad/s at the front wheels. */
  readonly frontWheelAngle: number
  readonly frontWheelAngleRate: number
}

/** First-order lag towards what is asked, within the car's stops and rates. `dt` in s. */
export function stepActuators(
  state: ActuatorState,
  askedAcceleration: number,
  askedAngle: number,
  dt: number,
  parameters: EgoParameters,
): ActuatorState {
  const { limits } = parameters.vehicle
  const asked = within(askedAcceleration, -limits.braking, parameters.largestAcceleration)
  const angle = within(askedAngle, -limits.frontWheelAngle, limits.frontWheelAngle)
  const jerk = within(lagRate(state.acceleration, asked, dt, parameters.accelerationLag), parameters.accelerationRate)
  const turn = within(lagRate(state.frontWheelAngle, angle, dt, parameters.steeringLag), limits.frontWheelAngleRate)
  return {
    acceleration: state.acceleration + jerk * dt,
    frontWheelAngle: state.frontWheelAngle + turn * dt,
    frontWheelAngleRate: turn,
  }
}

/** Mean rate over the step of ẋ = (u - x)/τ, solved exactly. */
function lagRate(reached: number, asked: number, dt: number, timeConstant: number): number {
  return ((asked - reached) * (1 - Math.exp(-dt / timeConstant))) / dt
}

function within(value: number, low: number, high?: number): number {
  const [least, most] = high === undefined ? [-low, low] : [low, high]
  return Math.min(most, Math.max(least, value))
}

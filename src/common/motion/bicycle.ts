/** Kinematic bicycle about the rear axle, with first-order actuators. Rajamani 2012, "Vehicle Dynamics", ch. 2.2. */
export interface BicycleState {
  /** Rear axle in a fixed frame, m, m, rad. */
  readonly x: number
  readonly y: number
  readonly yaw: number
  /** m/s, never negative: the model does not reverse. */
  readonly speed: number
  /** Reached by the actuators, m/s² and rad. */
  readonly acceleration: number
  readonly frontWheelAngle: number
}

export interface BicycleParameters {
  /** m */
  readonly wheelbase: number
  /** Time constants of the first-order lags, s; 0 follows at once. */
  readonly accelerationLag: number
  readonly steeringLag: number
  /** rad */
  readonly largestFrontWheelAngle: number
}

/** The lags and the steering stop of the NAVSIM / nuPlan simulated bicycle (METRICS §1). Wheelbase: Chrysler Pacifica. */
export const NUPLAN_BICYCLE: BicycleParameters = {
  wheelbase: 3.089,
  accelerationLag: 0.2,
  steeringLag: 0.05,
  largestFrontWheelAngle: Math.PI / 3,
}

/**
 * One step of `dt` s under commanded acceleration (m/s²) and front wheel angle (rad). The lags are solved exactly over
 * the step, the pose by the midpoint rule: ẋ = v·cos ψ, ẏ = v·sin ψ, ψ̇ = v·tan δ / L.
 */
export function stepBicycle(
  state: BicycleState,
  commandedAcceleration: number,
  commandedAngle: number,
  dt: number,
  parameters: BicycleParameters,
): BicycleState {
  const stop = parameters.largestFrontWheelAngle
  const asked = Math.min(stop, Math.max(-stop, commandedAngle))
  const acceleration = lagged(state.acceleration, commandedAcceleration, dt, parameters.accelerationLag)
  const frontWheelAngle = lagged(state.frontWheelAngle, asked, dt, parameters.steeringLag)
  const speed = Math.max(0, state.speed + 0.5 * (state.acceleration + acceleration) * dt)
  const distance = 0.5 * (state.speed + speed) * dt
  const turn = (distance * Math.tan(0.5 * (state.frontWheelAngle + frontWheelAngle))) / parameters.wheelbase
  return {
    x: state.x + distance * Math.cos(state.yaw + 0.5 * turn),
    y: state.y + distance * Math.sin(state.yaw + 0.5 * turn),
    yaw: state.yaw + turn,
    speed,
    acceleration,
    frontWheelAngle,
  }
}

function lagged(reached: number, asked: number, dt: number, timeConstant: number): number {
  return timeConstant > 0 ? asked + (reached - asked) * Math.exp(-dt / timeConstant) : asked
}

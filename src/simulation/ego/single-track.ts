import type { ActuatorState } from './actuators.ts'
import type { EgoMotion } from './ego-motion.ts'
import type { EgoParameters } from './ego-parameters.ts'

/** How the car answers the actuators. kinematic: wheels roll without slip. dynamic: tyres slip, linear in the angle. */
const VEHICLE_MODELS = ['kinematic', 'dynamic'] as const
export type VehicleModel = (typeof VEHICLE_MODELS)[number]

/** m/s between which the dynamic model fades in: its slip angles, lateral over longitudinal speed, mean nothing at rest. */
const SLIP_FROM = 2
const SLIP_FULL = 4

/** One step of `dt` s. Speed never falls below 0: brakes hold, they do not push back. */
export function stepSingleTrack(
  motion: EgoMotion,
  actuators: ActuatorState,
  dt: number,
  parameters: EgoParameters,
  model: VehicleModel,
): EgoMotion {
  const speed = Math.max(0, motion.speed + 0.5 * (motion.acceleration + actuators.acceleration) * dt)
  const middle = 0.5 * (motion.speed + speed)
  const wheelbase = parameters.frontAxle + parameters.rearAxle
  // Kinematic: ψ̇ = v tan δ / L, no lateral speed at the rear axle. Rajamani 2012, section 2.2, eq. 2.6 with δr = 0, at lr = 0.
  const rolledYawRate = (speed * Math.tan(actuators.frontWheelAngle)) / wheelbase
  const share = model === 'dynamic' ? Math.min(1, Math.max(0, (middle - SLIP_FROM) / (SLIP_FULL - SLIP_FROM))) : 0
  const slipped = share > 0 ? slip(motion, actuators.frontWheelAngle, middle, dt, parameters) : null
  const yawRate = slipped ? share * slipped.yawRate + (1 - share) * rolledYawRate : rolledYawRate
  const lateralSpeed = slipped ? share * slipped.lateralSpeed : 0
  const turn = 0.5 * (motion.yawRate + yawRate) * dt
  const along = middle * dt
  const across = 0.5 * (motion.lateralSpeed + lateralSpeed) * dt
  const cos = Math.cos(motion.yaw + 0.5 * turn)
  const sin = Math.sin(motion.yaw + 0.5 * turn)
  return {
    x: motion.x + along * cos - across * sin,
    y: motion.y + along * sin + across * cos,
    yaw: motion.yaw + turn,
    speed,
    lateralSpeed,
    yawRate,
    acceleration: (speed - motion.speed) / dt,
    lateralAcceleration: (lateralSpeed - motion.lateralSpeed) / dt + speed * yawRate,
    frontWheelAngle: actuators.frontWheelAngle,
    frontWheelAngleRate: actuators.frontWheelAngleRate,
  }
}

/**
 * Lateral dynamics of the single-track model, Rajamani 2012, section 2.3, eq. 2.31, two tyres an axle:
 *
 *   v̇y = -(2Cf + 2Cr)/(m Vx) vy - (Vx + (2Cf lf - 2Cr lr)/(m Vx)) ψ̇ + 2Cf/m δ
 *   ψ̈  = -(2lf Cf - 2lr Cr)/(Iz Vx) vy - (2lf² Cf + 2lr² Cr)/(Iz Vx) ψ̇ + 2lf Cf/Iz δ
 *
 * vy at the centre of gravity. Stepped by the implicit Euler rule, (I - dt A) x' = x + dt B δ: stable at any speed.
 * Returns the lateral speed at the rear axle.
 */
function slip(motion: EgoMotion, angle: number, Vx: number, dt: number, parameters: EgoParameters) {
  const { mass: m, yawInertia: Iz, frontAxle: lf, rearAxle: lr } = parameters
  const Cf = 2 * parameters.frontCorneringStiffness
  const Cr = 2 * parameters.rearCorneringStiffness
  const a11 = -(Cf + Cr) / (m * Vx)
  const a12 = -Vx - (Cf * lf - Cr * lr) / (m * Vx)
  const a21 = -(lf * Cf - lr * Cr) / (Iz * Vx)
  const a22 = -(lf * lf * Cf + lr * lr * Cr) / (Iz * Vx)
  const r1 = motion.lateralSpeed + lr * motion.yawRate + (dt * Cf * angle) / m
  const r2 = motion.yawRate + (dt * lf * Cf * angle) / Iz
  const determinant = (1 - dt * a11) * (1 - dt * a22) - dt * a12 * dt * a21
  const vy = (r1 * (1 - dt * a22) + dt * a12 * r2) / determinant
  const yawRate = ((1 - dt * a11) * r2 + dt * a21 * r1) / determinant
  return { lateralSpeed: vy - lr * yawRate, yawRate }
}

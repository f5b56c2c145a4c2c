import type { EgoState } from '../../core/scene.ts'
import type { VehicleTable } from '../vehicle/vehicle-table.ts'

/** m/s. Below it yaw rate over speed is mostly the gyro's noise (0.005 rad/s over 2 m/s is a radius of 400 m). */
const SLOW = 2

/**
 * Curvature of the path that the car is driving, 1/m, left positive: yaw rate over speed, and at low speed the
 * steered one, tan(front wheel angle) / wheelbase, where the car reports it (else 0: straight on). Never beyond what
 * the front wheels can do.
 */
export function drivenCurvature(ego: EgoState, vehicle: VehicleTable): number {
  const steered = Number.isFinite(ego.frontWheelAngle) ? Math.tan(ego.frontWheelAngle) / vehicle.geometry.wheelbase : 0
  const share = Math.min(1, Math.max(0, Math.abs(ego.speed) / SLOW - 1))
  const turned = share > 0 ? ego.yawRate / ego.speed : 0
  const curvature = share * turned + (1 - share) * steered
  const largest = Math.tan(vehicle.limits.frontWheelAngle) / vehicle.geometry.wheelbase
  return Math.min(largest, Math.max(-largest, curvature))
}

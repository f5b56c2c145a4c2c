import { enuFromGeodetic, type LocalFrame } from '../common/geodesy/local-frame.ts'
import type { PointMotion } from '../common/scoring/ego-accuracy.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { PoseTruth } from '../core/messages.ts'
import type { EgoState } from '../core/scene.ts'

/** A point that is fixed to the car, ego frame, m. */
export type ReferencePoint = readonly [number, number, number]

/** Where on the car the pose is measured. Throws InputError for a name that the vehicle's table does not have. */
export function referencePoint({ referencePoint: name }: PoseTruth, vehicle: VehicleTable): ReferencePoint {
  if (name === '' || name === 'ego') return [0, 0, 0]
  const mounting = vehicle.mountings[name]
  if (mounting) return mounting.position
  const known = Object.keys(vehicle.mountings).join(', ')
  throw new InputError(
    `/truth/ego: expected a reference point out of ego, ${known} of ${vehicle.name}; found '${name}'`,
  )
}

/** A point that is fixed to the car, from the motion of the rear axle. */
export function motionOfPoint(ego: EgoState, point: ReferencePoint): PointMotion {
  const cosine = Math.cos(ego.yaw)
  const sine = Math.sin(ego.yaw)
  const forward = ego.speed - ego.yawRate * point[1]
  const left = ego.yawRate * point[0]
  return {
    east: ego.position[0] + point[0] * cosine - point[1] * sine,
    north: ego.position[1] + point[0] * sine + point[1] * cosine,
    speed: Math.hypot(forward, left),
    course: ego.yaw + Math.atan2(left, forward),
  }
}

/** The pose in the world frame. A generated world has no geodetic place: its positions are in that frame already. */
export function referenceMotion(pose: PoseTruth, frame: LocalFrame): PointMotion {
  const [east, north] = Number.isFinite(pose.latitude) ? enuFromGeodetic(frame, pose) : pose.position
  const [eastward, northward] = pose.velocity
  return { east, north, speed: Math.hypot(...pose.velocity), course: Math.atan2(northward, eastward) }
}

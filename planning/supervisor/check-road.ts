import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene } from '../../src/core/scene.ts'
import { LATERAL_ACCELERATION } from '../limits/envelope.ts'
import { type Finding, finding } from './finding.ts'
import { type MotionProfile, PROFILE_STEP } from './motion-profile.ts'

/** s ahead within which a plan must not leave the road: later ones come in time to be seen. */
const HORIZON = 2.5
/** m/s² that a plan may go beyond what the gate lets through: within the noise of a network's curvature. */
const TOLERANCE = 0.75
/** Steps over which the yaw rate of a way is taken, and s within which it must be drivable. */
const YAW_STEPS = 5
const LIMITS_HORIZON = 2

/**
 * Does the plan leave the drivable area as the sensors see it (lidar ground and kerbs; never the planning network's own map)?
 * Where they see nothing the clause is unknown, and passes. A car that has left it already may come back.
 */
export function checkDrivableArea(profile: MotionProfile, { drivable }: Scene, vehicle: VehicleTable): Finding | null {
  if (!drivable) return null
  const { rearAxleToFront, length, width } = vehicle.geometry
  const last = Math.min(profile.count - 1, Math.round(HORIZON / PROFILE_STEP))
  let wasInside = false
  for (let k = 0; k <= last; k++) {
    let isOff = false
    for (const along of [rearAxleToFront, rearAxleToFront - length]) {
      for (const across of [0.5 * width, -0.5 * width]) {
        const x = profile.x[k]! + along * profile.cos[k]! - across * profile.sin[k]!
        const y = profile.y[k]! + along * profile.sin[k]! + across * profile.cos[k]!
        if (drivable.isDrivable(x, y) === false) isOff = true
      }
    }
    if (isOff && wasInside) {
      const when = (k * PROFILE_STEP).toFixed(1)
      return finding('minimal-risk', 'drivable-area', `the plan leaves the drivable area in ${when} s`)
    }
    wasInside ||= !isOff
  }
  return null
}

/**
 * Does the plan ask for more sideways than the output gate lets through? Then the car would run wide of it. A way that slows
 * down (`isFinal`) need not do so any more when it has.
 */
export function checkLimits(profile: MotionProfile, isFinal: boolean): Finding | null {
  const last = Math.min(profile.count - 1, Math.round(LIMITS_HORIZON / PROFILE_STEP))
  for (let k = isFinal ? last : YAW_STEPS; k >= YAW_STEPS && k <= last; k++) {
    const turned = profile.yaw[k]! - profile.yaw[k - YAW_STEPS]!
    const lateral = (Math.abs(turned) / (YAW_STEPS * PROFILE_STEP)) * profile.speed[k]!
    if (lateral <= LATERAL_ACCELERATION + TOLERANCE) continue
    const what = `the plan asks for ${lateral.toFixed(1)} m/s² sideways in ${(k * PROFILE_STEP).toFixed(1)} s`
    return finding('degraded', 'limits', `${what}, expected at most ${LATERAL_ACCELERATION}`)
  }
  return null
}

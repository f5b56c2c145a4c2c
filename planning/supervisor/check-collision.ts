import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { Scene } from '../../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import { SERVICE_BRAKING, serviceJerk } from '../limits/envelope.ts'
import { brakingPlan } from './braking-plan.ts'
import { firstCollision } from './collision.ts'
import type { Finding } from './finding.ts'
import { type MotionProfile, profileAsPlanned, profileOfPlan } from './motion-profile.ts'

/** s: as far as plans go. */
const HORIZON = 4

/**
 * Does the plan, driven as the limits will let it, meet a fused track? Then braking in lane is called for; and where
 * braking inside the service envelope from now on would meet one too, that is the threat which opens the emergency
 * envelope. `now` is the car's pose in the plan's frame; `profile` is scratch.
 */
export function checkCollision(
  plan: Trajectory,
  now: PlanarPose,
  scene: Scene,
  vehicle: VehicleTable,
  profile: MotionProfile,
  stamp: Stamp,
): Finding | null {
  profileOfPlan(profile, plan, now, secondsBetween(plan.stamp, stamp), scene.ego, HORIZON)
  const planned = firstCollision(profile, scene, vehicle.geometry)
  if (!planned) return null
  const { ego } = scene
  profileAsPlanned(profile, brakingPlan(ego, vehicle, SERVICE_BRAKING, serviceJerk(ego.speed), stamp))
  const braked = firstCollision(profile, scene, vehicle.geometry)
  const { objectId, time } = braked ?? planned
  const what = `the plan meets object ${planned.objectId} in ${planned.time.toFixed(1)} s`
  return {
    mode: braked ? 'emergency' : 'minimal-risk',
    intervention: 'collision',
    detail: braked ? `${what}, braking in service meets object ${objectId} in ${time.toFixed(1)} s` : what,
    objectId,
  }
}

import type { MapPose } from '../src/common/map/privileged-world.ts'
import type { Route } from '../src/common/map/route.ts'
import type { LateralProfile } from '../src/common/proposals/lateral-profile.ts'
import type { RouteMotion } from '../src/common/proposals/rollout.ts'
import { curvatureBeside } from '../src/common/proposals/route-path.ts'
import { SCORE_STEP } from '../src/common/scoring/agent-states.ts'
import { PLAN_STATES, POSE_STRIDE } from '../src/common/scoring/motion-states.ts'
import { angleDifference } from '../src/core/angle.ts'
import type { TrajectoryPoint } from '../src/core/plan.ts'

/** States of the rollout between two points of the plan: 0.2 s. */
const STRIDE = 2

/** A motion along the route, with its poses in the map, as points in the ego frame of the moment. */
export function routeTrajectory(
  route: Route,
  profile: LateralProfile,
  motion: RouteMotion,
  poses: Float64Array,
  ego: MapPose,
): TrajectoryPoint[] {
  const points: TrajectoryPoint[] = []
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  for (let k = 0; k < PLAN_STATES; k += STRIDE) {
    const dx = poses[k * POSE_STRIDE]! - ego.x
    const dy = poses[k * POSE_STRIDE + 1]! - ego.y
    points.push({
      time: k * SCORE_STEP,
      x: cos * dx + sin * dy,
      y: -sin * dx + cos * dy,
      yaw: angleDifference(poses[k * POSE_STRIDE + 2]!, ego.yaw),
      speed: motion.speed[k]!,
      acceleration: motion.acceleration[k]!,
      curvature: curvatureBeside(route, profile, motion.station[k]!),
    })
  }
  return points
}

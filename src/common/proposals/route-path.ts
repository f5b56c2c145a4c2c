import { createPose } from '../map/reference-line.ts'
import type { Route } from '../map/route.ts'
import { PLAN_STATES, POSE_STRIDE } from '../scoring/motion-states.ts'
import { bendAt, type LateralProfile, offsetAt, slopeAt } from './lateral-profile.ts'
import type { RouteMotion } from './rollout.ts'

const pose = createPose()

/** The poses of a motion along the route, x, y, yaw (world frame) of 41 states, into `out` from element `start`. */
export function writeRoutePoses(
  out: Float64Array,
  start: number,
  route: Pick<Route, 'poseAt'>,
  profile: LateralProfile,
  motion: RouteMotion,
): void {
  for (let k = 0; k < PLAN_STATES; k++) {
    const station = motion.station[k]!
    route.poseAt(station, pose)
    const offset = offsetAt(profile, station)
    const o = start + k * POSE_STRIDE
    out[o] = pose.x - offset * Math.sin(pose.heading)
    out[o + 1] = pose.y + offset * Math.cos(pose.heading)
    // The offset line at distance e turns against the route by atan(e' / (1 - κ·e)).
    out[o + 2] = pose.heading + Math.atan(slopeAt(profile, station) / (1 - pose.curvature * offset))
  }
}

/** Curvature of the offset line at a station, 1/m: that of the parallel line plus the profile's own bend. */
export function curvatureBeside(route: Pick<Route, 'poseAt'>, profile: LateralProfile, station: number): number {
  route.poseAt(station, pose)
  const offset = offsetAt(profile, station)
  return pose.curvature / (1 - pose.curvature * offset) + bendAt(profile, station)
}

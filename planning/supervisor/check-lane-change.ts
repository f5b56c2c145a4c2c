import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { halfExtents } from '../half-extents.ts'
import { isReal } from './collision.ts'
import { type Finding, finding } from './finding.ts'
import { createForecast, type ForecastPose, forecast, forecastAt } from './forecast.ts'
import { type MotionProfile, meanCurvature, PROFILE_STEP } from './motion-profile.ts'
import { followerDistance, rssLateralDistance } from './rss.ts'

/** s ahead within which a way must not come in front of somebody. */
const HORIZON = 2.5
/** m within which somebody can be cut off, and m beside us from which it is in another lane. */
const REACH = 80
const ELSEWHERE = 0.3
/** m/s sideways from which somebody comes into our way by itself, and m/s along from which it drives our way. */
const COMING_OVER = 0.3
const FOLLOWING_SPEED = 1

const way = createForecast()
const pose: ForecastPose = { x: 0, y: 0, yaw: 0 }

/**
 * RSS across the way: nobody is cut off. A plan that comes before somebody of another lane who could then not brake in time,
 * or against somebody beside us, is refused: the response that RSS asks is to move sideways no farther. `profile` is the
 * plan's way. Others are taken to follow the road as the plan bends in all: a change of lanes bends back.
 */
export function checkLaneChange(profile: MotionProfile, scene: Scene, vehicle: VehicleTable): Finding | null {
  const curvature = meanCurvature(profile)
  const bend = { least: Math.min(0, curvature), most: Math.max(0, curvature) }
  for (const object of scene.objects) {
    if (!isReal(object) || object.class === 'pedestrian' || object.velocity[0] < FOLLOWING_SPEED) continue
    if (Math.hypot(object.position[0], object.position[1]) > REACH) continue
    if (!isElsewhere(object, vehicle)) continue
    forecast(way, object, bend)
    // On our road it bends as the road does, whatever its yaw rate is by now.
    if (Math.abs(object.velocity[1]) < object.velocity[0]) {
      way.curvature = curvature
      way.turning = Number.POSITIVE_INFINITY
    }
    const gap = cutOff(profile, object, vehicle)
    if (gap === null) continue
    return {
      ...finding('minimal-risk', 'rss-distance', `the plan comes ${gap} object ${object.id}`),
      objectId: object.id,
    }
  }
  return null
}

/** In another lane, and not on its way into ours. */
function isElsewhere(object: TrackedObject, { geometry }: VehicleTable): boolean {
  const { position, velocity } = object
  const side = Math.abs(position[1]) - halfExtents(object, 0).acrossHalf - 0.5 * geometry.width
  return side > ELSEWHERE && -Math.sign(position[1]) * velocity[1] < COMING_OVER
}

/** In words how the way comes too near, or null. */
function cutOff(profile: MotionProfile, object: TrackedObject, { geometry, limits }: VehicleTable): string | null {
  const last = Math.min(profile.count - 1, Math.round(HORIZON / PROFILE_STEP))
  const toCentre = geometry.rearAxleToFront - 0.5 * geometry.length
  const halfLengths = 0.5 * (object.size[0] + geometry.length)
  const halfWidths = 0.5 * (object.size[1] + geometry.width)
  const safeSide = rssLateralDistance(0, 0)
  for (let k = 1; k <= last; k++) {
    forecastAt(way, k * PROFILE_STEP, pose)
    const cos = profile.cos[k]!
    const sin = profile.sin[k]!
    const dx = pose.x - profile.x[k]!
    const dy = pose.y - profile.y[k]!
    if (Math.abs(-sin * dx + cos * dy) - halfWidths > safeSide) continue
    const behind = -(cos * dx + sin * dy - toCentre) - halfLengths
    if (behind < -halfLengths) continue
    const needed = followerDistance(way.speed, profile.speed[k]!, limits.braking)
    if (behind < needed) return `${Math.max(0, behind).toFixed(1)} m (expected ${needed.toFixed(1)} m) before`
  }
  return null
}

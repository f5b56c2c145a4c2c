import { angleDifference } from '../../core/angle.ts'
import type { Trajectory, TrajectoryPoint } from '../../core/plan.ts'

/** The plan's state `time` seconds after its stamp, held at the ends. Null without points. */
export function sampleTrajectory(plan: Trajectory, time: number): TrajectoryPoint | null {
  const { points } = plan
  const first = points[0]
  const last = points[points.length - 1]
  if (!first || !last) return null
  if (time <= first.time) return first
  if (time >= last.time) return last
  let low = 0
  let high = points.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]!.time <= time) low = middle
    else high = middle
  }
  return interpolate(points[low]!, points[high]!, time)
}

/**
 * Speed, acceleration, curvature and yaw are linear in time. The position is the cubic Hermite curve through both
 * poses with their velocities: between two points 0.2 s apart at 20 m/s and a radius of 400 m the straight line is off
 * by 5 mm, always to the same side, which a tracker turns into a drift.
 */
function interpolate(a: TrajectoryPoint, b: TrajectoryPoint, time: number): TrajectoryPoint {
  const dt = b.time - a.time
  const u = (time - a.time) / dt
  const between = (from: number, to: number) => from + u * (to - from)
  // Longer tangents would make the curve turn back on itself (Fritsch, Carlson 1980): speeds that do not fit the poses.
  const longest = 3 * Math.hypot(b.x - a.x, b.y - a.y)
  const fromLength = Math.min(longest, Math.max(0, a.speed * dt))
  const toLength = Math.min(longest, Math.max(0, b.speed * dt))
  // Hermite basis: 2u³ - 3u² + 1 for a, its complement for b, u³ - 2u² + u and u³ - u² for the tangents.
  const share = u * u * (3 - 2 * u)
  const fromTangent = u * (1 - u) * (1 - u) * fromLength
  const toTangent = -u * u * (1 - u) * toLength
  return {
    time,
    x: a.x + share * (b.x - a.x) + fromTangent * Math.cos(a.yaw) + toTangent * Math.cos(b.yaw),
    y: a.y + share * (b.y - a.y) + fromTangent * Math.sin(a.yaw) + toTangent * Math.sin(b.yaw),
    yaw: a.yaw + u * angleDifference(b.yaw, a.yaw),
    speed: between(a.speed, b.speed),
    acceleration: between(a.acceleration, b.acceleration),
    curvature: between(a.curvature, b.curvature),
  }
}

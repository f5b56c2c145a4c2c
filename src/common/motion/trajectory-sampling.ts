import { angleDifference } from '../../core/angle.ts'
import type { Trajectory, TrajectoryPoint } from '../../core/plan.ts'

/** The plan's state `time` seconds after its stamp, linear between points and held at the ends. Null without points. */
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

function interpolate(a: TrajectoryPoint, b: TrajectoryPoint, time: number): TrajectoryPoint {
  const share = (time - a.time) / (b.time - a.time)
  const between = (from: number, to: number) => from + share * (to - from)
  return {
    time,
    x: between(a.x, b.x),
    y: between(a.y, b.y),
    yaw: a.yaw + share * angleDifference(b.yaw, a.yaw),
    speed: between(a.speed, b.speed),
    acceleration: between(a.acceleration, b.acceleration),
    curvature: between(a.curvature, b.curvature),
  }
}

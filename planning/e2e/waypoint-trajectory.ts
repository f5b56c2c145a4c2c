import type { Waypoint, Waypoints } from '../../src/common/manifest/decoders/waypoints.ts'
import { NUPLAN_PENALTIES, PoseProfileFit, type ProfilePenalties } from '../../src/common/motion/pose-profile.ts'
import { sampleTrajectory } from '../../src/common/motion/trajectory-sampling.ts'
import type { SensorPose } from '../../src/core/observations.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'

/** s between the plan's points: as the baselines have them. */
const STEP = 0.2
/** m: a shorter way has no direction of its own. */
const LEAST_WAY = 0.05

/**
 * Ten times nuPlan's on the jerk: the variance of a way between two points of a network, (0.07 m)², over that of a jerk in
 * traffic, (2 m/s³)².
 */
const PENALTIES: ProfilePenalties = { ...NUPLAN_PENALTIES, jerk: 1e-3 }

/** Where the network's path begins and looks: of the ego frame, or of the camera over the ground. */
const EGO_FRAME: Pick<SensorPose, 'position' | 'yaw'> = { position: [0, 0, 0], yaw: 0 }

/**
 * A network's path as a plan of the rear axle, from the car at the picture's stamp on: headings that it does not say are
 * the path's own; speed, acceleration and curvature come from a regularised fit to the poses (METRICS §1), because the
 * differences of a network's points are mostly noise. Empty when a point is not a number. `speed`: of the car, m/s.
 */
export function waypointTrajectory(
  { points, frame }: Waypoints,
  camera: Pick<SensorPose, 'position' | 'yaw'>,
  speed: number,
): readonly TrajectoryPoint[] {
  if (points.some(({ x, y }) => !Number.isFinite(x + y))) return []
  const poses = egoPoses(points, frame === 'camera' ? camera : EGO_FRAME)
  const nodes = withSpeeds(poses, points, speed)
  if (nodes.some((node) => !Number.isFinite(node.yaw + node.speed))) return []
  return refit(nodes)
}

interface Pose {
  readonly time: number
  readonly x: number
  readonly y: number
  readonly yaw: number
}

/** Poses of the rear axle, the first one of now: with m the camera's place, its path p and the car's heading ψ, p' + m - R(ψ)·m. */
function egoPoses(points: readonly Waypoint[], { position, yaw }: Pick<SensorPose, 'position' | 'yaw'>): Pose[] {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [mx, my] = position
  const path = [{ time: 0, x: 0, y: 0, yaw: null }, ...points.filter(({ time }) => time > 0)].map((point) => ({
    time: point.time,
    x: cos * point.x - sin * point.y,
    y: sin * point.x + cos * point.y,
    // A turn since the picture is the same in every frame.
    yaw: point.yaw,
  }))
  const headings = headingsOf(path)
  return path.map(({ time, x, y }, i) => {
    const heading = headings[i]!
    const [c, s] = [Math.cos(heading), Math.sin(heading)]
    return { time, x: x + mx - (c * mx - s * my), y: y + my - (s * mx + c * my), yaw: heading }
  })
}

/** The stated heading, else from the point before to the point behind; where there is no way between them, as before. */
function headingsOf(
  path: readonly { readonly x: number; readonly y: number; readonly yaw: number | null }[],
): number[] {
  const headings: number[] = [0]
  for (let i = 1; i < path.length; i++) {
    const from = path[i - 1]!
    const to = path[Math.min(i + 1, path.length - 1)]!
    const isWay = Math.hypot(to.x - from.x, to.y - from.y) >= LEAST_WAY
    headings.push(path[i]!.yaw ?? (isWay ? Math.atan2(to.y - from.y, to.x - from.x) : headings[i - 1]!))
  }
  return headings
}

/** Speeds that the network says, else of the ways beside each pose. */
function withSpeeds(poses: readonly Pose[], points: readonly Waypoint[], speed: number): TrajectoryPoint[] {
  const stated = points.filter(({ time }) => time > 0).map((point) => point.speed)
  const ways = poses
    .slice(1)
    .map((pose, i) => Math.hypot(pose.x - poses[i]!.x, pose.y - poses[i]!.y) / (pose.time - poses[i]!.time))
  return poses.map((pose, i) => {
    const before = ways[i - 1]
    const behind = ways[i] ?? before ?? 0
    const own = i === 0 ? speed : (stated[i - 1] ?? 0.5 * ((before ?? behind) + behind))
    return { ...pose, speed: own, acceleration: 0, curvature: 0 }
  })
}

/** The same path at even times, with speed, acceleration and curvature of the fit. */
function refit(nodes: readonly TrajectoryPoint[]): readonly TrajectoryPoint[] {
  const path: Trajectory = { stamp: 0, planner: '', points: nodes, reason: '' }
  const steps = Math.floor(nodes.at(-1)!.time / STEP + 1e-6)
  const samples = Array.from({ length: steps + 1 }, (_, i) => sampleTrajectory(path, i * STEP)!)
  const fit = new PoseProfileFit(steps, STEP, PENALTIES)
  fit.fit(Float64Array.from(samples.flatMap(({ x, y, yaw }) => [x, y, yaw])), 0)
  const { speeds, curvatures } = fit
  return samples.map(({ x, y, yaw }, i) => {
    // A step's values are those of its middle: a point lies between two steps, the ends at one.
    const [a, b] = [Math.max(0, i - 1), Math.min(i, steps - 1)]
    const inner = Math.min(Math.max(i, 1), steps - 1)
    const acceleration = (speeds[inner]! - speeds[inner - 1]!) / STEP
    return {
      time: i * STEP,
      x,
      y,
      yaw,
      speed: Math.max(0, 0.5 * (speeds[a]! + speeds[b]!)),
      acceleration,
      curvature: 0.5 * (curvatures[a]! + curvatures[b]!),
    }
  })
}

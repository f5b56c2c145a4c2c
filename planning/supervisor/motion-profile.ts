import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import { sampleTrajectory } from '../../src/common/motion/trajectory-sampling.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import type { EgoState } from '../../src/core/scene.ts'
import { SERVICE_ACCELERATION, SERVICE_BRAKING, serviceJerk } from '../limits/envelope.ts'

/** s between poses. */
export const PROFILE_STEP = 0.1
const CAPACITY = 128

/** 1/s. How fast the controller is taken to close in on the planned speed. */
const SPEED_GAIN = 2

/** Where the rear axle will be, in the ego frame of now, every {@link PROFILE_STEP}. A buffer, filled again each tick. */
export interface MotionProfile {
  count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly yaw: Float64Array
  /** Of the yaw: every object is turned by them at every step. */
  readonly cos: Float64Array
  readonly sin: Float64Array
  readonly speed: Float64Array
}

export function createMotionProfile(): MotionProfile {
  const column = () => new Float64Array(CAPACITY)
  return { count: 0, x: column(), y: column(), yaw: column(), cos: column(), sin: column(), speed: column() }
}

/**
 * What the car will really do under a plan: its path, driven from the speed and acceleration of now (pose `now` in the
 * plan's frame, `age` s after its stamp) with no more than the service envelope, whatever the plan says it will brake.
 */
export function profileOfPlan(
  out: MotionProfile,
  plan: Trajectory,
  now: PlanarPose,
  age: number,
  ego: EgoState,
  horizon: number,
): void {
  out.count = Math.min(CAPACITY, Math.round(horizon / PROFILE_STEP) + 1)
  const walker = createPathWalker(plan, age)
  const { points } = plan
  let speed = Math.max(0, ego.speed)
  let acceleration = within(ego.acceleration)
  let station = 0
  let next = 1
  for (let k = 0; k < out.count; k++) {
    writePose(out, k, walker(station), now, speed)
    const time = age + k * PROFILE_STEP
    while (next < points.length - 1 && points[next]!.time < time) next++
    const asked = askedAcceleration(points[next - 1], points[next], time, speed)
    const change = serviceJerk(speed) * PROFILE_STEP
    acceleration = Math.min(acceleration + change, Math.max(acceleration - change, asked))
    const reached = Math.max(0, speed + acceleration * PROFILE_STEP)
    station += 0.5 * (speed + reached) * PROFILE_STEP
    speed = reached
  }
}

/** What the controller will ask for between two points of the plan; after the last one, as there. */
function askedAcceleration(
  from: TrajectoryPoint | undefined,
  to: TrajectoryPoint | undefined,
  time: number,
  speed: number,
): number {
  if (!from || !to) return -SERVICE_BRAKING
  const share = Math.min(1, Math.max(0, (time - from.time) / (to.time - from.time)))
  const planned = from.speed + share * (to.speed - from.speed)
  return within(from.acceleration + share * (to.acceleration - from.acceleration) + SPEED_GAIN * (planned - speed))
}

/** A plan taken at its word, from its beginning in the ego frame of now. */
export function profileAsPlanned(out: MotionProfile, plan: Trajectory): void {
  const last = plan.points[plan.points.length - 1]?.time ?? 0
  out.count = Math.min(CAPACITY, Math.round(last / PROFILE_STEP) + 1)
  for (let k = 0; k < out.count; k++) {
    const point = sampleTrajectory(plan, k * PROFILE_STEP)!
    writePose(out, k, point, ORIGIN, point.speed)
  }
}

const ORIGIN: PlanarPose = { x: 0, y: 0, yaw: 0 }

function within(acceleration: number): number {
  if (!Number.isFinite(acceleration)) return 0
  return Math.min(SERVICE_ACCELERATION, Math.max(-SERVICE_BRAKING, acceleration))
}

/** Poses along the plan's path by the distance driven from its point at `age`; ascending distances only. */
function createPathWalker(plan: Trajectory, age: number): (station: number) => PlanarPose {
  let from: PlanarPose = sampleTrajectory(plan, age) ?? ORIGIN
  let reached = 0
  let index = plan.points.findIndex((point) => point.time > age)
  return (station) => {
    while (index >= 0 && index < plan.points.length) {
      const to = plan.points[index]!
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      if (reached + length > station) return between(from, to, (station - reached) / length)
      reached += length
      from = to
      index++
    }
    const rest = station - reached
    return { x: from.x + rest * Math.cos(from.yaw), y: from.y + rest * Math.sin(from.yaw), yaw: from.yaw }
  }
}

function between(from: PlanarPose, to: PlanarPose, share: number): PlanarPose {
  return {
    x: from.x + share * (to.x - from.x),
    y: from.y + share * (to.y - from.y),
    yaw: from.yaw + share * angleDifference(to.yaw, from.yaw),
  }
}

function writePose(out: MotionProfile, k: number, pose: PlanarPose, now: PlanarPose, speed: number): void {
  const cos = Math.cos(now.yaw)
  const sin = Math.sin(now.yaw)
  const dx = pose.x - now.x
  const dy = pose.y - now.y
  out.x[k] = cos * dx + sin * dy
  out.y[k] = -sin * dx + cos * dy
  const yaw = angleDifference(pose.yaw, now.yaw)
  out.yaw[k] = yaw
  out.cos[k] = Math.cos(yaw)
  out.sin[k] = Math.sin(yaw)
  out.speed[k] = speed
}

import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import type { EgoState } from '../../src/core/scene.ts'
import { type LongitudinalEnvelope, SERVICE_BRAKING } from '../limits/envelope.ts'
import { createPathPose, type PlanPath } from './plan-path.ts'

/** s between poses. */
export const PROFILE_STEP = 0.1
const CAPACITY = 128

/** 1/s. How fast the controller is taken to close in on the planned speed. */
const SPEED_GAIN = 2

/** m below which a way is too short to say how it bends. */
const SHORTEST_WAY = 2

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
  /** m driven since now. */
  readonly station: Float64Array
}

export function createMotionProfile(): MotionProfile {
  const column = () => new Float64Array(CAPACITY)
  const poses = { x: column(), y: column(), yaw: column(), cos: column(), sin: column() }
  return { count: 0, ...poses, speed: column(), station: column() }
}

/** How a plan is driven. */
export interface Driving {
  /** What the output gate will let through. */
  readonly envelope: LongitudinalEnvelope
  /** s; to the standstill where the car comes to one sooner. */
  readonly horizon: number
  /** s from now until which the plan is followed; from then on the car brakes along its path as hard as the envelope allows. */
  readonly brakingFrom?: number
}

/** m/s² over the first second: what the car does until it can do something else. */
export function firstAcceleration({ count, speed }: MotionProfile): number {
  const k = Math.min(count - 1, Math.round(1 / PROFILE_STEP))
  return k > 0 ? (speed[k]! - speed[0]!) / (k * PROFILE_STEP) : 0
}

/** 1/m: how far the way turns in all over its length. A change of lanes turns back, a bend does not. */
export function meanCurvature({ count, yaw, station }: MotionProfile): number {
  const last = count - 1
  const length = station[last]!
  return length > SHORTEST_WAY ? angleDifference(yaw[last]!, yaw[0]!) / length : 0
}

/**
 * What the car will really do under a plan of `age` s: its path, driven from the speed and acceleration of now with no more
 * than the envelope, whatever the plan says it will brake.
 */
export function profileOfPlan(
  out: MotionProfile,
  plan: Trajectory,
  path: PlanPath,
  age: number,
  ego: EgoState,
  { envelope, horizon, brakingFrom = Number.POSITIVE_INFINITY }: Driving,
): void {
  const most = Math.min(CAPACITY, Math.round(horizon / PROFILE_STEP) + 1)
  const { points } = plan
  let speed = Math.max(0, ego.speed)
  let acceleration = within(ego.acceleration, envelope)
  let station = 0
  let next = 1
  out.count = 0
  while (out.count < most) {
    path.poseAhead(station, pose)
    writePose(out, out.count, pose)
    out.speed[out.count] = speed
    out.station[out.count] = station
    const fromNow = out.count * PROFILE_STEP
    out.count++
    if (speed === 0 && fromNow >= brakingFrom) break
    const time = age + fromNow
    while (next < points.length - 1 && points[next]!.time < time) next++
    const asked =
      fromNow < brakingFrom
        ? within(askedAcceleration(points[next - 1], points[next], time, speed), envelope)
        : -envelope.braking
    const change = envelope.jerk(speed) * PROFILE_STEP
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
  return from.acceleration + share * (to.acceleration - from.acceleration) + SPEED_GAIN * (planned - speed)
}

function within(acceleration: number, { acceleration: most, braking }: LongitudinalEnvelope): number {
  if (!Number.isFinite(acceleration)) return 0
  return Math.min(most, Math.max(-braking, acceleration))
}

const pose = createPathPose()

function writePose(out: MotionProfile, k: number, { x, y, yaw }: PlanarPose): void {
  out.x[k] = x
  out.y[k] = y
  out.yaw[k] = yaw
  out.cos[k] = Math.cos(yaw)
  out.sin[k] = Math.sin(yaw)
}

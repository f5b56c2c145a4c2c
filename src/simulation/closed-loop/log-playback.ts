import { SCORE_STEP } from '../../common/scoring/agent-states.ts'
import { PLAN_POSES, POSE_STRIDE, STEPS_PER_POSE } from '../../common/scoring/motion-states.ts'
import { angleDifference } from '../../core/angle.ts'
import type { EgoMotion } from '../ego/ego-motion.ts'
import { GENERIC_EGO } from '../ego/ego-parameters.ts'
import type { RecordedEgo } from '../world/recorded-track.ts'
import type { DriveEnd } from './closed-loop.ts'
import { type DriveRecorder, FIRST_STATE, STEPS_PER_STATE } from './drive-recorder.ts'
import { type PlanJudge, STATES_PER_PLAN } from './plan-judge.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** s to each side over which accelerations and yaw rates are differences: poses are noisy to a millimetre or two. */
const REACH = 0.2
/** m/s below which a yaw rate says nothing of the front wheels. */
const LEAST_SPEED = 1

export interface PlaybackOptions {
  readonly world: SimulatedWorld
  /** What the car did. */
  readonly log: RecordedEgo
  readonly recorder: DriveRecorder
  readonly judge: PlanJudge
}

/**
 * Moves the car as its recording says, the others as theirs do, and has its own future judged as its plan every 0.5 s:
 * what the human driver would score. Moments with less than 4 s of recording to come have no plan.
 */
export function playBack({ world, log, recorder, judge }: PlaybackOptions): DriveEnd {
  const { timeLimit } = world.episode
  for (;;) {
    world.ego.motion = recordedMotion(log, world.time)
    if (world.steps % STEPS_PER_STATE === FIRST_STATE) {
      recorder.add()
      const state = recorder.count - 1
      const hasFuture = world.time + PLAN_POSES * STEPS_PER_POSE * SCORE_STEP <= log.times.at(-1)!
      if (state % STATES_PER_PLAN === 0 && hasFuture) judge.keepPoses(recordedPlan(log, world.time), state)
      if (world.hasArrived) return 'arrived'
      if (world.time >= timeLimit) return 'time-limit'
    }
    world.step()
  }
}

/** The log's motion at `time`, s since its first pose. */
export function recordedMotion(log: RecordedEgo, time: number): EgoMotion {
  const now = poseAt(log, time)
  const [from, to] = [Math.max(log.times[0]!, time - REACH), Math.min(log.times.at(-1)!, time + REACH)]
  const before = poseAt(log, from)
  const after = poseAt(log, to)
  const yawRate = angleDifference(after.yaw, before.yaw) / (to - from)
  const { wheelbase } = GENERIC_EGO.vehicle.geometry
  return {
    ...now,
    lateralSpeed: 0,
    yawRate,
    acceleration: (after.speed - before.speed) / (to - from),
    lateralAcceleration: now.speed * yawRate,
    frontWheelAngle: now.speed > LEAST_SPEED ? Math.atan((wheelbase * yawRate) / now.speed) : 0,
    frontWheelAngleRate: 0,
  }
}

/** The recording's next 4 s as 8 poses in the car's frame of `time`. */
function recordedPlan(log: RecordedEgo, time: number): Float64Array {
  const plan = new Float64Array(PLAN_POSES * POSE_STRIDE)
  const now = poseAt(log, time)
  const cos = Math.cos(now.yaw)
  const sin = Math.sin(now.yaw)
  for (let pose = 0; pose < PLAN_POSES; pose++) {
    const then = poseAt(log, time + (pose + 1) * STEPS_PER_POSE * SCORE_STEP)
    const dx = then.x - now.x
    const dy = then.y - now.y
    plan.set([cos * dx + sin * dy, -sin * dx + cos * dy, angleDifference(then.yaw, now.yaw)], pose * POSE_STRIDE)
  }
  return plan
}

/** At `time`, s since the drive's origin: linear between poses, held at the ends; never backwards. */
export function poseAt({ times, x, y, yaw, speed }: RecordedEgo, time: number) {
  let low = 0
  let high = times.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (times[middle]! <= time) low = middle
    else high = middle
  }
  const share = high === low ? 0 : Math.min(1, Math.max(0, (time - times[low]!) / (times[high]! - times[low]!)))
  const between = (values: Float64Array) => values[low]! + share * (values[high]! - values[low]!)
  return {
    x: between(x),
    y: between(y),
    yaw: yaw[low]! + share * angleDifference(yaw[high]!, yaw[low]!),
    speed: Math.max(0, between(speed)),
  }
}

import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { Scene } from '../../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { envelopeFor, type LongitudinalEnvelope, MINIMAL_RISK_BRAKING, serviceJerk } from '../limits/envelope.ts'
import { checkLaneChange } from './check-lane-change.ts'
import { checkDrivableArea, checkLimits } from './check-road.ts'
import { type Collision, firstCollision } from './collision.ts'
import type { Finding } from './finding.ts'
import type { RoadBend } from './forecast.ts'
import { createMotionProfile, type MotionProfile, meanCurvature, profileOfPlan } from './motion-profile.ts'
import { PlanPath } from './plan-path.ts'
import { answers, RssWatch } from './rss-watch.ts'

/** A plan to be judged: whose, and how it would be driven. */
export interface Candidate {
  readonly plan: Trajectory
  /** The car's pose of now in the plan's frame. */
  readonly now: PlanarPose
  readonly mode: 'drive' | 'degraded' | 'minimal-risk' | 'emergency'
  /** A plan may go towards something as long as braking later will do: the next one may not. A stop is what it is. */
  readonly isFinal: boolean
}

/** s: as far as plans go. */
const HORIZON = 4
/** s that a plan is followed before braking must still do: some planning periods, and the latency. */
const RESPONSE = 0.5
/** s that stops are looked at, at most: the profile's capacity. */
const LONGEST_STOP = 12

/** Judges plans against one scene after the other. Holds buffers, and what RSS needs to remember. */
export class Judge {
  readonly #rss: RssWatch
  readonly #vehicle: VehicleTable
  readonly #path = new PlanPath()
  readonly #profile: MotionProfile = createMotionProfile()

  constructor(vehicle: VehicleTable) {
    this.#vehicle = vehicle
    this.#rss = new RssWatch(vehicle)
  }

  /** Looks for leaders along the way that a plan leads, and warns of gaps; once a tick, before plans are judged. */
  watch(plan: Trajectory, now: PlanarPose, scene: Scene, stamp: Stamp): Warning | null {
    this.#path.follow(plan, now)
    const driving = { envelope: this.#envelope('drive'), horizon: HORIZON }
    profileOfPlan(this.#profile, plan, this.#path, secondsBetween(plan.stamp, stamp), scene.ego, driving)
    return this.#rss.update(this.#profile, scene, stamp)
  }

  /** What is wrong with a candidate; null when it passes. */
  judge({ plan, now, mode, isFinal }: Candidate, scene: Scene, stamp: Stamp): Finding | null {
    const profile = this.#profile
    const vehicle = this.#vehicle
    const age = secondsBetween(plan.stamp, stamp)
    this.#path.follow(plan, now)
    const envelope = this.#envelope(mode)
    const horizon = isFinal ? Math.min(LONGEST_STOP, plan.points[plan.points.length - 1]!.time - age) : HORIZON
    profileOfPlan(profile, plan, this.#path, age, scene.ego, { envelope, horizon })
    const bend = this.#bend(scene)
    const response = this.#rss.response(profile, scene, stamp)
    const isAnswered = response === null || answers(profile, response)
    const road =
      checkDrivableArea(profile, scene, vehicle) ??
      checkLaneChange(profile, scene, vehicle) ??
      checkLimits(profile, isFinal)
    const met = firstCollision(profile, scene, vehicle.geometry, bend)
    if (met && (isFinal || this.#meetsAllTheSame(plan, age, scene, bend))) return meets(met)
    if (response && !isAnswered) {
      return { mode: 'degraded', intervention: 'rss-distance', detail: response.detail, objectId: response.objectId }
    }
    return road
  }

  /** Does full braking still do after a stop in the ego frame of now has been followed for a moment? */
  canWait(stop: Trajectory, scene: Scene): boolean {
    this.#path.follow(stop, ORIGIN)
    const driving = { envelope: this.#envelope('emergency'), horizon: LONGEST_STOP, brakingFrom: RESPONSE }
    profileOfPlan(this.#profile, stop, this.#path, 0, scene.ego, driving)
    return firstCollision(this.#profile, scene, this.#vehicle.geometry, this.#bend(scene)) === null
  }

  /** Does the car meet something though it follows the plan but for a moment longer, and then brakes along its path? */
  #meetsAllTheSame(plan: Trajectory, age: number, scene: Scene, bend: RoadBend): Collision | null {
    const envelope = this.#envelope('minimal-risk')
    const horizon = Math.min(LONGEST_STOP, RESPONSE + stoppingTime(scene.ego.speed))
    profileOfPlan(this.#profile, plan, this.#path, age, scene.ego, { envelope, horizon, brakingFrom: RESPONSE })
    return firstCollision(this.#profile, scene, this.#vehicle.geometry, bend)
  }

  /** As our way bends: as the car drives it now, and as the plan in the profile goes on. */
  #bend({ ego }: Scene): RoadBend {
    const driven = drivenCurvature(ego, this.#vehicle)
    const planned = meanCurvature(this.#profile)
    return { least: Math.min(0, driven, planned), most: Math.max(0, driven, planned) }
  }

  #envelope(mode: Candidate['mode']): LongitudinalEnvelope {
    const threat = mode === 'emergency' ? ANY_THREAT : null
    return envelopeFor({ mode, threat }, this.#vehicle)
  }
}

const ORIGIN: PlanarPose = { x: 0, y: 0, yaw: 0 }
const ANY_THREAT = { reason: '', objectId: -1 }

/** s to stand from `speed` in the minimal-risk envelope, and a little more. */
function stoppingTime(speed: number): number {
  return speed / MINIMAL_RISK_BRAKING + MINIMAL_RISK_BRAKING / serviceJerk(speed) + 1
}

function meets({ objectId, time }: Collision): Finding {
  const detail = `the plan meets object ${objectId} in ${time.toFixed(1)} s`
  return { mode: 'minimal-risk', intervention: 'collision', detail, objectId, time }
}

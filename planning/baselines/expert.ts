import { egoPoseInMap, type PrivilegedWorld } from '../../src/common/map/privileged-world.ts'
import { createProjection } from '../../src/common/map/reference-line.ts'
import type { IdmParameters } from '../../src/common/motion/idm.ts'
import { followLanes } from '../../src/common/proposals/lane-forecast.ts'
import type { LateralProfile } from '../../src/common/proposals/lateral-profile.ts'
import { locate } from '../../src/common/proposals/locate.ts'
import { contextOf } from '../../src/common/proposals/pdm-proposals.ts'
import { carState, ProposalBatch } from '../../src/common/proposals/proposal-batch.ts'
import type { RolloutInput } from '../../src/common/proposals/rollout.ts'
import { RouteAgents } from '../../src/common/proposals/route-agents.ts'
import { constantVelocityAgents, sceneAccelerations } from '../../src/common/proposals/scene-agents.ts'
import { SpeedProfile } from '../../src/common/proposals/speed-profile.ts'
import { PLAN_STATES } from '../../src/common/scoring/motion-states.ts'
import type { PlanScores } from '../../src/common/scoring/scoring-context.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../src/core/time.ts'
import { SERVICE_BRAKING, serviceJerk } from '../limits/envelope.ts'
import { routeTrajectory } from '../route-trajectory.ts'
import { cutOffShare } from './expert-gaps.ts'
import { candidateProfiles, continued, goesOnBeside, OTHER_LANE } from './expert-lateral.ts'
import { isBlocked, roomToPass, slowBesideOthers } from './expert-passing.ts'
import { stopsForPeople } from './expert-people.ts'
import { stoodAtStopSign, stopsForRightOfWay } from './expert-right-of-way.ts'
import type { Situation } from './expert-situation.ts'

export interface ExpertState {
  /** Where beside the route it drives; null before the first plan. */
  readonly profile: LateralProfile | null
  /** Where on the route the car was, m; NaN before the first plan. */
  readonly station: number
  /** The route's place whose stop sign it has obeyed, -1 for none. */
  readonly stoodAt: number
}

/** A calm driver: a car's breadth at standstill, and as far behind a leader as service braking answers its full braking from. */
const IDM: IdmParameters = {
  desiredSpeed: 0,
  minimumGap: 2,
  timeHeadway: 1.8,
  maximumAcceleration: 1.5,
  comfortableBraking: 2.5,
  exponent: 6,
}
/** Share of the desired speed at which each way is tried. */
const FRACTIONS = [1, 0.6] as const
const MOST_PROFILES = 10
/** s of braking onset that a plan is ahead of the car: what is asked now is felt so much later. */
const HEAD_START = 0.4
/** m beside the car that must be free. */
const SIDE_MARGIN = 0.35
/** Price of another way than the present one, and of each metre beside the route, as shares of the score. */
const CHANGE_PRICE = 0.04
const OFFSET_PRICE = 0.015
/** … of staying in a lane that the route soon leaves, and of cutting somebody off where they have no gap. */
const WRONG_LANE_PRICE = 0.4
const CUT_OFF_PRICE = 0.5
/** … and of a way on which something stands farther ahead than the motions reach. */
const BLOCKED_PRICE = 0.25

/**
 * The teacher: chooses, among ways in its lane, around what stands there and in the lanes beside, the one that scores best
 * when others do as their lanes suggest; and stops for signals, signs, right of way and people who are about to cross.
 */
export function createExpertPlanner(vehicle: VehicleTable, world: () => PrivilegedWorld): Planner<ExpertState> {
  const name = 'expert'
  const expert = new Expert(vehicle)
  return {
    name,
    initialState: () => ({ profile: null, station: Number.NaN, stoodAt: -1 }),
    plan(state, scene, stamp) {
      if (!scene.ego.isValid) {
        return { state, output: { stamp, planner: name, points: [], reason: 'no ego state' }, warnings: NO_WARNINGS }
      }
      const { next, points, reason } = expert.plan(state, scene, stamp, world())
      return { state: next, output: { stamp, planner: name, points, reason }, warnings: NO_WARNINGS }
    },
  }
}

/** The expert's buffers; all that lasts from plan to plan is in its state. */
class Expert {
  readonly #vehicle: VehicleTable
  readonly #batch = new ProposalBatch(MOST_PROFILES * FRACTIONS.length + 1)
  readonly #beside = new RouteAgents()
  readonly #speeds = new SpeedProfile()
  readonly #projection = createProjection()

  constructor(vehicle: VehicleTable) {
    this.#vehicle = vehicle
  }

  plan(state: ExpertState, scene: Scene, stamp: Stamp, world: PrivilegedWorld) {
    const { geometry } = this.#vehicle
    const ego = egoPoseInMap(world, scene)
    const start = carState(ego, scene.ego, geometry.wheelbase)
    const situation = this.#situation(scene, stamp, world, state.station)
    const { station, speed } = situation
    const stoodAt = stoodAtStopSign(situation, state.stoodAt)
    const stops = [...stopsForRightOfWay(situation, stoodAt), ...stopsForPeople(situation)].sort((a, b) => a - b)
    const habits = { lateralAcceleration: 2.2, braking: 2, usualSpeed: world.usualSpeed }
    this.#speeds.prepare(world.route, station, habits, slowBesideOthers(situation))
    const profiles = candidateProfiles(continued(state.profile, situation), situation).slice(0, MOST_PROFILES)
    this.#batch.clear()
    for (const profile of profiles) {
      for (const fraction of FRACTIONS) {
        this.#batch.add(
          world.route,
          this.#input(situation, scene.ego.acceleration, stops, fraction),
          profile,
          station,
          speed,
        )
      }
    }
    // And braking as hard as service allows, where it is.
    this.#batch.addBraking(world.route, profiles[0]!, station, speed, SERVICE_BRAKING)
    const { agents, time } = situation
    const scores = this.#batch.score(contextOf({ world, vehicle: geometry, start, station, agents, time }))
    const best = this.#bestOf(scores, profiles[0]!, situation)
    const profile = this.#batch.profiles[best]!
    const points = routeTrajectory(world.route, profile, this.#batch.motions[best]!, this.#batch.posesOf(best), ego)
    const stop = stops[0]
    const where = stop === undefined ? 'drives' : `stops in ${(stop - situation.front).toFixed(1)} m`
    const reason = `${where}, ${profile.target.toFixed(1)} m beside the route`
    return { next: { profile, station, stoodAt }, points, reason }
  }

  #situation(scene: Scene, stamp: Stamp, world: PrivilegedWorld, stationBefore: number): Situation {
    const ego = egoPoseInMap(world, scene)
    const agents = constantVelocityAgents(scene, ego, PLAN_STATES)
    followLanes(agents, world.index, sceneAccelerations(scene))
    locate(world.route, ego.x, ego.y, stationBefore, this.#projection)
    const { station, offset } = this.#projection
    this.#beside.prepare(agents, world.route, station)
    return {
      world,
      vehicle: this.#vehicle.geometry,
      time: stamp / NANOSECONDS_PER_SECOND,
      station,
      front: station + this.#vehicle.geometry.rearAxleToFront,
      offset,
      speed: scene.ego.speed,
      agents,
      beside: this.#beside,
    }
  }

  /** What is planned must be what the output gate lets through: to count on more is to come too late. */
  #input(
    { vehicle, agents, speed }: Situation,
    acceleration: number,
    stops: readonly number[],
    fraction: number,
  ): RolloutInput {
    return {
      agents: this.#beside,
      vehicle,
      idm: IDM,
      sideMargin: SIDE_MARGIN,
      stops,
      desiredSpeed: (station) => fraction * this.#speeds.at(station),
      hardestBraking: SERVICE_BRAKING,
      standOff: roomToPass(this.#beside, agents),
      onset: { acceleration: Math.min(0, acceleration) - HEAD_START * serviceJerk(speed), jerk: serviceJerk },
    }
  }

  #bestOf(scores: PlanScores, current: LateralProfile, situation: Situation): number {
    const isInWrongLane = Math.abs(current.target) > OTHER_LANE && !goesOnBeside(situation, Math.sign(current.target))
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let plan = 0; plan < scores.count; plan++) {
      const profile = this.#batch.profiles[plan]!
      const { tlc, ddc } = scores.clauses
      const lights = Number.isNaN(tlc[plan]!) ? 1 : tlc[plan]!
      // Against the traffic is better than into something, and worse than all else.
      const direction = 0.5 + 0.5 * ddc[plan]!
      const isLeaving = isInWrongLane && Math.abs(profile.target) > OTHER_LANE
      const cutOff = cutOffShare(this.#batch.motions[plan]!, profile, situation)
      const price =
        (profile === current ? 0 : CHANGE_PRICE) +
        OFFSET_PRICE * Math.abs(profile.target) +
        (isLeaving ? WRONG_LANE_PRICE : 0) +
        (isBlocked(profile, situation) ? BLOCKED_PRICE : 0) +
        CUT_OFF_PRICE * cutOff
      const { route } = situation.world
      const own = this.#batch.valueOf(scores, plan, route.line.length, this.#vehicle.geometry.rearAxleToFront)
      const value = own * lights * direction - price
      if (value <= most) continue
      most = value
      best = plan
    }
    return best
  }
}

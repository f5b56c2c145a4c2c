import type { PrivilegedWorld } from '../map/privileged-world.ts'
import type { IdmParameters } from '../motion/idm.ts'
import type { AgentStates } from '../scoring/agent-states.ts'
import { STATE } from '../scoring/motion-states.ts'
import type { PlanContext, PlanScores } from '../scoring/scoring-context.ts'
import { redLightAreas } from '../scoring/stop-areas.ts'
import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import { constantOffset } from './lateral-profile.ts'
import { ProposalBatch } from './proposal-batch.ts'
import type { RolloutInput } from './rollout.ts'
import { RouteAgents } from './route-agents.ts'
import { signalStops } from './signal-stops.ts'

/** METRICS §2, PDM-Closed: 15 proposals, speed fractions of the limit × offsets from the centre line, m. */
export const PDM_FRACTIONS = [0.2, 0.4, 0.6, 0.8, 1] as const
export const PDM_OFFSETS = [-1, 0, 1] as const
/** IDM of the proposals; the desired speed is the fraction of the limit. */
export const PDM_IDM: IdmParameters = {
  desiredSpeed: 0,
  minimumGap: 1,
  timeHeadway: 1.5,
  maximumAcceleration: 1.5,
  comfortableBraking: 3,
  exponent: 10,
}
/** m ahead within which lights are looked at. */
const SIGNAL_REACH = 100
/** m/s², the most that a proposal brakes. */
const HARDEST_BRAKING = 8

/** The moment that is planned for. */
export interface PdmMoment {
  readonly world: PrivilegedWorld
  readonly vehicle: VehicleGeometry
  /** One state, laid out as in motion-states.ts. */
  readonly start: Float64Array
  /** Of the rear axle along the route, m. */
  readonly station: number
  /** Predicted or recorded, from the moment on. */
  readonly agents: AgentStates
  /** s since the drive's origin: what the lights show then is what the plan expects for good. */
  readonly time: number
}

export interface PdmChoice {
  readonly best: number
  /** Of the best, by PDMS × DDC × TLC. */
  readonly score: number
  /** m along the route, of the best: what EP of other plans is measured by. */
  readonly progress: number
  readonly scores: PlanScores
  readonly batch: ProposalBatch
}

/**
 * PDM-Closed (Dauner et al. 2023, "Parting with Misconceptions about Learning-based Vehicle Motion Planning", CoRL): IDM
 * along parallels of the route, each rolled out for 4 s, scored as plans are, the best taken. Result borrowed until the
 * next call.
 */
export class PdmProposals {
  readonly #batch = new ProposalBatch(PDM_FRACTIONS.length * PDM_OFFSETS.length)
  readonly #agents = new RouteAgents()

  choose(moment: PdmMoment): PdmChoice {
    const { world, vehicle, start, agents, station } = moment
    const { route } = world
    this.#agents.prepare(agents, route, station)
    const speed = start[STATE.speed]!
    const stops = signalStops(route, station + vehicle.rearAxleToFront, speed, moment.time, SIGNAL_REACH)
    this.#batch.clear()
    for (const offset of PDM_OFFSETS) {
      const profile = constantOffset(offset)
      for (const fraction of PDM_FRACTIONS) {
        const input = this.#input(moment, stops, fraction)
        this.#batch.add(route, input, profile, station, speed)
      }
    }
    const scores = this.#batch.score(contextOf(moment))
    const value = (plan: number) => {
      const lights = scores.clauses.tlc[plan]!
      const own = this.#batch.valueOf(scores, plan, route.line.length, vehicle.rearAxleToFront)
      return own * scores.clauses.ddc[plan]! * (Number.isNaN(lights) ? 1 : lights)
    }
    let best = 0
    for (let plan = 1; plan < scores.count; plan++) if (value(plan) > value(best)) best = plan
    return { best, score: value(best), progress: scores.progress[best]!, scores, batch: this.#batch }
  }

  #input({ world, vehicle }: PdmMoment, stops: readonly number[], fraction: number): RolloutInput {
    const { route, usualSpeed } = world
    return {
      agents: this.#agents,
      vehicle,
      idm: PDM_IDM,
      sideMargin: 0,
      stops,
      desiredSpeed: (station) => {
        const limit = route.speedLimitAt(station)
        return fraction * (Number.isNaN(limit) ? usualSpeed : limit)
      },
      hardestBraking: HARDEST_BRAKING,
    }
  }
}

/** What the moment's plans are scored against; lights stay as they are. */
export function contextOf({ world, vehicle, start, station, agents, time }: PdmMoment): PlanContext {
  const redLights = redLightAreas(world.index, time, 1)
  return {
    road: world.index,
    route: world.route,
    vehicle,
    start,
    startStation: station,
    agents,
    redLights: world.index.map.trafficLights.length > 0 ? redLights : null,
    referenceProgress: null,
    history: null,
    previous: null,
  }
}

import { type IdmParameters, idmAcceleration } from '../motion/idm.ts'
import { SCORE_STEP } from '../scoring/agent-states.ts'
import { PLAN_STATES } from '../scoring/motion-states.ts'
import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import { type LateralProfile, offsetAt } from './lateral-profile.ts'
import type { RouteAgents } from './route-agents.ts'

/** What a car on the route follows and how. */
export interface RolloutInput {
  readonly agents: RouteAgents
  readonly vehicle: VehicleGeometry
  /** Its desired speed is replaced by {@link RolloutInput.desiredSpeed}. */
  readonly idm: IdmParameters
  /** m on each side of the car that must be free for nobody to be a lead. */
  readonly sideMargin: number
  /** Stations that the front must not pass, ascending: red lights and the like, as standing obstacles. */
  readonly stops: readonly number[]
  /** m/s at a station of the route. */
  readonly desiredSpeed: (station: number) => number
  /** m/s², positive: the most that it brakes for a lead. */
  readonly hardestBraking: number
  /** m kept before each agent (by its place) beside the driver model's own gap; left out, none. */
  readonly standOff?: ArrayLike<number>
  /** How braking builds up; left out, it is there at once. */
  readonly onset?: BrakingOnset
}

export interface BrakingOnset {
  /** m/s², of the car at the beginning. */
  readonly acceleration: number
  /** m/s³, at a speed. */
  readonly jerk: (speed: number) => number
}

/** A motion along the route: [41] each. */
export interface RouteMotion {
  /** Rear axle, m. */
  readonly station: Float64Array
  readonly speed: Float64Array
  readonly acceleration: Float64Array
}

export function createRouteMotion(): RouteMotion {
  return {
    station: new Float64Array(PLAN_STATES),
    speed: new Float64Array(PLAN_STATES),
    acceleration: new Float64Array(PLAN_STATES),
  }
}

/** m/s². Too fast for a limit that begins here, a driver slows down, but does not brake for an obstacle. */
const SLOWING_DOWN = 2
/** m/s: a desired speed of nothing would be a division by zero in the model. */
const LEAST_DESIRED_SPEED = 0.1

/** Drives the route by IDM from `station` (rear axle, m) and `speed` on, beside it as `profile` says; fills `out`. */
export function rollOut(
  out: RouteMotion,
  input: RolloutInput,
  profile: LateralProfile,
  station: number,
  speed: number,
): void {
  const { onset } = input
  let s = station
  let v = Math.max(0, speed)
  let before = onset?.acceleration ?? 0
  for (let k = 0; k < PLAN_STATES; k++) {
    const asked = accelerationAt(input, profile, k, s, v)
    const reached = onset ? Math.max(asked, before - onset.jerk(v) * SCORE_STEP) : asked
    const a = v === 0 ? Math.max(0, asked) : reached
    before = a
    out.station[k] = s
    out.speed[k] = v
    out.acceleration[k] = a
    const next = Math.max(0, v + a * SCORE_STEP)
    s += 0.5 * (v + next) * SCORE_STEP
    v = next
  }
}

/** Brakes with `braking` m/s² until it stands. */
export function brakeDown(out: RouteMotion, station: number, speed: number, braking: number): void {
  let s = station
  let v = Math.max(0, speed)
  for (let k = 0; k < PLAN_STATES; k++) {
    out.station[k] = s
    out.speed[k] = v
    out.acceleration[k] = v > 0 ? -braking : 0
    const next = Math.max(0, v - braking * SCORE_STEP)
    s += 0.5 * (v + next) * SCORE_STEP
    v = next
  }
}

function accelerationAt(input: RolloutInput, profile: LateralProfile, k: number, s: number, v: number): number {
  const { idm, vehicle, stops } = input
  const parameters = { ...idm, desiredSpeed: Math.max(LEAST_DESIRED_SPEED, input.desiredSpeed(s)) }
  let acceleration = Math.max(-SLOWING_DOWN, idmAcceleration(parameters, v, Number.POSITIVE_INFINITY, 0))
  const front = s + vehicle.rearAxleToFront
  for (const stop of stops) {
    // One that the front has passed is no obstacle any more: the car stands over the line, or has gone.
    if (stop < front - 0.5) continue
    acceleration = Math.min(acceleration, idmAcceleration(parameters, v, stop - front, 0))
    break
  }
  const lead = nearestLead(input, profile, k, s)
  if (lead >= 0) {
    const i = lead * input.agents.steps + k
    const gap = input.agents.station[i]! - input.agents.along[i]! - front - (input.standOff?.[lead] ?? 0)
    acceleration = Math.min(acceleration, idmAcceleration(parameters, v, gap, input.agents.speed[i]!))
  }
  return Math.max(-input.hardestBraking, acceleration)
}

/** The nearest agent ahead whose box reaches into the car's way at step `k`, or -1. */
function nearestLead(
  { agents, vehicle, sideMargin }: RolloutInput,
  profile: LateralProfile,
  k: number,
  s: number,
): number {
  const centre = s + vehicle.rearAxleToFront - 0.5 * vehicle.length
  const half = 0.5 * vehicle.width + sideMargin
  let nearest = -1
  let smallest = Number.POSITIVE_INFINITY
  for (let n = 0; n < agents.nearCount; n++) {
    const agent = agents.near[n]!
    const i = agent * agents.steps + k
    const station = agents.station[i]!
    if (!(station > centre)) continue
    const rear = station - agents.along[i]!
    if (rear >= smallest) continue
    if (Math.abs(agents.offset[i]! - offsetAt(profile, station)) > half + agents.across[i]!) continue
    smallest = rear
    nearest = agent
  }
  return nearest
}

import { waypointTrajectory } from '../../planning/e2e/waypoint-trajectory.ts'
import { TRAJECTORY_TIMES } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { sampleTrajectory } from '../common/motion/trajectory-sampling.ts'
import { Random } from '../common/random/xoshiro.ts'
import type { Trajectory } from '../core/plan.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'

/** What is done otherwise than planned for one turn. */
interface Disturbance {
  /** m/s that the speed goes to, and m/s² at which; null: as planned. */
  readonly speed: { readonly target: number; readonly rate: number } | null
  /** m to the left of the planned path. */
  readonly offset: number
}

/** Chances of the kinds of speed; what is left of 1 is driven as planned. */
const STOPS = 0.2
const SLOWER = 0.2
const FASTER = 0.15
/** Chance of driving beside the path, and how far its end lies from it, m: the car, which is led back all the time, gets a third as far. */
const BESIDE = 0.5
const OFFSET = [1, 3.5] as const
/** m and s of way over which the car gets beside its path: what is longer. */
const LEAST_WAY = 8
const WAY_TIME = 2.5
/** s */
const STEP = 0.1
const AT_THE_CAR = { position: [0, 0, 0], yaw: 0 } as const

/**
 * Drives as planned, but for what an imitator does wrong: stops and dawdles without a cause, hurries, drives beside its
 * path. A teacher that is asked meanwhile shows how to get out of it, which its own drives never do. In the manner of
 * Laskey et al. 2017, "DART: Noise injection for robust imitation learning", with disturbances that last.
 */
export class UnsteadyDriving {
  readonly #seed: number
  readonly #turn: number
  #number = -1
  #disturbance: Disturbance = { speed: null, offset: 0 }

  /** `turn`: s for which one disturbance lasts. The same seed drives the same way. */
  constructor(seed: number, turn: number) {
    this.#seed = seed
    this.#turn = turn
  }

  /** What is driven in place of `plan`. */
  disturb(plan: Trajectory, stamp: Stamp): Trajectory {
    const speed = plan.points[0]?.speed
    if (speed === undefined) return plan
    const number = Math.floor(stamp / NANOSECONDS_PER_SECOND / this.#turn)
    if (number !== this.#number) {
      this.#number = number
      this.#disturbance = drawDisturbance(new Random(1000 * this.#seed + number), speed)
    }
    const { speed: other, offset } = this.#disturbance
    if (other === null && offset === 0) return plan
    const way = Math.max(LEAST_WAY, WAY_TIME * speed)
    const points = placesOf(plan, this.#disturbance).map(({ time, x, y, yaw, station }) => {
      const share = Math.min(1, station / way)
      const beside = offset * share * share * (3 - 2 * share)
      return { time, x: x - beside * Math.sin(yaw), y: y + beside * Math.cos(yaw), yaw: null, speed: null }
    })
    const driven = waypointTrajectory({ kind: 'waypoints', frame: 'ego', points }, AT_THE_CAR, speed)
    return { ...plan, points: driven, reason: `unsteady: ${plan.reason}` }
  }
}

function drawDisturbance(random: Random, speed: number): Disturbance {
  const kind = random.uniform()
  const [share, rate] = [random.uniform(), random.uniform()]
  const side = random.uniform() < BESIDE ? (random.uniform() < 0.5 ? 1 : -1) : 0
  return { speed: drawSpeed(kind, share, rate, speed), offset: side * random.between(...OFFSET) }
}

function drawSpeed(kind: number, share: number, rate: number, speed: number): Disturbance['speed'] {
  if (kind < STOPS) return { target: 0, rate: 1 + 2 * rate }
  if (kind < STOPS + SLOWER) return { target: (0.3 + 0.4 * share) * speed, rate: 1 + rate }
  if (kind < STOPS + SLOWER + FASTER) return { target: (1.2 + 0.3 * share) * speed + 2, rate: 0.5 + rate }
  return null
}

interface Place {
  readonly time: number
  readonly x: number
  readonly y: number
  readonly yaw: number
  /** m of way from the car. */
  readonly station: number
}

/** Where the car is on the plan's path at the times of a trajectory; the path's end is not driven past. */
function placesOf(plan: Trajectory, { speed }: Disturbance): Place[] {
  const planned = pathOf(plan)
  const end = planned.at(-1)!.station
  const isFaster = speed !== null && speed.target > plan.points[0]!.speed
  let station = 0
  let now = plan.points[0]!.speed
  let time = 0
  return TRAJECTORY_TIMES.map((until) => {
    while (speed !== null && time < until - 1e-6) {
      const change = Math.max(-speed.rate * STEP, Math.min(speed.rate * STEP, speed.target - now))
      station += STEP * (now + 0.5 * change)
      now += change
      time += STEP
    }
    const own = planned[Math.round(until / STEP)]!.station
    if (speed === null) station = own
    return placeAt(planned, Math.min(end, isFaster ? Math.max(own, station) : Math.min(own, station)), until)
  })
}

/** The plan's places every STEP s. */
function pathOf(plan: Trajectory): Place[] {
  const path: Place[] = []
  const steps = Math.round(TRAJECTORY_TIMES.at(-1)! / STEP)
  for (let i = 0; i <= steps; i++) {
    const { x, y, yaw } = sampleTrajectory(plan, i * STEP)!
    const before = path.at(-1)
    const station = before ? before.station + Math.hypot(x - before.x, y - before.y) : 0
    path.push({ time: i * STEP, x, y, yaw, station })
  }
  return path
}

function placeAt(path: readonly Place[], station: number, time: number): Place {
  const next = path.findIndex((place) => place.station >= station)
  const b = path[Math.max(next, 1)]!
  const a = path[Math.max(next, 1) - 1]!
  const share = b.station > a.station ? (station - a.station) / (b.station - a.station) : 0
  const between = (from: number, to: number) => from + share * (to - from)
  return { time, x: between(a.x, b.x), y: between(a.y, b.y), yaw: between(a.yaw, b.yaw), station }
}

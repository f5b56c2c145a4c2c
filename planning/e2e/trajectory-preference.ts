import type { RankedTrajectory } from '../../src/common/manifest/decoders/trajectory-scores.ts'
import type { Waypoint } from '../../src/common/manifest/decoders/waypoints.ts'
import { Odometry, type PlanarPose } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import { halfExtents } from '../half-extents.ts'
import { HeldStop } from './held-stop.ts'
import { Patience } from './patience.ts'
import { endSpeed, ORIGIN } from './trajectory-end.ts'

/** ln score that a trajectory is worth more for going on with the last plan; m of distance from it at which little is left. */
const STEADINESS = 0.5
const STEADY_WIDTH = 1.5
/** m/s below which others stand. */
const OTHER_STANDING = 0.5
/** m ahead within which something is in the way of a standing car. */
const BLOCKED = 15
/** m in all from which a trajectory leads on. */
const LEADS_ON = 3
/** m to be left before what stands, from where the car can still steer past it without haste; the expert leaves 9. */
const ROOM = 8
/**
 * ln score that a trajectory is worth less without any room where it ends at a stand, and at the m/s from which its end says
 * nothing of where it stops: in a bend what is straight ahead of it is no obstacle yet.
 */
const CROWDING = 10
const ENDS_DRIVING = 3
/** … and that one is worth less which leads into what stands: more than any doubt. */
const LEADS_INTO = 10
/** … and which meets something that moves, if that goes on as it does: so much at once, and nothing after so many s. */
const MEETS = 3
const MEETS_WITHIN = 6
/** m beside the car that must be free for that. */
const SIDE_ROOM = 0.2
/** m around the car within which somebody is looked at. */
const REACH = 150

type Pose = PlanarPose & { readonly time: number }

interface Chosen {
  readonly stamp: Stamp
  readonly points: readonly Waypoint[]
}

/**
 * Decides between trajectories of like score. One moment's scores know nothing of those before: two ways around something
 * take turns. So what goes on with the last plan is worth a little more, and after a stand what leads on (patience.ts), and what stops farther on a
 * little less (held-stop.ts).
 * What meets somebody who goes on as he does is worth less, and so is what ends close behind something that stands: if that
 * stands for good, nobody gets past it from there.
 */
export class TrajectoryPreference {
  readonly #vehicle: VehicleTable
  readonly #odometry = new Odometry(64)
  readonly #around: TrackedObject[] = []
  readonly #patience = new Patience()
  readonly #stop = new HeldStop()
  /** m from the rear axle to the farthest place where somebody touches the car. */
  readonly #carRadius: number
  #last: Chosen | null = null

  constructor(vehicle: VehicleTable) {
    this.#vehicle = vehicle
    const { length, rearAxleToFront, width } = vehicle.geometry
    this.#carRadius = Math.hypot(Math.max(rearAxleToFront, length - rearAxleToFront), 0.5 * width + SIDE_ROOM)
  }

  /** The trajectories with what they are preferred by in their scores, the best one first; of equals the first. */
  order(ranked: readonly RankedTrajectory[], scene: Scene, stamp: Stamp): readonly RankedTrajectory[] {
    const { speed, yawRate } = scene.ego
    this.#lookAround(scene)
    this.#odometry.add(stamp, speed, yawRate)
    this.#patience.observe(speed, scene.objects, stamp)
    const eagerness = this.#patience.eagerness(this.#isBlocked())
    const now = this.#last && this.#odometry.newestFrom(this.#last.stamp)
    this.#stop.moveTo(now, speed)
    const ordered = ranked
      .map((one) => {
        const steadiness = this.#last && now ? STEADINESS * this.#nearness(one, this.#last, now, stamp) : 0
        const { meeting, crowding } = this.#obstruction(one)
        // Nobody is impatient enough to drive into something.
        const eager = leadsOn(one) && meeting === 0 ? eagerness : 0
        const held = this.#stop.cost(one.points)
        return { ...one, score: one.score + steadiness + eager - held - Math.max(meeting, crowding) }
      })
      .sort((a, b) => b.score - a.score)
    const [best] = ordered
    if (best) {
      this.#last = { stamp, points: best.points }
      this.#stop.keep(best.points)
    }
    return ordered
  }

  #isBlocked(): boolean {
    return this.#around.some((one) => stands(one) && this.#gap(one, 0, ORIGIN) < BLOCKED)
  }

  #lookAround({ objects }: Scene): void {
    this.#around.length = 0
    for (const object of objects) {
      const [x, y] = object.position
      if (object.isConfirmed && x > middle(this.#vehicle) && Math.hypot(x, y) < REACH) this.#around.push(object)
    }
  }

  /** ln score that a trajectory is worth less for whom it meets, and for what it ends close behind. */
  #obstruction({ points }: RankedTrajectory): { readonly meeting: number; readonly crowding: number } {
    let meeting = 0
    let closeness = 0
    const end = points.at(-1) ?? ORIGIN
    const poses = halfSteps(points)
    for (const object of this.#around) {
      const isStanding = stands(object)
      const met = this.#meets(object, poses, isStanding)
      if (met !== null) meeting = Math.max(meeting, isStanding ? LEADS_INTO : MEETS * (1 - met / MEETS_WITHIN))
      else if (isStanding) closeness = Math.max(closeness, 1 - this.#gap(object, 0, end) / ROOM)
    }
    return { meeting, crowding: closeness * CROWDING * Math.max(0, 1 - endSpeed(points) / ENDS_DRIVING) }
  }

  /** s until the car touches an object that goes straight on; null where it does not. */
  #meets(object: TrackedObject, poses: readonly Pose[], isStanding: boolean): number | null {
    const { position, velocity, size } = object
    // The box around a turned box reaches farther than its corners do.
    const reach = 0.5 * (size[0] + size[1]) + this.#carRadius
    for (const pose of poses) {
      const time = isStanding ? 0 : pose.time
      const dx = position[0] + time * velocity[0] - pose.x
      const dy = position[1] + time * velocity[1] - pose.y
      // Most objects are far from most poses.
      if (dx * dx + dy * dy <= reach * reach && this.#gap(object, time, pose) <= 0) return pose.time
    }
    return null
  }

  #gap(object: TrackedObject, time: number, { x, y, yaw }: Pick<Waypoint, 'x' | 'y' | 'yaw'>): number {
    return gapAhead(object, time, x, y, yaw ?? 0, this.#vehicle)
  }

  /** 1 for the last plan itself, to 0. */
  #nearness({ points }: RankedTrajectory, last: Chosen, now: PlanarPose, stamp: Stamp): number {
    const age = secondsBetween(last.stamp, stamp)
    const [cos, sin] = [Math.cos(now.yaw), Math.sin(now.yaw)]
    let sum = 0
    let count = 0
    for (const { time, x, y } of points) {
      const before = placeAt(last.points, time + age)
      if (!before) continue
      const dx = now.x + cos * x - sin * y - before.x
      const dy = now.y + sin * x + cos * y - before.y
      sum += dx * dx + dy * dy
      count++
    }
    return count === 0 ? 0 : Math.exp(-sum / count / (2 * STEADY_WIDTH ** 2))
  }
}

/**
 * m from the front of the car at a pose to an object in its way, which goes straight on for `time` s; 0 where they overlap,
 * infinite where it is not in its way: who moves and is behind the middle of the car is to avoid it.
 */
function gapAhead(
  object: TrackedObject,
  time: number,
  x: number,
  y: number,
  yaw: number,
  vehicle: VehicleTable,
): number {
  const { position, velocity } = object
  const { geometry } = vehicle
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [dx, dy] = [position[0] + time * velocity[0] - x, position[1] + time * velocity[1] - y]
  const { alongHalf: half, acrossHalf } = halfExtents(object, yaw)
  const ahead = cos * dx + sin * dy
  const beside = Math.abs(cos * dy - sin * dx) - acrossHalf
  const rear = stands(object) ? geometry.rearAxleToFront - geometry.length - half : middle(vehicle)
  if (ahead < rear || !(beside <= 0.5 * geometry.width + SIDE_ROOM)) return Number.POSITIVE_INFINITY
  return Math.max(0, ahead - half - geometry.rearAxleToFront)
}

/** The points of a plan that begins at the origin, and halfway between them. */
function halfSteps(points: readonly Waypoint[]): Pose[] {
  let before = ORIGIN
  return points.flatMap((point) => {
    const halfway = { time: 0, x: 0, y: 0, yaw: 0 }
    for (const key of ['time', 'x', 'y', 'yaw'] as const) {
      const from = before[key] ?? 0
      halfway[key] = from + 0.5 * ((point[key] ?? 0) - from)
    }
    before = point
    return [halfway, { time: point.time, x: point.x, y: point.y, yaw: point.yaw ?? 0 }]
  })
}

/** m from the rear axle to the middle of the car. */
function middle({ geometry }: VehicleTable): number {
  return geometry.rearAxleToFront - 0.5 * geometry.length
}

function stands({ velocity }: TrackedObject): boolean {
  return Math.hypot(velocity[0], velocity[1]) < OTHER_STANDING
}

function leadsOn({ points }: RankedTrajectory): boolean {
  const end = points.at(-1)
  return end !== undefined && Math.hypot(end.x, end.y) > LEADS_ON
}

/** Between two points of a plan that begins at the origin; null behind its end. */
function placeAt(points: readonly Waypoint[], time: number): { readonly x: number; readonly y: number } | null {
  let before = { time: 0, x: 0, y: 0 }
  for (const point of points) {
    if (point.time >= time) {
      const share = point.time > before.time ? (time - before.time) / (point.time - before.time) : 0
      return { x: before.x + share * (point.x - before.x), y: before.y + share * (point.y - before.y) }
    }
    before = point
  }
  return null
}

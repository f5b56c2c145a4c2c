import type { Waypoint } from '../../src/common/manifest/decoders/waypoints.ts'
import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import { endOf, endSpeed } from './trajectory-end.ts'

/**
 * m/s at its end below which a trajectory stops; ln score that it is worth less a m that it does so beyond where the plan before
 * did, and m of that at most.
 */
const STOPS = 1
const STOPS_FARTHER = 0.8
const FARTHER_MOST = 3
/** m/s² up to which the car still stops where it wanted to. */
const GENTLE_BRAKING = 2.5
/** m/s below which the car stands: what it waits for moves up. */
const STANDING = 0.5

/** Where plans stop: one that is made anew ten times a second would else creep over the line that it stops at. */
export class HeldStop {
  /** In the ego frame of the last plan; null where plans do not stop, or cannot be held to it any more. */
  #stop: PlanarPose | null = null

  /** Before a plan is chosen; `now`: the car in the ego frame of the last plan, null where that is not known; `speed`: m/s. */
  moveTo(now: PlanarPose | null, speed: number): void {
    const stop = this.#stop && now ? seenFrom(now, this.#stop) : null
    const isHeld = stop !== null && speed > STANDING && stop.x > speed ** 2 / (2 * GENTLE_BRAKING)
    this.#stop = isHeld ? stop : null
  }

  /** ln score that a trajectory is worth less for stopping farther on. */
  cost(points: readonly Waypoint[]): number {
    if (!this.#stop || !stops(points)) return 0
    return STOPS_FARTHER * Math.min(FARTHER_MOST, Math.max(0, beyond(this.#stop, points)))
  }

  /** What was chosen. */
  keep(points: readonly Waypoint[]): void {
    if (!stops(points)) this.#stop = null
    else if (!this.#stop || beyond(this.#stop, points) <= 0) this.#stop = endOf(points)
  }
}

function stops(points: readonly Waypoint[]): boolean {
  return endSpeed(points) < STOPS
}

/** m along the way that a trajectory ends beyond a stop. */
function beyond({ x, y, yaw }: PlanarPose, points: readonly Waypoint[]): number {
  const end = endOf(points)
  return Math.cos(yaw) * (end.x - x) + Math.sin(yaw) * (end.y - y)
}

/** A place in an earlier ego frame as the car sees it from where it has got in that. */
function seenFrom(now: PlanarPose, { x, y, yaw }: PlanarPose): PlanarPose {
  const [cos, sin] = [Math.cos(now.yaw), Math.sin(now.yaw)]
  const [dx, dy] = [x - now.x, y - now.y]
  return { x: cos * dx + sin * dy, y: cos * dy - sin * dx, yaw: yaw - now.yaw }
}

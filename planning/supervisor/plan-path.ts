import { poseOnArc } from '../../src/common/motion/arc.ts'
import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import { sampleTrajectory } from '../../src/common/motion/trajectory-sampling.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { Trajectory } from '../../src/core/plan.ts'

/** s between the points taken of a plan, and how many of them at most: plans reach 4 s, stops some 15 s. */
const SAMPLE_STEP = 0.1
const CAPACITY = 256
/** m: points nearer to one another are one; a plan that stands has hundreds of them. */
const LEAST_SPACING = 0.02

/** A place on a path. */
export interface PathPose {
  x: number
  y: number
  yaw: number
  /** 1/m, left positive. */
  curvature: number
}

export function createPathPose(): PathPose {
  return { x: 0, y: 0, yaw: 0, curvature: 0 }
}

/**
 * Where a plan leads, by the metres along it and not by its times: so that it can be driven slower than it says, and from
 * where the car really is. Beyond its end it goes on as its last point bends. Buffers are filled again for every new plan.
 */
export class PlanPath {
  #plan: Trajectory | null = null
  #count = 0
  readonly #station = new Float64Array(CAPACITY)
  readonly #x = new Float64Array(CAPACITY)
  readonly #y = new Float64Array(CAPACITY)
  readonly #yaw = new Float64Array(CAPACITY)
  readonly #curvature = new Float64Array(CAPACITY)
  /** The car's pose in the plan's frame, and m along the path to where it is beside it. */
  #now: PlanarPose = { x: 0, y: 0, yaw: 0 }
  #begin = 0
  readonly #scratch = createPathPose()

  /** Takes a plan with points, and the car's pose of now in its frame. */
  follow(plan: Trajectory, now: PlanarPose): void {
    if (plan !== this.#plan) this.#read(plan)
    this.#plan = plan
    this.#now = now
    this.#begin = this.#nearest(now.x, now.y)
  }

  /** m from the car to the path's last point. */
  get length(): number {
    return this.#station[this.#count - 1]! - this.#begin
  }

  /** The pose `ahead` m farther along than the car, in the ego frame of now, into `out`. */
  poseAhead(ahead: number, out: PathPose): void {
    this.#poseAt(this.#begin + ahead)
    const { x, y, yaw } = this.#now
    const scratch = this.#scratch
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    out.x = cos * (scratch.x - x) + sin * (scratch.y - y)
    out.y = -sin * (scratch.x - x) + cos * (scratch.y - y)
    out.yaw = angleDifference(scratch.yaw, yaw)
    out.curvature = scratch.curvature
  }

  #read(plan: Trajectory): void {
    const first = plan.points[0]!.time
    const last = plan.points[plan.points.length - 1]!.time
    this.#count = 0
    for (let i = 0; this.#count < CAPACITY; i++) {
      const time = Math.min(last, first + i * SAMPLE_STEP)
      const { x, y, yaw, curvature } = sampleTrajectory(plan, time)!
      this.#push(x, y, yaw, curvature)
      if (time === last) break
    }
  }

  #push(x: number, y: number, yaw: number, curvature: number): void {
    const n = this.#count
    const length = n > 0 ? Math.hypot(x - this.#x[n - 1]!, y - this.#y[n - 1]!) : 0
    if (n > 0 && length < LEAST_SPACING) return
    this.#station[n] = n > 0 ? this.#station[n - 1]! + length : 0
    this.#x[n] = x
    this.#y[n] = y
    this.#yaw[n] = yaw
    this.#curvature[n] = curvature
    this.#count++
  }

  /** m along the path to the point of it that is nearest to (x, y), in the plan's frame; not beyond its end. */
  #nearest(x: number, y: number): number {
    let best = 0
    let smallest = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.#count; i++) {
      const to = Math.min(i + 1, this.#count - 1)
      const dx = this.#x[to]! - this.#x[i]!
      const dy = this.#y[to]! - this.#y[i]!
      const length = this.#station[to]! - this.#station[i]!
      const along = length > 0 ? ((x - this.#x[i]!) * dx + (y - this.#y[i]!) * dy) / length : 0
      const share = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0
      const distance = Math.hypot(x - this.#x[i]! - share * dx, y - this.#y[i]! - share * dy)
      if (distance >= smallest) continue
      smallest = distance
      best = this.#station[i]! + share * length
    }
    return best
  }

  /** In the plan's frame, into the scratch pose. */
  #poseAt(station: number): void {
    const out = this.#scratch
    const last = this.#count - 1
    const beyond = station - this.#station[last]!
    if (beyond >= 0) {
      this.#goOn(last, beyond)
      return
    }
    let low = 0
    let high = last
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#station[middle]! <= station) low = middle
      else high = middle
    }
    const share = Math.max(0, station - this.#station[low]!) / (this.#station[high]! - this.#station[low]!)
    out.x = this.#x[low]! + share * (this.#x[high]! - this.#x[low]!)
    out.y = this.#y[low]! + share * (this.#y[high]! - this.#y[low]!)
    out.yaw = this.#yaw[low]! + share * angleDifference(this.#yaw[high]!, this.#yaw[low]!)
    out.curvature = this.#curvature[low]! + share * (this.#curvature[high]! - this.#curvature[low]!)
  }

  #goOn(last: number, beyond: number): void {
    const out = this.#scratch
    const yaw = this.#yaw[last]!
    const arc = poseOnArc(this.#curvature[last]!, beyond)
    out.x = this.#x[last]! + arc.x * Math.cos(yaw) - arc.y * Math.sin(yaw)
    out.y = this.#y[last]! + arc.x * Math.sin(yaw) + arc.y * Math.cos(yaw)
    out.yaw = yaw + arc.yaw
    out.curvature = this.#curvature[last]!
  }
}

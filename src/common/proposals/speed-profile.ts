import { createPose } from '../map/reference-line.ts'
import type { Route } from '../map/route.ts'

/** m between the profile's stations, and how far it reaches. */
const STEP = 2
const COUNT = 130

/** How a driver takes bends and looks ahead. */
export interface SpeedHabits {
  /** m/s², sideways in bends. */
  readonly lateralAcceleration: number
  /** m/s², before bends and lower limits, positive. */
  readonly braking: number
  /** m/s, where the map has no limit. */
  readonly usualSpeed: number
}

/** A place to be taken slowly, m along the route, m/s. */
export interface SlowStretch {
  readonly begin: number
  readonly end: number
  readonly speed: number
}

/** The speed to have along the route: within limits and bends, slowed down for in time. */
export class SpeedProfile {
  #begin = 0
  readonly #speeds = new Float64Array(COUNT)
  readonly #pose = createPose()

  /** For the 260 m from `station` on. */
  prepare(route: Route, station: number, habits: SpeedHabits, slow: readonly SlowStretch[] = []): void {
    this.#begin = station
    for (let i = 0; i < COUNT; i++) {
      const at = station + i * STEP
      const limit = route.speedLimitAt(at)
      route.poseAt(at, this.#pose)
      const inBend = Math.sqrt(habits.lateralAcceleration / Math.max(1e-6, Math.abs(this.#pose.curvature)))
      this.#speeds[i] = Math.min(Number.isNaN(limit) ? habits.usualSpeed : limit, inBend)
    }
    for (const { begin, end, speed } of slow) {
      const last = Math.min(COUNT - 1, Math.floor((end - station) / STEP))
      for (let i = Math.max(0, Math.floor((begin - station) / STEP)); i <= last; i++) {
        this.#speeds[i] = Math.min(this.#speeds[i]!, speed)
      }
    }
    // v² = v'² + 2·b·Δs, backwards.
    for (let i = COUNT - 2; i >= 0; i--) {
      const reachable = Math.sqrt(this.#speeds[i + 1]! ** 2 + 2 * habits.braking * STEP)
      this.#speeds[i] = Math.min(this.#speeds[i]!, reachable)
    }
  }

  at(station: number): number {
    const i = Math.floor((station - this.#begin) / STEP)
    return this.#speeds[Math.max(0, Math.min(COUNT - 1, i))]!
  }
}

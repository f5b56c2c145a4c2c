import { angleDifference } from '../../core/angle.ts'
import type { EgoState } from '../../core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../core/time.ts'
import type { EgoHistorySource, EgoHistoryValue } from './manifest.ts'

/** Kept beyond the longest time that is asked for, s: the sample before it is needed too. */
const MARGIN = 0.5

/** Past ego states of one drive, for networks that are told what the car did. Holds as much as its source needs. */
export class EgoHistory {
  readonly #span: number
  readonly #states: EgoState[] = []

  constructor(source: EgoHistorySource) {
    this.#span = (Math.max(...source.times) + MARGIN) * NANOSECONDS_PER_SECOND
  }

  /** States kept. */
  get length(): number {
    return this.#states.length
  }

  /** Stamps rise; an invalid state says nothing and is left out. */
  add(state: EgoState): void {
    const last = this.#states.at(-1)
    if (!state.isValid || (last && state.stamp <= last.stamp)) return
    this.#states.push(state)
    while (this.#states[1] && this.#states[1].stamp < state.stamp - this.#span) this.#states.shift()
  }

  /**
   * Writes the source's values at `stamp`, time by time. Between two states it interpolates; before the first one it
   * repeats that, because the car was not known to be anywhere else. False while there is no state at all.
   */
  fill(out: Float32Array, source: EgoHistorySource, stamp: Stamp): boolean {
    const now = this.#at(stamp)
    if (now === null) return false
    let at = 0
    for (const time of source.times) {
      const then = this.#at(stamp - time * NANOSECONDS_PER_SECOND) ?? now
      for (const value of source.values) out[at++] = VALUES[value](then, now)
    }
    return true
  }

  #at(stamp: Stamp): Moment | null {
    const states = this.#states
    if (states.length === 0) return null
    let after = states.length - 1
    while (after > 0 && states[after - 1]!.stamp >= stamp) after--
    const b = states[after]!
    const a = states[Math.max(0, after - 1)]!
    const span = b.stamp - a.stamp
    const share = span > 0 ? Math.min(1, Math.max(0, (stamp - a.stamp) / span)) : 1
    const mix = (from: number, to: number): number => from + share * (to - from)
    return {
      east: mix(a.position[0], b.position[0]),
      north: mix(a.position[1], b.position[1]),
      yaw: a.yaw + share * angleDifference(b.yaw, a.yaw),
      speed: mix(a.speed, b.speed),
      acceleration: mix(a.acceleration, b.acceleration),
      yawRate: mix(a.yawRate, b.yawRate),
      frontWheelAngle: mix(a.frontWheelAngle, b.frontWheelAngle),
    }
  }
}

interface Moment {
  readonly east: number
  readonly north: number
  readonly yaw: number
  readonly speed: number
  readonly acceleration: number
  readonly yawRate: number
  readonly frontWheelAngle: number
}

/** What each value is, given the moment then and now. */
const VALUES: Readonly<Record<EgoHistoryValue, (then: Moment, now: Moment) => number>> = {
  speed: (then) => then.speed,
  acceleration: (then) => then.acceleration,
  'yaw-rate': (then) => then.yawRate,
  // A car that does not report it is told as driving straight: a network must get a number.
  'front-wheel-angle': (then) => (Number.isNaN(then.frontWheelAngle) ? 0 : then.frontWheelAngle),
  x: (then, now) => Math.cos(now.yaw) * (then.east - now.east) + Math.sin(now.yaw) * (then.north - now.north),
  y: (then, now) => -Math.sin(now.yaw) * (then.east - now.east) + Math.cos(now.yaw) * (then.north - now.north),
  yaw: (then, now) => angleDifference(then.yaw, now.yaw),
}

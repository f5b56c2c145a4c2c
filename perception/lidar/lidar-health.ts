import type { PointCloud } from '../../src/core/messages.ts'
import { BeamHealth } from './beam-health.ts'
import { RingCounts } from './ring-counts.ts'

/**
 * frozen: the same points again and again; blinded: next to no echoes; dead-beams: rings without echoes among others that
 * have theirs.
 */
export type LidarFault = 'frozen' | 'blinded' | 'dead-beams'

export interface FoundLidarFault {
  readonly fault: LidarFault
  /** Expected and found, in one line. */
  readonly detail: string
}

/** Sweeps equal to the one before that make a lidar frozen: noise makes each sweep of a living one another. */
const FROZEN_AFTER = 2
/** Sweeps on end with hardly a point; a single one may have lost its packets. */
const BLINDED_AFTER = 3
/** Of the usual number of points. Fog and empty plains leave the ground around the car, a tenth and more. */
const BLINDED = 0.02
/** Share of the newest sweep in the usual number of points. */
const GAIN = 0.05
/** Points that are compared from sweep to sweep: one of so many. */
const HASH_STRIDE = 17

/** Judges one lidar's sweeps, each by those before. A fault ends with the first sweep that does not have it. */
export class LidarHealth {
  readonly #rings = new RingCounts()
  readonly #beams = new BeamHealth()
  #usualPoints = 0
  #blinded = 0
  #hash = Number.NaN
  #repetitions = 0

  judge(cloud: PointCloud): FoundLidarFault | null {
    this.#rings.count(cloud)
    return this.#frozenAt(cloud) ?? this.#blindedAt(this.#rings.total) ?? this.#deadBeams()
  }

  #frozenAt(cloud: PointCloud): FoundLidarFault | null {
    const hash = hashOf(cloud)
    this.#repetitions = hash === this.#hash && this.#rings.total > 0 ? this.#repetitions + 1 : 0
    this.#hash = hash
    if (this.#repetitions < FROZEN_AFTER) return null
    const found = `the same one ${this.#repetitions + 1} times on end`
    return { fault: 'frozen', detail: `expected another sweep each turn, found ${found}` }
  }

  #blindedAt(points: number): FoundLidarFault | null {
    if (points > BLINDED * this.#usualPoints) {
      this.#blinded = 0
      this.#usualPoints += GAIN * (points - this.#usualPoints)
      return null
    }
    this.#blinded++
    if (this.#blinded < BLINDED_AFTER) return null
    const usual = this.#usualPoints.toFixed(0)
    return { fault: 'blinded', detail: `expected about ${usual} points as usual, found ${points}` }
  }

  #deadBeams(): FoundLidarFault | null {
    const dead = this.#beams.judge(this.#rings)
    if (dead.length === 0) return null
    const found = `none of ring ${dead.join(', ')}`
    return { fault: 'dead-beams', detail: `expected echoes of every beam whose neighbours have theirs, found ${found}` }
  }
}

/** Of the bits of some points, in order: equal for equal sweeps, and hardly ever for others. */
function hashOf({ x, y, z }: PointCloud): number {
  let hash = x.length
  for (let i = 0; i < x.length; i += HASH_STRIDE)
    hash = Math.fround(hash * 0.97 + (31.7 * x[i]! + 7.1 * y[i]! + z[i]! || 0))
  return hash
}

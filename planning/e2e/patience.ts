import type { TrackedObject } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'

/** m/s below which the car stands, or creeps up to what it waits for. */
const STANDING = 1
/**
 * s that the car stands before it grows impatient; ln score that driving on is then worth more each s, and at most. Behind something
 * that stands as long as the car it is the way past that is worth more; sooner where others drive past beside the car, for
 * then it stands in no queue. What it has then begun it goes through with: it is as impatient until it has got away.
 */
const IMPATIENCE = {
  free: { after: 2, rate: 0.5, most: 3 },
  blocked: { after: 6, rate: 0.5, most: 7 },
  passed: { after: 2, rate: 1, most: 9 },
} as const
/** m driven from where it stood after which the car has got away. */
const AWAY = 12
/** m/s faster than the car, m to either side and along within which somebody drives past it, and s before it stood that this counts. */
const PASSING = { speed: 4, from: 2, to: 8, along: 15, before: 8 } as const

/**
 * How long the car has waited, and what driving on is worth more for it. A car that stands though the way is free sees the same
 * picture ever after. Compare the creeping of Chitta et al. 2022, "TransFuser", section 3.4.
 */
export class Patience {
  #stamp: Stamp = NEVER
  /** s that the car has stood, all in all, since it last drove, and m that it has got on since it began to. */
  #stood = 0
  #gotOn = 0
  /** When somebody drove past beside the car. */
  #passedAt: Stamp = NEVER

  /** `speed`: of the car, m/s. In order of stamps. */
  observe(speed: number, objects: readonly TrackedObject[], stamp: Stamp): void {
    if (objects.some((one) => passes(one, speed))) this.#passedAt = stamp
    const step = this.#stamp === NEVER ? 0 : Math.max(0, secondsBetween(this.#stamp, stamp))
    this.#stamp = stamp
    if (speed <= STANDING) this.#stood += step
    this.#gotOn = this.#stood > 0 ? this.#gotOn + speed * step : 0
    if (this.#gotOn <= AWAY) return
    this.#stood = 0
    this.#gotOn = 0
  }

  /** ln score that driving on is worth more at the last stamp; `isBlocked`: something stands in the car's way. */
  eagerness(isBlocked: boolean): number {
    const isPassed = secondsBetween(this.#passedAt, this.#stamp) < this.#stood + PASSING.before
    const { after, rate, most } = IMPATIENCE[isBlocked ? (isPassed ? 'passed' : 'blocked') : 'free']
    return Math.min(most, rate * Math.max(0, this.#stood - after))
  }
}

/** Does somebody drive past beside the car, the same way? */
function passes({ isConfirmed, position, velocity }: TrackedObject, speed: number): boolean {
  const beside = Math.abs(position[1])
  const isBeside = Math.abs(position[0]) < PASSING.along && beside > PASSING.from && beside < PASSING.to
  return isConfirmed && isBeside && velocity[0] > speed + PASSING.speed
}

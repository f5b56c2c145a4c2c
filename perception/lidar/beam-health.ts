import { MOST_RINGS, type RingCounts } from './ring-counts.ts'

/** A beam that gives less than this share of what is expected of it is silent; a living one gave a tenth on no drive. */
const SILENT = 0.15
/** A beam that gives this share again is alive. */
const ALIVE = 0.4
/** Sweeps on end: one second of most lidars. */
const DEAD_AFTER = 10
/** Of the fullest ring: where less is expected, silence may be the sky, a wet road or a hole in the scene. */
const LEAST_EXPECTED = 0.3
/** Points of the fullest ring; with fewer the sweep is too poor to judge by. */
const LEAST_POINTS = 50
/** Beams within this slope (2°), but at most so many, see much the same scene; the next one always does. */
const NEIGHBOUR_SLOPE = 0.035
const MOST_NEIGHBOURS = 4
/** Beams below this slope (2° down) see the ground within 60 m of any roof: silence there is never the sky. */
const SEES_GROUND = -0.035
/** Sweeps after which a ring's usual number of returns is known, and the share of a new sweep in it then. */
const LEARNED_AFTER = 20
const GAIN = 0.02
/** Numbers count up or down with the elevation; calibrations differ from that by less than this slope. */
const ORDER_TOLERANCE = 0.002

/**
 * Finds beams that give nothing while those around them do. What to expect of a beam is the lesser of what the beams above
 * and below it give in the same sweep: the uppermost ones, which the sky swallows, have none above and raise no alarm. A
 * beam whose usual returns have been learned is also held against them, as far as its neighbours keep to theirs.
 */
export class BeamHealth {
  readonly #usual = new Float64Array(MOST_RINGS)
  readonly #learned = new Int32Array(MOST_RINGS)
  readonly #silent = new Int32Array(MOST_RINGS)
  readonly #isDead = new Uint8Array(MOST_RINGS)

  /** Judges the next sweep; the rings that are dead, ascending. */
  judge(sweep: RingCounts): readonly number[] {
    const { counts, rings } = sweep
    let fullest = 0
    for (let ring = 0; ring < rings; ring++) if (counts[ring]! > fullest) fullest = counts[ring]!
    if (fullest >= LEAST_POINTS) {
      const isOrdered = isOrderedBySlope(sweep)
      for (let ring = 0; ring < rings; ring++) this.#judgeRing(sweep, ring, isOrdered, LEAST_EXPECTED * fullest)
    }
    return Array.from(this.#isDead.subarray(0, rings).entries()).flatMap(([ring, dead]) => (dead ? [ring] : []))
  }

  #judgeRing(sweep: RingCounts, ring: number, isOrdered: boolean, least: number): void {
    const count = sweep.counts[ring]!
    const aside = isOrdered ? Math.min(most(sweep, ring, 1), most(sweep, ring, -1)) : 0
    const expected = Math.max(aside, isOrdered ? this.#byHistory(sweep, ring) : 0)
    const isJudged = expected >= least
    if (isJudged && count < SILENT * expected) {
      this.#silent[ring]!++
      if (this.#silent[ring]! >= DEAD_AFTER) this.#isDead[ring] = 1
      return
    }
    // Between silent and alive nothing is said; and a dead beam does not come to life because less is expected of it.
    if (count < ALIVE * expected && (isJudged || this.#isDead[ring] === 1)) return
    if (count === 0 && this.#isDead[ring] === 1) return
    this.#silent[ring] = 0
    this.#isDead[ring] = 0
    const learned = ++this.#learned[ring]!
    this.#usual[ring]! += Math.max(GAIN, 1 / learned) * (count - this.#usual[ring]!)
  }

  /**
   * Its usual returns, as far as the nearest beams that are not silent, above and below, give theirs: of a beam on the
   * ground one of them is enough. Else 0.
   */
  #byHistory({ counts, slopes, rings }: RingCounts, ring: number): number {
    if (this.#learned[ring]! < LEARNED_AFTER) return 0
    let share = 1
    let found = 0
    for (const side of [-1, 1]) {
      let other = ring + side
      while (other >= 0 && other < rings && counts[other]! < SILENT * this.#usual[other]!) other += side
      if (other < 0 || other >= rings || this.#learned[other]! < LEARNED_AFTER) continue
      found++
      share = Math.min(share, counts[other]! / Math.max(1, this.#usual[other]!))
    }
    const isEnough = found === 2 || (found === 1 && slopes[ring]! < SEES_GROUND)
    return isEnough ? share * this.#usual[ring]! : 0
  }
}

/** The most returns of a ring near this one, on one side; 0 where there is none. */
function most({ counts, slopes, rings }: RingCounts, ring: number, side: 1 | -1): number {
  let most = 0
  for (let k = 1; k <= MOST_NEIGHBOURS; k++) {
    const other = ring + k * side
    if (other < 0 || other >= rings) break
    // A ring that never returned anything has no slope: then the next one is as near as its number says.
    const own = Number.isNaN(slopes[ring]!) ? slopes[ring + side]! : slopes[ring]!
    if (k > 1 && Math.abs(slopes[other]! - own) > NEIGHBOUR_SLOPE) break
    if (counts[other]! > most) most = counts[other]!
  }
  return most
}

function isOrderedBySlope({ slopes, rings }: RingCounts): boolean {
  let [isRising, isFalling] = [true, true]
  let last = Number.NaN
  for (let ring = 0; ring < rings; ring++) {
    const slope = slopes[ring]!
    if (Number.isNaN(slope)) continue
    if (slope < last - ORDER_TOLERANCE) isRising = false
    if (slope > last + ORDER_TOLERANCE) isFalling = false
    last = slope
  }
  return isRising || isFalling
}

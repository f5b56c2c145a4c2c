import type { TrajectoryScores } from '../../src/common/manifest/decoders/trajectory-scores.ts'
import type { Waypoint } from '../../src/common/manifest/decoders/waypoints.ts'

/** How far the int8 network's plan lies from the float one's, over frames; m. */
export interface TrajectoryDrift {
  /** Share of the frames on which both choose the same trajectory of the vocabulary. */
  readonly same_choice: number
  /** p99 of the distance between both plans after so many s, null where the plans are shorter. */
  readonly p99_1s_m: number | null
  readonly p99_4s_m: number | null
}

/** Compares the best trajectories of both networks, frame by frame. */
export class TrajectoryDriftMeter {
  readonly #distances = { 1: [] as number[], 4: [] as number[] }
  #frames = 0
  #same = 0

  add(expected: TrajectoryScores, found: TrajectoryScores): void {
    const [a, b] = [expected.ranked[0], found.ranked[0]]
    if (!a || !b) return
    this.#frames++
    if (a.trajectory === b.trajectory) this.#same++
    for (const time of [1, 4] as const) {
      const [from, to] = [pointAt(a.points, time), pointAt(b.points, time)]
      if (from && to) this.#distances[time].push(Math.hypot(from.x - to.x, from.y - to.y))
    }
  }

  result(): TrajectoryDrift {
    return {
      same_choice: this.#frames === 0 ? 1 : this.#same / this.#frames,
      p99_1s_m: percentile99(this.#distances[1]),
      p99_4s_m: percentile99(this.#distances[4]),
    }
  }
}

function pointAt(points: readonly Waypoint[], time: number): Waypoint | undefined {
  return points.find((point) => Math.abs(point.time - time) < 1e-6)
}

function percentile99(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(0.99 * values.length))]!
}

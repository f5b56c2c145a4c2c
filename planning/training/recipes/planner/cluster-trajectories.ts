import { Random } from '../../../../src/common/random/xoshiro.ts'
import { POSE_STRIDE } from '../../../../src/common/scoring/motion-states.ts'
import { InputError } from '../../../../src/core/errors.ts'
import {
  mirrorTrajectory,
  squaredDisplacement,
  TRAJECTORY_STRIDE,
  type TrajectoryVocabulary,
} from './trajectory-vocabulary.ts'

/** Rounds of Lloyd's algorithm at most; it mostly settles in 20 to 40. */
const MOST_ROUNDS = 60
/** Steps of what is stored: 1 mm and 0.1 mrad. */
const RESOLUTION = [1e3, 1e3, 1e4] as const

/**
 * A vocabulary of `count` trajectories from driven ones ([n × TRAJECTORY_STRIDE]): k-means on the poses' places, begun by
 * k-means++ (Arthur, Vassilvitskii 2007). All are turned to the left first, and `count` / 2 clusters with their mirror
 * images make the vocabulary. Throws InputError when there are fewer different trajectories than clusters.
 */
export function clusterTrajectories(
  driven: readonly Float64Array[],
  count: number,
  seed: number,
  source: string,
): TrajectoryVocabulary {
  if (count < 2 || count % 2 !== 0) throw new InputError(`expected an even size of the vocabulary, found ${count}`)
  const clusters = count / 2
  const left = driven.map(turnedLeft)
  let centres = firstCentres(left, clusters, new Random(seed))
  let nearest = nearestCentres(left, centres)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    centres = means(left, nearest, centres)
    const next = nearestCentres(left, centres)
    const isSettled = next.every((centre, i) => centre === nearest[i])
    nearest = next
    if (isSettled) break
  }
  const poses = new Float64Array(count * TRAJECTORY_STRIDE)
  for (const [i, centre] of centres.entries()) {
    const rounded = centre.map((value, k) => roundTo(value, RESOLUTION[k % POSE_STRIDE]!))
    poses.set(rounded, i * TRAJECTORY_STRIDE)
    mirrorTrajectory(rounded, poses.subarray((i + clusters) * TRAJECTORY_STRIDE))
  }
  return { count, poses, source }
}

/** Without a negative zero, which JSON does not know. */
function roundTo(value: number, perUnit: number): number {
  return Math.round(value * perUnit) / perUnit + 0
}

function turnedLeft(trajectory: Float64Array): Float64Array {
  const endsRight = trajectory[TRAJECTORY_STRIDE - POSE_STRIDE + 1]! < 0
  if (!endsRight) return trajectory
  const mirrored = new Float64Array(TRAJECTORY_STRIDE)
  mirrorTrajectory(trajectory, mirrored)
  return mirrored
}

/** Each next one drawn with a chance in proportion to its squared distance from those before. */
function firstCentres(trajectories: readonly Float64Array[], count: number, random: Random): Float64Array[] {
  const first = trajectories[random.integer(Math.max(1, trajectories.length))]
  if (!first) throw new InputError('expected driven trajectories, found none')
  const centres = [first]
  const distances = Float64Array.from(trajectories, (one) => squaredDisplacement(one, 0, first, 0))
  while (centres.length < count) {
    const total = distances.reduce((sum, distance) => sum + distance, 0)
    if (!(total > 0)) {
      throw new InputError(`expected at least ${count} different trajectories, found ${centres.length}`)
    }
    let left = random.uniform() * total
    let chosen = distances.length - 1
    for (let i = 0; i < distances.length; i++) {
      left -= distances[i]!
      if (left < 0 && distances[i]! > 0) {
        chosen = i
        break
      }
    }
    const centre = trajectories[chosen]!
    centres.push(centre)
    for (const [i, one] of trajectories.entries()) {
      distances[i] = Math.min(distances[i]!, squaredDisplacement(one, 0, centre, 0))
    }
  }
  return centres
}

function nearestCentres(trajectories: readonly Float64Array[], centres: readonly Float64Array[]): Int32Array {
  return Int32Array.from(trajectories, (one) => {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (const [i, centre] of centres.entries()) {
      const distance = squaredDisplacement(one, 0, centre, 0)
      if (distance >= least) continue
      least = distance
      best = i
    }
    return best
  })
}

/** A centre that nobody is nearest to stays where it is. */
function means(
  trajectories: readonly Float64Array[],
  nearest: Int32Array,
  before: readonly Float64Array[],
): Float64Array[] {
  const sums = before.map(() => new Float64Array(TRAJECTORY_STRIDE))
  const counts = new Int32Array(before.length)
  for (const [i, one] of trajectories.entries()) {
    const sum = sums[nearest[i]!]!
    for (let k = 0; k < TRAJECTORY_STRIDE; k++) sum[k]! += one[k]!
    counts[nearest[i]!]!++
  }
  return sums.map((sum, i) => (counts[i] === 0 ? before[i]! : sum.map((value) => value / counts[i]!)))
}

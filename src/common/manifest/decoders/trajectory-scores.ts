import { InputError } from '../../../core/errors.ts'
import { elementCount, formatTensorType, type Tensor } from '../../../core/tensor.ts'
import type { TrajectoryScoresDecoding } from '../manifest.ts'
import { realValues } from './output-values.ts'
import type { Waypoint } from './waypoints.ts'

/** The best trajectories of a vocabulary, each apart from the others, the best one first; empty when some score is not a number. */
export interface TrajectoryScores {
  readonly kind: 'trajectory-scores'
  readonly ranked: readonly RankedTrajectory[]
}

export interface RankedTrajectory {
  /** Place in the vocabulary. */
  readonly trajectory: number
  /** Natural logarithm of the combined score. */
  readonly score: number
  /** Ego frame of the scene; blended with those around it. */
  readonly points: readonly Waypoint[]
}

/**
 * See {@link TrajectoryScoresDecoding}. Of equal scores the first trajectory is the better one. `outputs`: all of the
 * network's, for the refinement. Throws InputError for outputs of other shapes.
 */
export function decodeTrajectoryScores(
  output: Tensor,
  decoding: TrajectoryScoresDecoding,
  name: string,
  outputs: Readonly<Record<string, Tensor>>,
): TrajectoryScores {
  const { times, trajectories, columns, alternatives } = decoding
  const count = trajectories.length / (3 * times.length)
  const logits = realValues(output, name)
  if (elementCount(output.shape) !== count * columns.length) {
    const expected = `${count} trajectories of ${columns.length} columns`
    throw new InputError(
      `expected ${expected} in the output ${name}, found ${formatTensorType(output.type, output.shape)}`,
    )
  }
  const offsets = refinementValues(decoding, outputs)
  const scores = combinedScores(logits, count, decoding)
  if (scores.some(Number.isNaN)) return { kind: 'trajectory-scores', ranked: [] }
  const refined = refinedTrajectories(decoding, offsets)
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const isTaken = new Uint8Array(count)
  const ranked: RankedTrajectory[] = []
  for (const trajectory of order) {
    if (ranked.length > alternatives) break
    if (isTaken[trajectory]) continue
    const points = blended(decoding, refined, scores, trajectory, isTaken)
    ranked.push({ trajectory, score: scores[trajectory]!, points })
  }
  return { kind: 'trajectory-scores', ranked }
}

/**
 * The mean of the trajectories within the blending radius of `best`, weighted by their score and falling to nothing at the
 * radius, so that it hardly changes when another one of them becomes the best. Marks them as taken.
 */
function blended(
  { times, blend }: TrajectoryScoresDecoding,
  refined: Float64Array,
  scores: Float64Array,
  best: number,
  isTaken: Uint8Array,
): Waypoint[] {
  const stride = 3 * times.length
  const sums = new Float64Array(stride)
  let total = 0
  for (let other = 0; other < scores.length; other++) {
    const nearness =
      other === best ? 1 : 1 - squaredDistance(refined, best * stride, other * stride, stride) / blend ** 2
    // False for NaN, which is what no radius gives for equals.
    if (!(nearness > 0)) continue
    isTaken[other] = 1
    const weight = Math.exp(scores[other]! - scores[best]!) * nearness ** 2
    total += weight
    for (let i = 0; i < stride; i++) sums[i]! += weight * refined[other * stride + i]!
  }
  return times.map((time, i) => ({
    time,
    x: sums[3 * i]! / total,
    y: sums[3 * i + 1]! / total,
    yaw: sums[3 * i + 2]! / total,
    speed: null,
  }))
}

/** Mean over poses of the squared distance, m². */
function squaredDistance(poses: Float64Array, a: number, b: number, stride: number): number {
  let sum = 0
  for (let i = 0; i < stride; i += 3)
    sum += (poses[a + i]! - poses[b + i]!) ** 2 + (poses[a + i + 1]! - poses[b + i + 1]!) ** 2
  return (3 * sum) / stride
}

/** ln score by trajectory: in logarithms, because a product of many small factors would be zero. */
export function combinedScores(
  logits: ArrayLike<number>,
  count: number,
  { columns }: Pick<TrajectoryScoresDecoding, 'columns'>,
): Float64Array {
  const scores = new Float64Array(count)
  const means = new Float64Array(count)
  let total = 0
  for (const [column, { combine, weight }] of columns.entries()) {
    const logit = (trajectory: number) => logits[trajectory * columns.length + column]!
    if (combine === 'choice') {
      const offset = logSumOfExponentials(logit, count)
      for (let i = 0; i < count; i++) scores[i]! += weight * (logit(i) - offset)
    } else if (combine === 'factor') {
      for (let i = 0; i < count; i++) scores[i]! -= weight * softplus(-logit(i))
    } else if (combine === 'mean') {
      total += weight
      for (let i = 0; i < count; i++) means[i]! += weight / (1 + Math.exp(-logit(i)))
    }
  }
  if (total > 0) for (let i = 0; i < count; i++) scores[i]! += Math.log(means[i]! / total)
  return scores
}

/** ln Σ e^x; NaN where some x is. */
function logSumOfExponentials(x: (i: number) => number, count: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i++) largest = Math.max(largest, x(i))
  let sum = 0
  for (let i = 0; i < count; i++) sum += Math.exp(x(i) - largest)
  return largest + Math.log(sum)
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** Null where the trajectories stand as they are. */
function refinementValues(
  { refinement, trajectories }: TrajectoryScoresDecoding,
  outputs: Readonly<Record<string, Tensor>>,
): ArrayLike<number> | null {
  if (refinement === null) return null
  const tensor = outputs[refinement.output]
  if (tensor && elementCount(tensor.shape) === trajectories.length) return realValues(tensor, refinement.output)
  const found = tensor ? formatTensorType(tensor.type, tensor.shape) : Object.keys(outputs).join(', ')
  throw new InputError(`expected ${trajectories.length} elements in the output ${refinement.output}, found ${found}`)
}

function refinedTrajectories(
  { trajectories, refinement }: TrajectoryScoresDecoding,
  offsets: ArrayLike<number> | null,
): Float64Array {
  const refined = Float64Array.from(trajectories)
  if (refinement === null || offsets === null) return refined
  for (let i = 0; i < refined.length; i++) {
    // A value that is no number adds nothing: the trajectory that was scored is good without it.
    const offset = Math.min(1, Math.max(-1, offsets[i] || 0))
    refined[i]! += offset * refinement.scale[i % 3]!
  }
  return refined
}

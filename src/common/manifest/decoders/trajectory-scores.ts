import { InputError } from '../../../core/errors.ts'
import { elementCount, formatTensorType, type Tensor } from '../../../core/tensor.ts'
import type { TrajectoryScoresDecoding } from '../manifest.ts'
import { realValues } from './output-values.ts'
import type { Waypoint } from './waypoints.ts'

/** The best trajectories of a vocabulary, the best one first; empty when some score is not a number. */
export interface TrajectoryScores {
  readonly kind: 'trajectory-scores'
  readonly ranked: readonly RankedTrajectory[]
}

export interface RankedTrajectory {
  /** Place in the vocabulary. */
  readonly trajectory: number
  /** Natural logarithm of the combined score. */
  readonly score: number
  /** Ego frame of the scene. */
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
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const ranked = order.slice(0, 1 + alternatives).map((trajectory) => ({
    trajectory,
    score: scores[trajectory]!,
    points: pointsOf(decoding, trajectory, offsets),
  }))
  return { kind: 'trajectory-scores', ranked }
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

function pointsOf(
  { times, trajectories, refinement }: TrajectoryScoresDecoding,
  trajectory: number,
  offsets: ArrayLike<number> | null,
): Waypoint[] {
  return times.map((time, i) => {
    const at = 3 * (trajectory * times.length + i)
    const value = (axis: number) => {
      // A value that is no number adds nothing: the trajectory that was scored is good without it.
      const offset = Math.min(1, Math.max(-1, offsets?.[at + axis] || 0))
      return trajectories[at + axis]! + offset * (refinement?.scale[axis] ?? 0)
    }
    return { time, x: value(0), y: value(1), yaw: value(2), speed: null }
  })
}

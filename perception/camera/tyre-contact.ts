import type { LuminancePatch } from './luminance-patch.ts'
import type { VehicleSides } from './vehicle-sides.ts'

/** Of the vehicle's width: no more than a tyre of 0.2 m. */
const TYRE_WIDTH = 0.1
/** Rows over which a step of luminance is taken. */
const STEP = 2
/** Luminance, 0..255: what a step must have at least, and as a share of what is brightest below the tyre. */
const LEAST_STEP = 4
const LEAST_SHARE = 0.05

/**
 * The row at which the tyres stand on the road, between `from` and `to`; NaN where neither shows. A tyre and what is under
 * the car are the darkest there is; below them the road, in the car's shadow or not, begins with a step. Where a shadow's own
 * border follows farther down it is not taken for the tyre's foot, though it is the stronger step.
 */
export function tyreContact(patch: LuminancePatch, { left, right }: VehicleSides, from: number, to: number): number {
  const strip = TYRE_WIDTH * (right - left)
  const feet = [footOf(patch, left, left + strip, from, to), footOf(patch, right - strip, right, from, to)]
  // The clearer one: on the other side the tyre may stand in the shadow.
  const [first, second] = feet as [Foot, Foot]
  return first.step > second.step ? first.row : second.row
}

interface Foot {
  readonly row: number
  readonly step: number
}

function footOf(patch: LuminancePatch, left: number, right: number, from: number, to: number): Foot {
  const begin = Math.round(from)
  const means = rowMeans(patch, Math.round(left), Math.round(right), begin, Math.round(to))
  let darkest = 0
  for (let i = 1; i < means.length; i++) if (means[i]! < means[darkest]!) darkest = i
  let brightest = 0
  for (let i = darkest; i < means.length; i++) brightest = Math.max(brightest, means[i]!)
  const least = Math.max(LEAST_STEP, LEAST_SHARE * (brightest - means[darkest]!))
  for (let i = darkest; i + STEP < means.length; i++) {
    const step = stepAt(means, i)
    const isPeak = step >= stepAt(means, i - 1) && step > stepAt(means, i + 1)
    // Between two rows, in the middle of the step.
    if (step >= least && isPeak) return { row: begin + i + 0.5, step }
  }
  return { row: Number.NaN, step: 0 }
}

/** How much brighter the rows after i are than those before. */
function stepAt(means: Float64Array, i: number): number {
  let sum = 0
  for (let k = 1; k <= STEP; k++) sum += (means[i + k] ?? 0) - (means[i - k] ?? means[0]!)
  return sum / STEP
}

function rowMeans(patch: LuminancePatch, left: number, right: number, from: number, to: number): Float64Array {
  const means = new Float64Array(Math.max(0, to - from + 1))
  for (let i = 0; i < means.length; i++) {
    let sum = 0
    for (let x = left; x < right; x++) sum += patch.at(x, from + i)
    means[i] = sum / Math.max(1, right - left)
  }
  return means
}

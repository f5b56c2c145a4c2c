import type { Matrix } from '../../src/core/matrix.ts'
import { predictExtended } from '../filters/predict.ts'
import type { EgoFilterState } from './ego-filter-state.ts'

/** s; the motion model is good to a millimetre over this. */
const LONGEST_STEP = 0.1
/** A gap of minutes must not cost more than this; nothing is left to be precise about then. */
const MOST_STEPS = 100

/** Moves x and P (the filter's own or copies) on by dt ≥ 0 seconds, in steps where dt is long. */
export function predictEgo(state: EgoFilterState, x: Float64Array, P: Matrix, dt: number): void {
  if (dt === 0) return
  const steps = Math.min(MOST_STEPS, Math.ceil(dt / LONGEST_STEP))
  for (let i = 0; i < steps; i++) predictExtended(x, P, state.motion, dt / steps, state.workspace)
}

import type { CurvePoint } from './loss-curve.ts'
import type { StepResult } from './step-session.ts'

/** Points of a curve over all steps: enough to draw, few enough to keep. */
const POINTS = 400

/** Gathers the results of steps into the points of a curve: means over equal numbers of steps. */
export class CurveRecorder {
  readonly #points: CurvePoint[]
  readonly #every: number
  #gathered: StepResult[] = []

  constructor(before: readonly CurvePoint[], steps: number) {
    this.#points = [...before]
    this.#every = Math.max(1, Math.ceil(steps / POINTS))
  }

  /** The result of the step with which `step` steps are done. An evaluation ends a point at once. */
  add(step: number, result: StepResult, evaluation: CurvePoint['evaluation']): void {
    this.#gathered.push(result)
    if (!evaluation && step % this.#every !== 0) return
    this.#points.push({ step, ...meanOf(this.#gathered), evaluation })
    this.#gathered = []
  }

  points(): readonly CurvePoint[] {
    return [...this.#points]
  }
}

function meanOf(results: readonly StepResult[]): StepResult {
  const mean = (pick: (result: StepResult) => number) =>
    results.reduce((sum, result) => sum + pick(result), 0) / results.length
  const names = Object.keys(results[0]?.terms ?? {})
  return {
    loss: mean((result) => result.loss),
    gradientNorm: mean((result) => result.gradientNorm),
    terms: Object.fromEntries(names.map((name) => [name, mean((result) => result.terms[name] ?? Number.NaN)])),
  }
}

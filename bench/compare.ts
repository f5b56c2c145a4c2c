import type { BenchReport, CaseResult } from './runner.ts'

/** A median this much slower than the baseline's, both normalised, is a regression … */
export const SLOWDOWN_LIMIT = 1.25

export interface CaseVerdict {
  readonly name: string
  /** Normalised median over the baseline's, one a repeat. */
  readonly ratios: readonly number[]
  readonly isSlower: boolean
}

/**
 * … when it shows in two of three repeats. The baseline's figure is the median of its repeats. Only medians are judged:
 * p99 on a shared machine measures the neighbours. Cases that only one side has are left out, and listed by the caller.
 */
export function compareReports(baseline: BenchReport, current: BenchReport): readonly CaseVerdict[] {
  const names = current.repeats[0]?.map(({ name }) => name) ?? []
  const verdicts: CaseVerdict[] = []
  for (const name of names) {
    const before = baseline.repeats.flatMap((repeat) => normalized(repeat, name)).sort((a, b) => a - b)
    const reference = before[Math.floor(before.length / 2)]
    if (reference === undefined) continue
    const ratios = current.repeats.flatMap((repeat) => normalized(repeat, name)).map((value) => value / reference)
    const slow = ratios.filter((ratio) => ratio > SLOWDOWN_LIMIT).length
    verdicts.push({ name, ratios, isSlower: slow * 3 >= ratios.length * 2 })
  }
  return verdicts
}

function normalized(repeat: readonly CaseResult[], name: string): number[] {
  return repeat.filter((result) => result.name === name).map((result) => result.normalized)
}

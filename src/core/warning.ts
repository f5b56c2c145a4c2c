import type { Stamp } from './time.ts'

/** Something wrong with the world, not with the program: it is counted and reported, never thrown. */
export interface Warning {
  /** Kebab-case, stable: reports and tests count by it. */
  readonly code: string
  readonly stamp: Stamp
  /** Expected, found, where, in one line. */
  readonly detail: string
  /** Of how many events at once it tells; one where it is left out. */
  readonly count?: number
}

/** A report's line: how often a code occurred, and the first time in words. */
export interface WarningCount {
  readonly code: string
  count: number
  readonly first: string
}

/** Counts warnings by code; memory is bounded by the number of codes. */
export class WarningCounter {
  readonly #counts = new Map<string, WarningCount>()

  add(warning: Warning): void {
    const known = this.#counts.get(warning.code)
    const { code, count = 1, detail } = warning
    if (known) known.count += count
    else this.#counts.set(code, { code, count, first: detail })
  }

  addAll(warnings: readonly Warning[]): void {
    for (const warning of warnings) this.add(warning)
  }

  list(): readonly WarningCount[] {
    return [...this.#counts.values()]
  }
}

/** One line of a table that compares what a drive gives with what it should. */
export interface CheckRow {
  readonly check: string
  /** What must be; null where only the figure is reported, because it is another one on every recording. */
  readonly expected: string | null
  /** By name, in words for the table and as numbers for --json. */
  readonly found: Readonly<Record<string, number>>
  readonly unit: string
  /** null: nothing to compare with. */
  readonly pass: boolean | null
}

/** A figure without an expectation. */
export function figure(check: string, found: Readonly<Record<string, number>>, unit: string): CheckRow {
  return { check, expected: null, found, unit, pass: null }
}

/** A count that must be exact; nothing seen fails. */
export function count(check: string, found: number, expected: number): CheckRow {
  return { check, expected: String(expected), found: { count: found }, unit: '', pass: found === expected && found > 0 }
}

/** The largest difference of two series over `n` pairs; nothing compared fails. */
export function agreement(check: string, largest: number, n: number, tolerance: number, unit: string): CheckRow {
  return {
    check,
    expected: `within ${tolerance}`,
    found: { largest, n },
    unit,
    pass: n > 0 && largest <= tolerance,
  }
}

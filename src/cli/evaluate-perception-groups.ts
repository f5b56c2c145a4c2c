import type { ObjectClass } from '../core/messages.ts'

/** m from the ego frame's origin: ends of the ranges by which objects are reported. */
export const RANGE_ENDS = [20, 40, 75] as const

/** Classes that are reported together. */
const GROUPS: Readonly<Record<ObjectClass, string | null>> = {
  car: 'car',
  truck: 'truck, bus',
  bus: 'truck, bus',
  motorcycle: 'two wheels',
  cyclist: 'two wheels',
  pedestrian: 'pedestrian',
  unknown: null,
  static: null,
}

export const ALL = 'all'

/** The rows that an object counts in: of its class and of all, at its range and at any. Empty for what is no road user. */
export function rowsOf(kind: ObjectClass, x: number, y: number): readonly string[] {
  const group = GROUPS[kind]
  const range = rangeOf(x, y)
  if (group === null || range === null) return []
  return [group, ALL].flatMap((name) => [rowName(name, range), rowName(name, ALL)])
}

/** Rows in the order of a report. */
export function rowNames(): readonly { readonly name: string; readonly group: string; readonly range: string }[] {
  const groups = [...new Set(Object.values(GROUPS).filter((group) => group !== null)), ALL]
  const ranges = [...RANGE_ENDS.map((_, index) => rangeName(index)), ALL]
  return groups.flatMap((group) => ranges.map((range) => ({ name: rowName(group, range), group, range })))
}

function rowName(group: string, range: string): string {
  return `${group}/${range}`
}

function rangeOf(x: number, y: number): string | null {
  const distance = Math.hypot(x, y)
  const index = RANGE_ENDS.findIndex((end) => distance < end)
  return index < 0 ? null : rangeName(index)
}

function rangeName(index: number): string {
  return `${RANGE_ENDS[index - 1] ?? 0} to ${RANGE_ENDS[index]} m`
}

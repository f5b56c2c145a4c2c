import type { MeasureValue } from './measure-value.ts'
import type { MeasureName } from './measures.ts'

/** What a measure of a node may be. A measure gives several values where a node has several axes or inputs: all must fit. */
export interface Requirement {
  readonly of: MeasureName
  /** From and to, both included; null: open on that side. */
  readonly within?: readonly [number | null, number | null]
  readonly oneOf?: readonly MeasureValue[]
}

/** One documented restriction of a chip. */
export interface Limit extends Requirement {
  /** The restriction holds only for nodes of which this is true. */
  readonly when?: Requirement
  /** What to do instead, where there is something. */
  readonly hint?: string
  /** Where it stands, when not in the target's main document. */
  readonly source?: string
}

type More = Pick<Limit, 'when' | 'hint' | 'source'>

/** `of` must lie from `least` to `most`; null: open on that side. */
export function within(of: MeasureName, least: number | null, most: number | null, more: More = {}): Limit {
  return { of, within: [least, most], ...more }
}

/** `of` must be one of `values`. */
export function oneOf(of: MeasureName, values: readonly MeasureValue[], more: More = {}): Limit {
  return { of, oneOf: values, ...more }
}

/** A requirement as the condition of a limit. */
export function whenOneOf(of: MeasureName, values: readonly MeasureValue[]): { readonly when: Requirement } {
  return { when: { of, oneOf: values } }
}

export function fits({ within: range, oneOf: values }: Requirement, value: MeasureValue): boolean {
  if (values && !values.includes(value)) return false
  if (!range) return true
  if (typeof value !== 'number') return false
  const [least, most] = range
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY)
}

/** `kernel from 1 to 32`, `stride one of 1, 2`. */
export function describeRequirement({ of, within: range, oneOf: values }: Requirement): string {
  if (values) return values.length === 1 ? `${of} ${values[0]}` : `${of} one of ${values.join(', ')}`
  const [least, most] = range ?? [null, null]
  if (least === null) return `${of} of at most ${most}`
  return most === null ? `${of} of at least ${least}` : `${of} from ${least} to ${most}`
}

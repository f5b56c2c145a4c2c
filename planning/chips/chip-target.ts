import type { Limit } from './limit.ts'

/**
 * What is known of an operator on a chip: its limits (none: taken as it is), or a reason why it is refused or why its
 * maker's documents leave it open.
 */
export type OperatorRule =
  | readonly Limit[]
  | { readonly verdict: 'refused' | 'unknown'; readonly reason: string; readonly source?: string }

/** A published figure, or null where none was found. */
export interface Fact<Value> {
  readonly value: Value | null
  readonly source: string
}

/** A chip and its compiler as data: every entry stands in a document that `source` names. */
export interface ChipTarget {
  /** As `--chip` takes it. */
  readonly name: string
  /** Compiler and the device whose figures are used. */
  readonly title: string
  /** The document that operators and limits come from. */
  readonly source: string
  /** Versions of the standard operators, from and to. */
  readonly opset: Fact<readonly [number | null, number | null]>
  /** Whether sizes must be known when the network is compiled. */
  readonly staticShapes: Fact<boolean>
  /** Most samples in one run: the first axis of inputs with more than two. */
  readonly batch: Fact<number>
  /** Holds for every node that computes at run time. */
  readonly everyNode: readonly Limit[]
  /** By operator of the standard domain. An operator that is not in the table is refused. */
  readonly operators: Readonly<Record<string, OperatorRule>>
  /** How the chip comes to int8, in words. */
  readonly int8: Fact<string>
  /** Whether int8 comes from QuantizeLinear and DequantizeLinear in the file. */
  readonly takesQuantizedFiles: boolean | null
  /** Memory beside the arithmetic units, bytes. */
  readonly onChipBytes: Fact<number>
  /** Dense int8 operations a second, two to a multiply-accumulate, 10¹². */
  readonly tops: Fact<number>
  /** What else its users should know. */
  readonly notes: readonly string[]
}

export function refused(reason: string, source?: string): OperatorRule {
  return source === undefined ? { verdict: 'refused', reason } : { verdict: 'refused', reason, source }
}

export function unknown(reason: string, source?: string): OperatorRule {
  return source === undefined ? { verdict: 'unknown', reason } : { verdict: 'unknown', reason, source }
}

/** The same rule for several operators. */
export function rules(names: string, rule: OperatorRule): Readonly<Record<string, OperatorRule>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]))
}

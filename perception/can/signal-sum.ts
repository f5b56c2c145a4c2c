import type { CompiledMessage } from '../../src/common/dbc/codec.ts'
import type { SignalSum } from '../../src/common/vehicle/vehicle-table.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'

/** A {@link SignalSum} with its signals looked up once. */
export interface CompiledSum {
  /** For messages to people. */
  readonly name: string
  readonly indices: Uint32Array
  readonly factors: Float64Array
  readonly offset: number
  readonly low: number
  readonly high: number
}

/** Throws InputError when the message has no signal of a name in the sum. */
export function compileSum(message: CompiledMessage, sum: SignalSum): CompiledSum {
  return {
    name: sum.signals.map(({ name }) => `${message.name}.${name}`).join(' + '),
    indices: Uint32Array.from(sum.signals, ({ name }) => message.signalIndex(name)),
    factors: Float64Array.from(sum.signals, ({ factor }) => factor),
    offset: sum.offset ?? 0,
    low: sum.range[0],
    high: sum.range[1],
  }
}

/** offset + Σ factorᵢ · valueᵢ of a decoded message; NaN when a signal is not in the frame. */
export function evaluateSum(sum: CompiledSum, values: Float64Array): number {
  let total = sum.offset
  for (let i = 0; i < sum.indices.length; i++) total += sum.factors[i]! * values[sum.indices[i]!]!
  return total
}

/** False for NaN too. */
export function isInSumRange(sum: CompiledSum, value: number): boolean {
  return value >= sum.low && value <= sum.high
}

/** NaN is out of every range: a signal that the frame does not hold, or a float that is none. */
export function rangeWarning(sum: CompiledSum, value: number, stamp: Stamp): Warning {
  return { code: 'can-range', stamp, detail: `expected ${sum.name} within [${sum.low}, ${sum.high}]; found ${value}` }
}

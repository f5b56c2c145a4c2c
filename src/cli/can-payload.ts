import { lastByte } from '../common/dbc/bit-field.ts'
import type { CompiledMessage } from '../common/dbc/codec.ts'
import { type DbcSignal, isInRange } from '../common/dbc/database.ts'
import { InputError } from '../core/errors.ts'
import { NEVER } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'
import { type EncodeRecord, LONGEST_FRAME, type SignalInput } from './can-record.ts'

/**
 * The bytes of a record: its data with its signals written over them. A signal whose value the data hold already keeps
 * its bits. Values outside the declared range (code `signal-range`) and signals that the multiplexors do not select
 * (`signal-not-selected`), which are left out, are told through `warn`.
 * @throws InputError at `where` for an unknown signal or choice, and for a value that its bits cannot hold
 */
export function payloadOf(
  message: CompiledMessage,
  record: EncodeRecord,
  where: string,
  warn: (warning: Warning) => void,
): Uint8Array {
  const base = record.data ?? new Uint8Array(sendableLength(message, where))
  if (record.signals.size === 0) return base
  const values = new Float64Array(message.signalNames.length)
  message.decode(base, 0, base.length, values)
  const named: number[] = []
  const changes: Change[] = []
  for (const [name, input] of record.signals) {
    const index = signalIndex(message, name, where)
    const value = physicalOf(message.message.signals[index]!, input, where)
    named.push(index)
    // Its bits, not its value: a double may not say all of them.
    if (record.data !== null && isAlready(message, index, input, value, values[index]!, base)) continue
    checkChange(message, index, input, value, where, warn)
    values[index] = value
    changes.push({ index, raw: 'raw' in input ? input.raw : null })
  }
  const data = changes.length === 0 ? base : withChanges(message, base, values, changes, where)
  warnOfUnselected(message, data, named, where, warn)
  return data
}

interface Change {
  readonly index: number
  /** Exact; null: that of the physical value. */
  readonly raw: bigint | null
}

/** Writes the changed signals, and no other bits, into a copy of the data, which grows to the message's length if it must. */
function withChanges(
  message: CompiledMessage,
  base: Uint8Array,
  values: Float64Array,
  changes: readonly Change[],
  where: string,
): Uint8Array {
  const wanted = new Uint8Array(message.length)
  message.encode(values, wanted, 0)
  const carried = new Float64Array(values.length)
  message.decode(wanted, 0, wanted.length, carried)
  const selected = changes.filter(({ index }) => !Number.isNaN(carried[index]!))
  const isTooShort = selected.some(({ index }) => lastByte(message.message.signals[index]!) >= base.length)
  const data = new Uint8Array(isTooShort ? sendableLength(message, where) : base.length)
  data.set(base)
  for (const { index, raw } of selected) {
    message.encodeRaw(index, raw ?? message.decodeRaw(index, wanted, 0), data, 0)
  }
  return data
}

function sendableLength(message: CompiledMessage, where: string): number {
  if (message.length <= LONGEST_FRAME) return message.length
  const found = `${message.name} of ${message.length} bytes, which needs a transport protocol`
  throw new InputError(`${where}: expected a message of at most ${LONGEST_FRAME} bytes, found ${found}`)
}

function isAlready(
  message: CompiledMessage,
  index: number,
  input: SignalInput,
  value: number,
  carried: number,
  base: Uint8Array,
): boolean {
  if (Number.isNaN(carried)) return false
  return 'raw' in input ? message.decodeRaw(index, base, 0) === input.raw : carried === value
}

function checkChange(
  message: CompiledMessage,
  index: number,
  input: SignalInput,
  value: number,
  where: string,
  warn: (warning: Warning) => void,
): void {
  const signal = message.message.signals[index]!
  const name = `${where}: ${message.name}.${signal.name}`
  if (lastByte(signal) >= message.length) {
    const found = `one that ends in byte ${lastByte(signal) + 1}`
    throw new InputError(`${name}: expected a signal inside the message's ${message.length} bytes, found ${found}`)
  }
  if ('raw' in input) {
    const isSigned = signal.isSigned && signal.rawType === 'integer'
    const held = isSigned ? BigInt.asIntN(signal.length, input.raw) : BigInt.asUintN(signal.length, input.raw)
    if (held === input.raw) return
    throw new InputError(`${name}: expected a raw value of ${signal.length} bits, found ${input.raw}`)
  }
  const { lowest, highest } = message.encodableRange(index)
  if (!(value >= lowest && value <= highest)) {
    throw new InputError(`${name}: expected ${lowest} to ${highest}, which its bits can hold, found ${value}`)
  }
  if (isInRange(signal, value)) return
  const detail = `${name}: expected ${signal.minimum} to ${signal.maximum}, found ${value}`
  warn({ code: 'signal-range', stamp: NEVER, detail })
}

function warnOfUnselected(
  message: CompiledMessage,
  data: Uint8Array,
  named: readonly number[],
  where: string,
  warn: (warning: Warning) => void,
): void {
  const carried = message.values
  message.decode(data, 0, data.length, carried)
  for (const index of named) {
    const { name, multiplexing } = message.message.signals[index]!
    if (multiplexing === null || !Number.isNaN(carried[index]!)) continue
    const { multiplexor } = multiplexing
    const found = carried[message.signalIndex(multiplexor)]!
    const state = Number.isNaN(found) ? `${multiplexor} not selected itself` : `${multiplexor} ${found}`
    const detail = `${where}: expected a ${multiplexor} that selects ${message.name}.${name}, found ${state}`
    warn({ code: 'signal-not-selected', stamp: NEVER, detail })
  }
}

function signalIndex(message: CompiledMessage, name: string, where: string): number {
  try {
    return message.signalIndex(name)
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${where}: ${error.message}`) : error
  }
}

function physicalOf(signal: DbcSignal, input: SignalInput, where: string): number {
  if ('value' in input) return input.value
  if ('raw' in input) return Number(input.raw) * signal.factor + signal.offset
  for (const [raw, meaning] of signal.choices) {
    if (meaning === input.choice) return raw * signal.factor + signal.offset
  }
  const known = [...signal.choices.values()].map((meaning) => `"${meaning}"`).join(', ') || 'a number'
  throw new InputError(`${where}: ${signal.name}: expected ${known}, found "${input.choice}"`)
}

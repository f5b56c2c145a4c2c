import type { CompiledDatabase, CompiledMessage } from '../common/dbc/codec.ts'
import { type DbcSignal, formatId, isInRange } from '../common/dbc/database.ts'
import { InputError } from '../core/errors.ts'
import { NEVER } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'
import type { CandumpFrame } from '../io/can/candump.ts'

/** One line of `can encode`'s input, checked. */
export interface EncodeRecord {
  /** Seconds since 1970. */
  readonly stamp: number
  readonly bus: string | null
  /** Name, or id with bit 31 set for extended ones. */
  readonly message: string | number
  readonly signals: Readonly<Record<string, SignalInput>>
}

/** A physical value, the name of a choice, or an exact raw value. */
type SignalInput = { readonly value: number } | { readonly choice: string } | { readonly raw: bigint }

/** Bytes of a CAN FD frame. */
const LONGEST_FRAME = 64

/** @throws InputError at `where` when the line is not such a record */
export function parseRecord(line: string, where: string): EncodeRecord {
  const fail = (expected: string, found: unknown): never => {
    throw new InputError(`${where}: expected ${expected}, found ${JSON.stringify(found) ?? 'nothing'}`)
  }
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch (error) {
    throw new InputError(`${where}: expected a JSON object, found ${error instanceof Error ? error.message : line}`)
  }
  if (!isObject(record)) return fail('a JSON object', record)
  const { stamp = 0, bus = null, message = record['id'], signals = {} } = record
  if (typeof stamp !== 'number' || !(stamp >= 0)) return fail('stamp: seconds since 1970', stamp)
  if (bus !== null && (typeof bus !== 'string' || !/^\S+$/.test(bus))) return fail('bus: a name without blanks', bus)
  if (typeof message !== 'string' && typeof message !== 'number')
    return fail('message: a name, or id: a number', message)
  if (!isObject(signals)) return fail('signals: an object', signals)
  const inputs: Record<string, SignalInput> = {}
  for (const [name, value] of Object.entries(signals)) {
    inputs[name] = signalInput(value) ?? fail(`signals.${name}: a number, a choice, {value} or {raw}`, value)
  }
  return { stamp, bus, message, signals: inputs }
}

/**
 * The frame that says what the record says. Values outside the declared range are told through `warn`.
 * @throws InputError at `where` for an unknown message, signal or choice, and for a value that its bits cannot hold
 */
export function encodeRecord(
  database: CompiledDatabase,
  record: EncodeRecord,
  where: string,
  defaultBus: string,
  warn: (warning: Warning) => void,
): CandumpFrame {
  const key = record.message
  const message = typeof key === 'string' ? database.byName(key) : database.byId(key)
  if (message === undefined) {
    const found = typeof key === 'string' ? key : formatId(key)
    throw new InputError(`${where}: expected a message of ${database.database.file}, found ${found}`)
  }
  if (message.length > LONGEST_FRAME) {
    const found = `${message.name} of ${message.length} bytes, which needs a transport protocol`
    throw new InputError(`${where}: expected a message of at most ${LONGEST_FRAME} bytes, found ${found}`)
  }
  const data = encodeSignals(message, record, where, warn)
  return {
    id: message.id,
    bus: record.bus ?? defaultBus,
    microseconds: Math.round(record.stamp * 1e6),
    data,
    remoteLength: null,
    fdFlags: data.length > 8 ? 0 : null,
    isError: false,
  }
}

function encodeSignals(
  message: CompiledMessage,
  record: EncodeRecord,
  where: string,
  warn: (warning: Warning) => void,
): Uint8Array {
  const signals = message.message.signals
  const values = Float64Array.from(signals, (signal) => signal.offset)
  const data = new Uint8Array(message.length)
  const raws: [number, bigint][] = []
  for (const [name, input] of Object.entries(record.signals)) {
    const index = signalIndex(message, name, where)
    const signal = signals[index]!
    if ('raw' in input) {
      raws.push([index, input.raw])
      values[index] = Number(input.raw) * signal.factor + signal.offset
      continue
    }
    const value = 'value' in input ? input.value : valueOfChoice(signal, input.choice, where)
    values[index] = value
    checkFits(message, index, value, where)
    if (isInRange(signal, value)) continue
    const detail = `${where}: ${message.name}.${name}: expected ${signal.minimum} to ${signal.maximum}, found ${value}`
    warn({ code: 'signal-range', stamp: NEVER, detail })
  }
  message.encode(values, data, 0)
  for (const [index, raw] of raws) message.encodeRaw(index, raw, data, 0)
  return data
}

function checkFits(message: CompiledMessage, index: number, value: number, where: string): void {
  const { lowest, highest } = message.encodableRange(index)
  if (value >= lowest && value <= highest) return
  const name = `${message.name}.${message.signalNames[index]}`
  throw new InputError(`${where}: ${name}: expected ${lowest} to ${highest}, which its bits can hold, found ${value}`)
}

function signalIndex(message: CompiledMessage, name: string, where: string): number {
  try {
    return message.signalIndex(name)
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${where}: ${error.message}`) : error
  }
}

function valueOfChoice(signal: DbcSignal, choice: string, where: string): number {
  for (const [raw, meaning] of signal.choices) {
    if (meaning === choice) return raw * signal.factor + signal.offset
  }
  const known = [...signal.choices.values()].map((meaning) => `"${meaning}"`).join(', ') || 'a number'
  throw new InputError(`${where}: ${signal.name}: expected ${known}, found "${choice}"`)
}

function signalInput(input: unknown): SignalInput | null {
  if (typeof input === 'number') return { value: input }
  if (typeof input === 'string') return { choice: input }
  if (!isObject(input)) return null
  const { raw, value } = input
  if (typeof raw === 'string' && /^-?\d+$/.test(raw)) return { raw: BigInt(raw) }
  return typeof value === 'number' ? { value } : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

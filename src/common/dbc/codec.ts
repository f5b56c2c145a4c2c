import { InputError } from '../../core/errors.ts'
import { BIT_FIELD_SIZE, lastByte, planBitField, readBitField, writeBitField } from './bit-field.ts'
import { type DbcDatabase, type DbcMessage, type DbcSignal, formatId } from './database.ts'
import { MultiplexPlan } from './multiplex-plan.ts'

/** Prepares every message of a database for decoding and encoding; of two with one id, the first one counts. */
export function compileDatabase(database: DbcDatabase): CompiledDatabase {
  return new CompiledDatabase(database)
}

export class CompiledDatabase {
  readonly database: DbcDatabase
  readonly messages: readonly CompiledMessage[]
  readonly #byId = new Map<number, CompiledMessage>()
  readonly #byName = new Map<string, CompiledMessage>()

  constructor(database: DbcDatabase) {
    this.database = database
    this.messages = database.messages.map((message) => new CompiledMessage(message))
    for (const message of this.messages) {
      // An int32 key is a small integer in V8 on 64 bits: looking up an extended id allocates nothing either.
      if (!this.#byId.has(message.id | 0)) this.#byId.set(message.id | 0, message)
      if (!this.#byName.has(message.name)) this.#byName.set(message.name, message)
    }
  }

  /** @param id with bit 31 set for an extended one */
  byId(id: number): CompiledMessage | undefined {
    return this.#byId.get(id | 0)
  }

  byName(name: string): CompiledMessage | undefined {
    return this.#byName.get(name)
  }
}

export function compileMessage(message: DbcMessage): CompiledMessage {
  return new CompiledMessage(message)
}

/** Kinds of raw value, in the plan's first column. */
const NARROW_UNSIGNED = 0
const NARROW_SIGNED = 1
const WIDE_UNSIGNED = 2
const WIDE_SIGNED = 3
const FLOAT32 = 4
const FLOAT64 = 5

/** The plan's columns: one row of integers a signal. Low field: bits 0..31, high field: the bits above them. */
const KIND = 0
const LAST_BYTE = 1
/** 32 minus the bits of the topmost field: the shift that extends its sign. */
const SIGN_SHIFT = 2
const LOW = 3
const HIGH = LOW + BIT_FIELD_SIZE
const COLUMNS = HIGH + BIT_FIELD_SIZE

const TWO_32 = 2 ** 32

/**
 * One message's layout as tables. Values are physical (raw · factor + offset, in doubles: exact raw values to 53 bits, the
 * nearest double beyond) in the order of `signalNames`. Decoding and encoding allocate nothing; the `Raw` variants with
 * bigint are exact to 64 bits.
 */
export class CompiledMessage {
  readonly message: DbcMessage
  /** With bit 31 set for an extended one. */
  readonly id: number
  readonly name: string
  /** Payload bytes as declared. */
  readonly length: number
  readonly signalNames: readonly string[]
  /** A buffer of the right size for the caller's use; the codec itself never touches it. */
  readonly values: Float64Array
  readonly #indices: ReadonlyMap<string, number>
  readonly #plan: Int32Array
  readonly #factors: Float64Array
  readonly #offsets: Float64Array
  /** Range of each raw value. */
  readonly #lowest: Float64Array
  readonly #highest: Float64Array
  readonly #multiplexing: MultiplexPlan | null

  constructor(message: DbcMessage) {
    const signals = message.signals
    this.message = message
    this.id = message.id
    this.name = message.name
    this.length = message.length
    this.signalNames = signals.map((signal) => signal.name)
    this.values = new Float64Array(signals.length)
    // Reversed, so that of two signals with one name the first one counts.
    this.#indices = new Map(signals.map((signal, i) => [signal.name, i] as const).reverse())
    this.#plan = new Int32Array(signals.length * COLUMNS)
    this.#factors = Float64Array.from(signals, (signal) => signal.factor)
    this.#offsets = Float64Array.from(signals, (signal) => signal.offset)
    this.#lowest = Float64Array.from(signals, lowestRaw)
    this.#highest = Float64Array.from(signals, highestRaw)
    signals.forEach((signal, i) => {
      planSignal(this.#plan, i * COLUMNS, signal)
    })
    this.#multiplexing = MultiplexPlan.of(signals)
  }

  /** @throws InputError when the message has no such signal */
  signalIndex(name: string): number {
    const index = this.#indices.get(name)
    if (index !== undefined) return index
    const known = this.signalNames.join(', ')
    throw new InputError(
      `message ${this.name} (${formatId(this.id)}): expected one of the signals ${known}, found ${name}`,
    )
  }

  /**
   * Physical values of the payload data[start, start + length), in signal order. NaN where the multiplexor says that the
   * signal is not in this frame, or where the payload is too short for it.
   */
  decode(data: Uint8Array, start: number, length: number, out: Float64Array): void {
    if (this.#multiplexing !== null) {
      this.#decodeMultiplexed(this.#multiplexing, data, start, length, out)
      return
    }
    const plan = this.#plan
    const factors = this.#factors
    const offsets = this.#offsets
    for (let i = 0, row = 0; i < factors.length; i++, row += COLUMNS) {
      out[i] =
        plan[row + LAST_BYTE]! < length ? readRaw(plan, row, data, start) * factors[i]! + offsets[i]! : Number.NaN
    }
  }

  /**
   * Writes the physical `values` (signal order) into data[start, start + length of the message), whose other bits become
   * zero. Signals that the multiplexors do not select are left out. A NaN is raw 0 (a float signal takes it as NaN).
   * A value beyond what its bits can hold is written as the nearest one that they can.
   * @returns how many values could not be written as they are: beyond their bits, or outside the message
   */
  encode(values: Float64Array, data: Uint8Array, start: number): number {
    data.fill(0, start, start + this.length)
    const multiplexing = this.#multiplexing
    let misfits = 0
    for (let k = 0; k < values.length && k < this.#factors.length; k++) {
      const i = multiplexing === null ? k : multiplexing.order[k]!
      const row = i * COLUMNS
      if (multiplexing !== null && !multiplexing.isPresent(i)) {
        multiplexing.raw[i] = Number.NaN
        continue
      }
      if (this.#plan[row + LAST_BYTE]! >= this.length) {
        if (!Number.isNaN(values[i]!)) misfits++
        continue
      }
      const wanted = this.#rawOf(values[i]!, i)
      const raw = Math.max(this.#lowest[i]!, Math.min(wanted, this.#highest[i]!))
      // NaN differs from itself, and fits a float.
      if (raw !== wanted && !Number.isNaN(wanted)) misfits++
      if (multiplexing !== null) multiplexing.raw[i] = raw
      writeRaw(this.#plan, row, data, start, raw)
    }
    return misfits
  }

  /** The smallest and largest physical value that the bits of signal `index` can hold (not its declared range). */
  encodableRange(index: number): { readonly lowest: number; readonly highest: number } {
    const factor = this.#factors[index]!
    const one = this.#lowest[index]! * factor + this.#offsets[index]!
    const other = this.#highest[index]! * factor + this.#offsets[index]!
    return { lowest: Math.min(one, other), highest: Math.max(one, other) }
  }

  /**
   * The bits of signal `index` as an exact integer, signed if the signal is (a float's: its bit pattern). The payload must
   * reach to the signal's last byte. Allocates.
   */
  decodeRaw(index: number, data: Uint8Array, start: number): bigint {
    const signal = this.message.signals[index]!
    const row = index * COLUMNS
    const low = readBitField(this.#plan, row + LOW, data, start)
    const high = signal.length > 32 ? readBitField(this.#plan, row + HIGH, data, start) : 0
    const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
    return signal.isSigned && signal.rawType === 'integer' ? BigInt.asIntN(signal.length, bits) : bits
  }

  /** Inverse of {@link decodeRaw}: replaces the bits of one signal and no other ones. */
  encodeRaw(index: number, raw: bigint, data: Uint8Array, start: number): void {
    const row = index * COLUMNS
    writeBitField(this.#plan, row + LOW, data, start, Number(BigInt.asIntN(32, raw)))
    if (this.message.signals[index]!.length <= 32) return
    writeBitField(this.#plan, row + HIGH, data, start, Number(BigInt.asIntN(32, raw >> 32n)))
  }

  #decodeMultiplexed(
    multiplexing: MultiplexPlan,
    data: Uint8Array,
    start: number,
    length: number,
    out: Float64Array,
  ): void {
    const plan = this.#plan
    const order = multiplexing.order
    for (let k = 0; k < order.length; k++) {
      const i = order[k]!
      const row = i * COLUMNS
      const isPresent = plan[row + LAST_BYTE]! < length && multiplexing.isPresent(i)
      const raw = isPresent ? readRaw(plan, row, data, start) : Number.NaN
      multiplexing.raw[i] = raw
      out[i] = raw * this.#factors[i]! + this.#offsets[i]!
    }
  }

  /** Raw value, not yet limited to the signal's bits. */
  #rawOf(value: number, i: number): number {
    const raw = (value - this.#offsets[i]!) / this.#factors[i]!
    if (this.#plan[i * COLUMNS + KIND]! >= FLOAT32) return raw
    return Number.isNaN(raw) ? 0 : Math.round(raw)
  }
}

function planSignal(plan: Int32Array, row: number, signal: DbcSignal): void {
  const bits = signal.length
  plan[row + KIND] = rawKind(signal)
  plan[row + LAST_BYTE] = lastByte(signal)
  plan[row + SIGN_SHIFT] = 32 - (bits > 32 ? bits - 32 : bits)
  planBitField(plan, row + LOW, signal, 0, Math.min(bits, 32))
  if (bits > 32) planBitField(plan, row + HIGH, signal, 32, bits - 32)
}

function rawKind(signal: DbcSignal): number {
  if (signal.rawType === 'float32') return FLOAT32
  if (signal.rawType === 'float64') return FLOAT64
  if (signal.length <= 32) return signal.isSigned ? NARROW_SIGNED : NARROW_UNSIGNED
  return signal.isSigned ? WIDE_SIGNED : WIDE_UNSIGNED
}

function lowestRaw(signal: DbcSignal): number {
  if (signal.rawType !== 'integer') return Number.NEGATIVE_INFINITY
  return signal.isSigned ? -(2 ** (signal.length - 1)) : 0
}

/** The largest double that the signal's bits can hold. */
function highestRaw(signal: DbcSignal): number {
  if (signal.rawType !== 'integer') return Number.POSITIVE_INFINITY
  const bits = signal.isSigned ? signal.length - 1 : signal.length
  return bits <= 53 ? 2 ** bits - 1 : 2 ** bits - 2 ** (bits - 53)
}

/** Reinterprets bits as floats: written and read within one call, so that sharing it is safe. */
const floatBits = new Uint32Array(2)
const asFloat32 = new Float32Array(floatBits.buffer)
const asFloat64 = new Float64Array(floatBits.buffer)
/** Index of the low word of asFloat64: 0 on every machine that Node runs on but a big-endian one. */
const LOW_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1

function readRaw(plan: Int32Array, row: number, data: Uint8Array, start: number): number {
  const low = readBitField(plan, row + LOW, data, start)
  const kind = plan[row + KIND]!
  if (kind === NARROW_UNSIGNED) return low >>> 0
  if (kind === NARROW_SIGNED) return (low << plan[row + SIGN_SHIFT]!) >> plan[row + SIGN_SHIFT]!
  if (kind === FLOAT32) {
    floatBits[0] = low
    return asFloat32[0]!
  }
  const high = readBitField(plan, row + HIGH, data, start)
  if (kind === FLOAT64) {
    floatBits[LOW_WORD] = low
    floatBits[1 - LOW_WORD] = high
    return asFloat64[0]!
  }
  if (kind === WIDE_UNSIGNED) return (high >>> 0) * TWO_32 + (low >>> 0)
  return ((high << plan[row + SIGN_SHIFT]!) >> plan[row + SIGN_SHIFT]!) * TWO_32 + (low >>> 0)
}

function writeRaw(plan: Int32Array, row: number, data: Uint8Array, start: number, raw: number): void {
  const kind = plan[row + KIND]!
  if (kind <= NARROW_SIGNED) {
    writeBitField(plan, row + LOW, data, start, raw | 0)
    return
  }
  if (kind === FLOAT32) {
    asFloat32[0] = raw
    writeBitField(plan, row + LOW, data, start, floatBits[0]! | 0)
    return
  }
  if (kind === FLOAT64) {
    asFloat64[0] = raw
    writeBitField(plan, row + LOW, data, start, floatBits[LOW_WORD]! | 0)
    writeBitField(plan, row + HIGH, data, start, floatBits[1 - LOW_WORD]! | 0)
    return
  }
  const high = Math.floor(raw / TWO_32)
  writeBitField(plan, row + LOW, data, start, (raw - high * TWO_32) | 0)
  writeBitField(plan, row + HIGH, data, start, high | 0)
}

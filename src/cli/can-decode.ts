import { type CompiledDatabase, type CompiledMessage, compileDatabase } from '../common/dbc/codec.ts'
import { type DbcSignal, formatId, mergeDatabases } from '../common/dbc/database.ts'
import type { CandumpFrame } from '../io/can/candump.ts'
import { readDbcFile } from '../io/can/dbc-files.ts'

/** What `can decode --json` prints of a frame, and `can encode` reads. */
export interface DecodedFrame {
  /** Seconds since 1970; absent where the log has none. */
  readonly stamp?: number
  readonly bus: string
  /** Bit 31 set for extended ids; of an error frame: its error bits. */
  readonly id: number
  /** Absent when the database does not know the id. */
  readonly message?: string
  /** The payload in hexadecimal. */
  readonly data: string
  /** Bytes that a remote frame asks for; absent for others. */
  readonly remote?: number
  /** CAN FD flags; absent for classic frames. */
  readonly fd?: number
  /** Absent for frames that somebody sent. */
  readonly error?: true
  readonly signals: Readonly<Record<string, DecodedSignal>>
}

export interface DecodedSignal {
  /** Physical. Signals that the frame does not carry, and floats that are no finite number, are left out: `data` has them. */
  readonly value: number
  readonly unit?: string
  /** Meaning of the raw value, where the database has one. */
  readonly choice?: string
  /** The exact raw value of signals longer than a double's 53 bits. */
  readonly raw?: string
}

const BITS_OF_A_DOUBLE = 53

/** @throws InputError when a file is missing or no CAN database */
export function compileDbcFiles(paths: readonly string[]): CompiledDatabase {
  return compileDatabase(mergeDatabases(paths.map(readDbcFile)))
}

export function decodeFrame(database: CompiledDatabase, frame: CandumpFrame): DecodedFrame {
  const message = frame.isError || frame.remoteLength !== null ? undefined : database.byId(frame.id)
  return {
    ...(Number.isNaN(frame.microseconds) ? {} : { stamp: frame.microseconds / 1e6 }),
    bus: frame.bus,
    id: frame.id,
    ...(message === undefined ? {} : { message: message.name }),
    data: Buffer.from(frame.data).toString('hex').toUpperCase(),
    ...(frame.remoteLength === null ? {} : { remote: frame.remoteLength }),
    ...(frame.fdFlags === null ? {} : { fd: frame.fdFlags }),
    ...(frame.isError ? { error: true } : {}),
    signals: message === undefined ? {} : decodeSignals(message, frame.data),
  }
}

/** The line that a person reads. */
export function describeFrame(decoded: DecodedFrame, frame: CandumpFrame): string {
  const time = decoded.stamp === undefined ? '' : `(${decoded.stamp.toFixed(6)}) `
  const head = `${time}${decoded.bus} ${formatId(decoded.id)}`
  if (frame.isError) return `${head} error frame ${decoded.data}`
  if (frame.remoteLength !== null) return `${head} remote request, ${frame.remoteLength} bytes`
  if (decoded.message === undefined) return `${head} unknown ${decoded.data}`
  const signals = Object.entries(decoded.signals).map(([name, { value, unit, choice, raw }]) => {
    const meaning = choice === undefined ? '' : ` "${choice}"`
    return `${name} ${raw ?? formatValue(value)}${unit === undefined ? '' : ` ${unit}`}${meaning}`
  })
  return `${head} ${decoded.message}: ${signals.join(', ')}`
}

function decodeSignals(message: CompiledMessage, data: Uint8Array): Record<string, DecodedSignal> {
  message.decode(data, 0, data.length, message.values)
  const decoded: Record<string, DecodedSignal> = {}
  message.message.signals.forEach((signal, i) => {
    const value = message.values[i]!
    // JSON has no infinity, and of two signals with one name only one can be told.
    if (!Number.isFinite(value) || message.signalIndex(signal.name) !== i) return
    const isLong = signal.length > BITS_OF_A_DOUBLE && signal.rawType === 'integer'
    const choice = signal.choices.get(rawOf(signal, value))
    decoded[signal.name] = {
      value,
      ...(signal.unit === '' ? {} : { unit: signal.unit }),
      ...(choice === undefined ? {} : { choice }),
      ...(isLong ? { raw: message.decodeRaw(i, data, 0).toString() } : {}),
    }
  })
  return decoded
}

function rawOf(signal: DbcSignal, value: number): number {
  return Math.round((value - signal.offset) / signal.factor)
}

/** Without the digits that come from binary fractions: 12.340000000000002 is 12.34. */
function formatValue(value: number): string {
  return String(Number(value.toPrecision(12)))
}

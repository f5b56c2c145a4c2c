import type { CompiledDatabase, CompiledMessage } from '../common/dbc/codec.ts'
import { EXTENDED_ID_FLAG, formatId } from '../common/dbc/database.ts'
import { InputError } from '../core/errors.ts'
import { NEVER } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'
import type { CandumpFrame } from '../io/can/candump.ts'
import { payloadOf } from './can-payload.ts'
import { type EncodeRecord, parseRecord } from './can-record.ts'

/**
 * Frames of JSON lines, one at a time. A line that is no record, or that the database cannot encode, is told through
 * `warn` (code `can-record`) and skipped; blank ones silently.
 * @throws InputError when there are lines, but not one frame
 */
export async function* encodeRecords(
  database: CompiledDatabase,
  lines: AsyncIterable<string>,
  name: string,
  defaultBus: string,
  warn: (warning: Warning) => void,
): AsyncGenerator<CandumpFrame> {
  let number = 0
  let frames = 0
  let firstProblem: string | null = null
  for await (const line of lines) {
    const where = `${name}:${++number}`
    if (line.trim() === '') continue
    let frame: CandumpFrame
    try {
      frame = encodeRecord(database, parseRecord(line, where), where, defaultBus, warn)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      firstProblem ??= error.message
      warn({ code: 'can-record', stamp: NEVER, detail: error.message })
      continue
    }
    frames++
    yield frame
  }
  if (frames === 0 && firstProblem !== null) throw new InputError(firstProblem)
}

function encodeRecord(
  database: CompiledDatabase,
  record: EncodeRecord,
  where: string,
  defaultBus: string,
  warn: (warning: Warning) => void,
): CandumpFrame {
  const message = messageOf(database, record, where)
  const id = record.id ?? message?.id ?? Number.NaN
  checkId(id, record.isError, where)
  const isEncoded = message !== undefined && record.remoteLength === null
  const data = isEncoded ? payloadOf(message, record, where, warn) : (record.data ?? new Uint8Array(0))
  return {
    id,
    bus: record.bus ?? defaultBus,
    // Through the decimal digits: a product would be a microsecond off, now and then, from the year 2041 on.
    microseconds: Number(record.stamp.toFixed(6).replace('.', '')),
    data,
    remoteLength: record.remoteLength,
    fdFlags: record.fdFlags ?? (data.length > 8 ? 0 : null),
    isError: record.isError,
  }
}

/** undefined for frames that need no database: error frames, remote frames, and data whose id it does not know. */
function messageOf(database: CompiledDatabase, record: EncodeRecord, where: string): CompiledMessage | undefined {
  const { id, message: name, data, remoteLength, signals } = record
  if (record.isError) return undefined
  // The id first: several messages may have one name.
  const message = id === null ? database.byName(name ?? '') : database.byId(id)
  if (message === undefined) {
    const needsNone = id !== null && signals.size === 0 && (data !== null || remoteLength !== null)
    if (needsNone) return undefined
    const found = id === null ? name : formatId(id)
    throw new InputError(`${where}: expected a message of ${database.database.file}, found ${found}`)
  }
  if (name === null || message.name === name) return message
  throw new InputError(`${where}: expected ${message.name} as message of id ${formatId(message.id)}, found ${name}`)
}

/** A database may hold ids that no frame has, such as that of its container of orphaned signals. */
function checkId(id: number, isError: boolean, where: string): void {
  const isExtended = !isError && id >= EXTENDED_ID_FLAG
  const number = isExtended ? id - EXTENDED_ID_FLAG : id
  const largest = isExtended || isError ? 0x1fff_ffff : 0x7ff
  if (number <= largest) return
  throw new InputError(`${where}: expected an id up to 0x${largest.toString(16).toUpperCase()}, found ${formatId(id)}`)
}

import { InputError } from '../core/errors.ts'
import { printable } from '../core/printable.ts'

/** One line of `can encode`'s input, checked. */
export interface EncodeRecord {
  /** Seconds since 1970. */
  readonly stamp: number
  readonly bus: string | null
  /** With bit 31 set for an extended one (an error frame's: its error bits); null where only the message is named. */
  readonly id: number | null
  readonly message: string | null
  /** The payload that the signals are written into; null: zeros. */
  readonly data: Uint8Array | null
  /** Length that a remote frame asks for; null for frames that carry data. */
  readonly remoteLength: number | null
  /** CAN FD flags; null where the record names none. */
  readonly fdFlags: number | null
  readonly isError: boolean
  readonly signals: ReadonlyMap<string, SignalInput>
}

/** A physical value, the name of a choice, or an exact raw value. */
export type SignalInput = { readonly value: number } | { readonly choice: string } | { readonly raw: bigint }

/** Bytes of a CAN FD frame. */
export const LONGEST_FRAME = 64
const LONGEST_CLASSIC_FRAME = 8
/** Beyond, microseconds are no longer exact in a double. */
const LATEST_STAMP = Number.MAX_SAFE_INTEGER / 1e6

type Fail = (expected: string, found: unknown) => never

/** @throws InputError at `where` when the line is not such a record */
export function parseRecord(line: string, where: string): EncodeRecord {
  const fail: Fail = (expected, found) => {
    throw new InputError(printable(`${where}: expected ${expected}, found ${JSON.stringify(found) ?? 'nothing'}`))
  }
  const record = parseObject(line, where, fail)
  const { stamp = 0, bus = null, remote = null, fd = null, error = false } = record
  if (typeof stamp !== 'number' || !(stamp >= 0 && stamp <= LATEST_STAMP)) {
    return fail('stamp: seconds since 1970', stamp)
  }
  if (bus !== null && (typeof bus !== 'string' || !/^[^\s\p{Cc}]+$/u.test(bus))) {
    return fail('bus: a name without blanks', bus)
  }
  if (remote !== null && !isIntegerTo(LONGEST_CLASSIC_FRAME, remote)) {
    return fail('remote: a number of bytes from 0 to 8', remote)
  }
  if (fd !== null && !isIntegerTo(15, fd)) return fail('fd: flags from 0 to 15', fd)
  if (typeof error !== 'boolean') return fail('error: true or false', error)
  const parsed = {
    stamp,
    bus,
    ...parseMessage(record, fail),
    data: parseData(record['data'], fail),
    remoteLength: remote,
    fdFlags: fd,
    isError: error,
    signals: parseSignals(record['signals'], fail),
  }
  checkKind(parsed, fail)
  return parsed
}

function parseObject(line: string, where: string, fail: Fail): Record<string, unknown> {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch (error) {
    const found = error instanceof Error ? error.message : line
    throw new InputError(printable(`${where}: expected a JSON object, found ${found}`))
  }
  return isObject(record) ? record : fail('a JSON object', record)
}

/** By `id` or `message`; a message may be given by its id, too. */
function parseMessage(record: Record<string, unknown>, fail: Fail): Pick<EncodeRecord, 'id' | 'message'> {
  const { message = null, id = typeof message === 'number' ? message : null } = record
  if (id !== null && !isIntegerTo(0xffff_ffff, id)) return fail('id: a whole number, bit 31 set if extended', id)
  const name = typeof message === 'string' ? message : null
  if (name === null && id === null) return fail('message: a name, or id: a number', record['message'])
  return { id, message: name }
}

function parseData(data: unknown, fail: Fail): Uint8Array | null {
  if (data === undefined) return null
  if (typeof data !== 'string' || !/^(?:[0-9A-Fa-f]{2})*$/.test(data)) {
    return fail('data: pairs of hexadecimal digits', data)
  }
  const bytes = Uint8Array.from(Buffer.from(data, 'hex'))
  return bytes.length <= LONGEST_FRAME ? bytes : fail(`data: at most ${LONGEST_FRAME} bytes`, bytes.length)
}

function parseSignals(signals: unknown, fail: Fail): ReadonlyMap<string, SignalInput> {
  if (signals === undefined) return new Map()
  if (!isObject(signals)) return fail('signals: an object', signals)
  return new Map(
    Object.entries(signals).map(([name, value]) => [
      name,
      parseSignal(value) ?? fail(`signals.${name}: a number, a choice, {value} or {raw}`, value),
    ]),
  )
}

function parseSignal(input: unknown): SignalInput | null {
  if (typeof input === 'number') return { value: input }
  if (typeof input === 'string') return { choice: input }
  if (!isObject(input)) return null
  const { raw, value } = input
  if (typeof raw === 'string' && /^-?\d+$/.test(raw)) return { raw: BigInt(raw) }
  return typeof value === 'number' ? { value } : null
}

/** What no frame can be: a remote frame has no data and no CAN FD form, an error frame no signals. */
function checkKind({ remoteLength, fdFlags, isError, id, data, signals }: EncodeRecord, fail: Fail): void {
  if (isError && id === null) fail('an error frame by its id', null)
  if (isError && signals.size > 0) fail('an error frame without signals', [...signals.keys()])
  if (remoteLength === null) return
  if (signals.size > 0) fail('a remote frame without signals', [...signals.keys()])
  if (data !== null && data.length > 0) fail('a remote frame without data', Buffer.from(data).toString('hex'))
  if (fdFlags !== null) fail('a remote frame without CAN FD flags', fdFlags)
}

function isIntegerTo(largest: number, value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

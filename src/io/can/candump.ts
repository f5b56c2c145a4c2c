import { printable } from '../../core/printable.ts'
import type { ReceivedCanFrame } from './can-bus.ts'

/** A frame of a log: with the name of its bus. */
export interface CandumpFrame extends ReceivedCanFrame {
  readonly bus: string
}

export type CandumpLine =
  | { readonly kind: 'frame'; readonly frame: CandumpFrame }
  | { readonly kind: 'problem'; readonly expected: string; readonly found: string }

const EXTENDED = 0x8000_0000
/** CAN_ERR_FLAG of linux/can.h: candump prints error frames as 8 digits with this bit. */
const ERROR_FLAG = 0x2000_0000
const LARGEST_STANDARD_ID = 0x7ff
/** CAN FD has no remote frames. */
const LONGEST_REMOTE = 8

/** `(1436509052.249713) vcan0 044#2A366C2BBA`: what `candump -l` writes. */
const LOG_LINE = /^\((\d+)\.(\d{1,9})\)\s+([^\s\p{Cc}]+)\s+([0-9A-Fa-f]+)#(\S*)(?:\s+[RT])?$/u
/** ` (1436509052.249713)  vcan0  RX - -  044   [5]  2A 36 6C 2B BA`: what candump shows, time and direction on request. */
const SCREEN_LINE =
  /^(?:\((\d+)\.(\d{1,9})\)\s+)?([^\s\p{Cc}]+)\s+(?:[RT]X\s+[-B]\s+[-EP]\s+)?([0-9A-Fa-f]+)\s+\[(\d{1,2})\]\s*((?:[0-9A-Fa-f]{2}(?:\s+|$))*|remote request\s*)(?:'.*')?$/u

/** Reads one line of a candump log or of candump's screen format. The line must not be blank. */
export function parseCandumpLine(line: string): CandumpLine {
  const text = line.trim()
  const log = LOG_LINE.exec(text)
  if (log !== null) return fromLog(log)
  const screen = SCREEN_LINE.exec(text)
  if (screen !== null) return fromScreen(screen)
  return problem('a candump line such as (1436509052.249713) can0 044#2A366C2B', quote(text))
}

/** The line of a log (`candump -l`), without a line end. An unknown time is written as 0. */
export function formatCandumpLine(frame: CandumpFrame): string {
  const time = Number.isNaN(frame.microseconds) ? 0 : frame.microseconds
  const seconds = String(Math.floor(time / 1e6)).padStart(10, '0')
  const fraction = String(Math.round(time % 1e6)).padStart(6, '0')
  return `(${seconds}.${fraction}) ${frame.bus} ${formatLogId(frame)}${formatLogData(frame)}`
}

function formatLogId(frame: CandumpFrame): string {
  const isExtended = frame.id >= EXTENDED
  const id = isExtended ? frame.id - EXTENDED : frame.id
  if (frame.isError) return hex(id + ERROR_FLAG, 8)
  return isExtended ? hex(id, 8) : hex(id, 3)
}

function formatLogData(frame: CandumpFrame): string {
  if (frame.remoteLength !== null) return frame.remoteLength === 0 ? '#R' : `#R${frame.remoteLength}`
  let digits = frame.fdFlags === null ? '#' : `##${hex(frame.fdFlags, 1)}`
  for (const byte of frame.data) digits += hex(byte, 2)
  return digits
}

function fromLog(match: RegExpExecArray): CandumpLine {
  const [, seconds = '', fraction = '', bus = '', id = '', body = ''] = match
  const arbitration = parseId(id)
  if (arbitration === null) return problem('an id of 3 or 8 hexadecimal digits', quote(id))
  const base = { ...arbitration, bus, microseconds: parseTime(seconds, fraction) }
  const remote = /^[Rr]([0-9A-Fa-f]?)(?:_[0-9A-Fa-f])?$/.exec(body)
  if (remote !== null) {
    const remoteLength = remote[1] === '' ? 0 : Number.parseInt(remote[1]!, 16)
    if (remoteLength > LONGEST_REMOTE) return problem(`a request of at most ${LONGEST_REMOTE} bytes`, quote(body))
    return { kind: 'frame', frame: { ...base, data: new Uint8Array(0), remoteLength, fdFlags: null } }
  }
  const isFd = body.startsWith('#')
  const fdFlags = isFd ? Number.parseInt(body[1] ?? '', 16) : null
  // Behind `_` stands the raw length code of classic frames whose code is above 8; the dots are optional separators.
  const digits = (isFd ? body.slice(2) : body.replace(/_[9A-Fa-f]$/, '')).replaceAll('.', '')
  const data = parseBytes(digits)
  if (data === null || Number.isNaN(fdFlags)) return problem('pairs of hexadecimal digits behind #', quote(body))
  const longest = isFd ? 64 : 8
  if (data.length > longest) return problem(`at most ${longest} bytes`, `${data.length}`)
  return { kind: 'frame', frame: { ...base, data, remoteLength: null, fdFlags } }
}

function fromScreen(match: RegExpExecArray): CandumpLine {
  const [, seconds, fraction = '', bus = '', id = '', count = '', body = ''] = match
  const arbitration = parseId(id)
  if (arbitration === null) return problem('an id of 3 or 8 hexadecimal digits', quote(id))
  const base = { ...arbitration, bus, microseconds: seconds === undefined ? Number.NaN : parseTime(seconds, fraction) }
  const length = Number(count)
  if (body.startsWith('remote')) {
    if (length > LONGEST_REMOTE) return problem(`a request of at most ${LONGEST_REMOTE} bytes`, `${length}`)
    return { kind: 'frame', frame: { ...base, data: new Uint8Array(0), remoteLength: length, fdFlags: null } }
  }
  const data = parseBytes(body.replaceAll(/\s/g, ''))
  if (data === null || data.length !== length) return problem(`${length} bytes`, quote(body.trim()))
  // candump shows the length of CAN FD frames with two digits; their flags are not shown.
  const fdFlags = count.length === 2 ? 0 : null
  return { kind: 'frame', frame: { ...base, data, remoteLength: null, fdFlags } }
}

/** Three digits are a standard id, eight an extended one or an error frame. */
function parseId(digits: string): { id: number; isError: boolean } | null {
  const value = Number.parseInt(digits, 16)
  if (digits.length === 3) return value <= LARGEST_STANDARD_ID ? { id: value, isError: false } : null
  if (digits.length !== 8) return null
  if (value >= ERROR_FLAG && value < 2 * ERROR_FLAG) return { id: value - ERROR_FLAG, isError: true }
  return value < ERROR_FLAG ? { id: value + EXTENDED, isError: false } : null
}

/** Microseconds; further digits (`candump -N`) are rounded. */
function parseTime(seconds: string, fraction: string): number {
  return Number(seconds) * 1e6 + Math.round(Number(fraction.padEnd(9, '0')) / 1000)
}

function parseBytes(digits: string): Uint8Array | null {
  if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return null
  const bytes = new Uint8Array(digits.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

function problem(expected: string, found: string): CandumpLine {
  return { kind: 'problem', expected, found }
}

/** Enough of a line to know it again, also of a binary file. */
function quote(text: string): string {
  return `'${printable(text.slice(0, 60))}${text.length > 60 ? '…' : ''}'`
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}

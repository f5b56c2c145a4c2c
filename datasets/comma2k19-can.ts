import { InputError } from '../src/core/errors.ts'
import type { CanFrames, Message } from '../src/core/messages.ts'
import type { Stamp } from '../src/core/time.ts'
import { readBytes, readNumbers } from './npy.ts'

/** The raw CAN log as columns, one row a frame. */
export interface CanColumns {
  /** s of the boot clock. */
  readonly times: Float64Array
  /** Bus, or 128 + bus for a frame that the recorder itself sent. */
  readonly sources: Float64Array
  /** Arbitration id without the extended flag. */
  readonly ids: Float64Array
  /** Rows of `payloadLength` bytes. */
  readonly payloads: Uint8Array
  readonly payloadLength: number
}

/** Bytes of a classical CAN frame. NumPy drops trailing zero bytes, and with them the frame's length: all are padded. */
const FULL_LENGTH = 8
/** Ids above this need 29 bits; bit 31 marks them in {@link CanFrames}. */
const LARGEST_STANDARD_ID = 0x7ff
const EXTENDED_FLAG = 0x8000_0000

/** Reads t, src, address and data of the folder raw_can. Throws InputError where one is missing or of another length. */
export function readCanColumns(folder: string): CanColumns {
  const times = readNumbers(`${folder}/t`, 1).values
  const sources = readNumbers(`${folder}/src`, 1).values
  const ids = readNumbers(`${folder}/address`, 1).values
  const data = readBytes(`${folder}/data`)
  const rows = [sources.length, ids.length, data.shape[0]!]
  if (rows.some((n) => n !== times.length))
    throw new InputError(
      `expected ${times.length} rows, as in t, in src, address and data of ${folder}; found ${rows.join(', ')}`,
    )
  return { times, sources, ids, payloads: data.values, payloadLength: data.itemSize }
}

/** One series of messages a source, in ascending order: topic /can/SRC, one message for all frames of one stamp. */
export function canSeries(can: CanColumns, stampOf: (seconds: number) => Stamp): Iterable<Message>[] {
  const rowsOf = new Map<number, number[]>()
  for (const row of rowsByTime(can.times)) {
    const source = can.sources[row]!
    const rows = rowsOf.get(source)
    if (rows) rows.push(row)
    else rowsOf.set(source, [row])
  }
  return [...rowsOf.keys()].sort((a, b) => a - b).map((source) => messages(can, source, rowsOf.get(source)!, stampOf))
}

/** Row numbers by time; frames of equal times stay in the file's order, which is the order on the bus. */
function rowsByTime(times: Float64Array): number[] {
  const rows = [...times.keys()].filter((row) => Number.isFinite(times[row]!))
  return rows.sort((a, b) => times[a]! - times[b]! || a - b)
}

function* messages(
  can: CanColumns,
  source: number,
  rows: readonly number[],
  stampOf: (seconds: number) => Stamp,
): Generator<Message> {
  const topic = `/can/${source}`
  let sequence = 0
  for (let start = 0; start < rows.length; ) {
    const stamp = stampOf(can.times[rows[start]!]!)
    let end = start + 1
    while (end < rows.length && stampOf(can.times[rows[end]!]!) === stamp) end++
    const payload = burst(can, String(source), rows.slice(start, end))
    yield { topic, stamp, arrival: stamp, sequence: sequence++, payload }
    start = end
  }
}

function burst(can: CanColumns, bus: string, rows: readonly number[]): CanFrames {
  const length = Math.max(FULL_LENGTH, can.payloadLength)
  const data = new Uint8Array(rows.length * length)
  for (const [i, row] of rows.entries()) {
    data.set(can.payloads.subarray(row * can.payloadLength, (row + 1) * can.payloadLength), i * length)
  }
  return {
    kind: 'can',
    bus,
    ids: Uint32Array.from(rows, (row) => {
      const id = can.ids[row]!
      return id > LARGEST_STANDARD_ID ? id + EXTENDED_FLAG : id
    }),
    offsets: Uint32Array.from({ length: rows.length + 1 }, (_, i) => i * length),
    data,
    stamps: null,
  }
}

import type { ByteSource } from './byte-source.ts'
import type { ProblemCounter, RawPacket } from './packet.ts'

const HEADER = 12
/** A UDP datagram is not longer. */
const LONGEST = 65535

/**
 * The plain container of the test data: [u32 seconds][u32 nanoseconds][u32 length][payload], little-endian, no header. A
 * file that ends inside a record, or holds a length that no datagram has, is read up to there.
 */
export function* readPkts(source: ByteSource, problems: ProblemCounter): Generator<RawPacket> {
  for (let header = source.take(HEADER); header; header = source.take(HEADER)) {
    const view = new DataView(header.buffer, header.byteOffset, HEADER)
    const seconds = view.getUint32(0, true)
    const nanoseconds = view.getUint32(4, true)
    const length = view.getUint32(8, true)
    if (length > LONGEST) return problems.add('damaged-file')
    const payload = source.take(length)
    if (!payload) return problems.add('truncated-file')
    yield { seconds, nanoseconds, payload, port: 0 }
  }
  if (!source.atEnd) problems.add('truncated-file')
}

/** Whether a file may begin like that: a container without a magic number can only be recognised by what fits. */
export function looksLikePkts(start: Uint8Array): boolean {
  if (start.length < HEADER) return false
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  return view.getUint32(4, true) < 1e9 && view.getUint32(8, true) <= LONGEST
}

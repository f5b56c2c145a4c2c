import type { ByteSource } from './byte-source.ts'
import { DatagramExtractor } from './ip-datagrams.ts'
import type { ProblemCounter, RawPacket } from './packet.ts'

const FILE_HEADER = 24
const RECORD_HEADER = 16
const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
/** No capture tool writes longer frames; a longer one is damage. */
const LONGEST_FRAME = 1 << 18

/** Whether the bytes begin a classic capture file, either byte order, either time unit. */
export function isPcap(start: Uint8Array): boolean {
  return start.length >= 4 && byteOrder(start) !== null
}

/** UDP datagrams of a classic capture file (draft-ietf-opsawg-pcap). Read up to where it is damaged. */
export function* readPcap(source: ByteSource, problems: ProblemCounter): Generator<RawPacket> {
  const fileHeader = source.take(FILE_HEADER)
  const order = fileHeader && byteOrder(fileHeader)
  if (!fileHeader || !order) return problems.add('truncated-file')
  const little = order.isLittleEndian
  // The upper bits hold the length of a frame check sequence.
  const linkType = dataView(fileHeader).getUint32(20, little) & 0xffff
  const extractor = new DatagramExtractor(problems)
  for (let header = source.take(RECORD_HEADER); header; header = source.take(RECORD_HEADER)) {
    const view = dataView(header)
    const seconds = view.getUint32(0, little)
    const nanoseconds = view.getUint32(4, little) * order.nanosecondsPerTick
    const length = view.getUint32(8, little)
    if (length > LONGEST_FRAME) return problems.add('damaged-file')
    const frame = source.take(length)
    if (!frame) return problems.add('truncated-file')
    const datagram = extractor.extract(frame, linkType)
    if (datagram) yield { seconds, nanoseconds, ...datagram }
  }
  if (!source.atEnd) problems.add('truncated-file')
}

function byteOrder(bytes: Uint8Array): { isLittleEndian: boolean; nanosecondsPerTick: number } | null {
  const view = dataView(bytes)
  for (const isLittleEndian of [true, false]) {
    const magic = view.getUint32(0, isLittleEndian)
    if (magic === MICROSECONDS) return { isLittleEndian, nanosecondsPerTick: 1000 }
    if (magic === NANOSECONDS) return { isLittleEndian, nanosecondsPerTick: 1 }
  }
  return null
}

function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

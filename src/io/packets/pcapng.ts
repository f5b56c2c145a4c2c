import type { ByteSource } from './byte-source.ts'
import { DatagramExtractor } from './ip-datagrams.ts'
import type { ProblemCounter, RawPacket } from './packet.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE = 1
const OLD_PACKET = 2
const ENHANCED_PACKET = 6
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const TIME_RESOLUTION = 9
const TIME_OFFSET = 14
const LONGEST_BLOCK = 1 << 24

interface Interface {
  readonly linkType: number
  readonly ticksPerSecond: bigint
  readonly offsetSeconds: number
}

export function isPcapng(start: Uint8Array): boolean {
  // The same in both byte orders.
  return start.length >= 4 && dataView(start).getUint32(0, true) === SECTION_HEADER
}

/** UDP datagrams of a pcapng file (draft-ietf-opsawg-pcapng), sections and interfaces of any number. */
export function* readPcapng(source: ByteSource, problems: ProblemCounter): Generator<RawPacket> {
  const extractor = new DatagramExtractor(problems)
  let interfaces: Interface[] = []
  let little = true
  for (let start = source.take(8); start; start = source.take(8)) {
    const type = dataView(start).getUint32(0, little)
    let length = dataView(start).getUint32(4, little)
    let body: Uint8Array | null
    if (type === SECTION_HEADER) {
      const startLittle = dataView(start).getUint32(4, true)
      const startBig = dataView(start).getUint32(4, false)
      const magic = source.take(4)
      if (!magic) return problems.add('truncated-file')
      little = dataView(magic).getUint32(0, true) === BYTE_ORDER_MAGIC
      length = (little ? startLittle : startBig) - 4
      interfaces = []
    }
    if (length < 12 - (type === SECTION_HEADER ? 4 : 0) || length > LONGEST_BLOCK) return problems.add('damaged-file')
    body = source.take(length - 8)
    if (!body) return problems.add('truncated-file')
    // The length stands once more at the end.
    body = body.subarray(0, body.length - 4)
    if (type === INTERFACE && body.length >= 8) interfaces.push(readInterface(body, little))
    if (type !== ENHANCED_PACKET && type !== OLD_PACKET) continue
    const packet = readPacketBlock(body, type, interfaces, little)
    if (!packet) {
      problems.add('damaged-packet')
      continue
    }
    const datagram = extractor.extract(packet.frame, packet.linkType)
    if (datagram) yield { seconds: packet.seconds, nanoseconds: packet.nanoseconds, ...datagram }
  }
  if (!source.atEnd) problems.add('truncated-file')
}

function readPacketBlock(body: Uint8Array, type: number, interfaces: readonly Interface[], little: boolean) {
  if (body.length < 20) return null
  const view = dataView(body)
  const from = interfaces[type === ENHANCED_PACKET ? view.getUint32(0, little) : view.getUint16(0, little)]
  const ticks = (BigInt(view.getUint32(4, little)) << 32n) | BigInt(view.getUint32(8, little))
  const length = view.getUint32(12, little)
  if (!from || 20 + length > body.length) return null
  return {
    frame: body.subarray(20, 20 + length),
    linkType: from.linkType,
    seconds: Number(ticks / from.ticksPerSecond) + from.offsetSeconds,
    nanoseconds: Number(((ticks % from.ticksPerSecond) * 1_000_000_000n) / from.ticksPerSecond),
  }
}

function readInterface(body: Uint8Array, little: boolean): Interface {
  const view = dataView(body)
  let ticksPerSecond = 1_000_000n
  let offsetSeconds = 0
  for (let at = 8; at + 4 <= body.length; ) {
    const code = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    const value = at + 4
    if (code === 0 || value + length > body.length) break
    if (code === TIME_RESOLUTION && length === 1) {
      const exponent = BigInt(body[value]! & 0x7f)
      ticksPerSecond = (body[value]! & 0x80 ? 2n : 10n) ** exponent
    }
    if (code === TIME_OFFSET && length === 8) offsetSeconds = Number(view.getBigInt64(value, little))
    at = value + Math.ceil(length / 4) * 4
  }
  return { linkType: view.getUint16(0, little), ticksPerSecond, offsetSeconds }
}

function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

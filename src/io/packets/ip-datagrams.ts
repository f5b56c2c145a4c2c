import type { ProblemCounter } from './packet.ts'

/** A UDP datagram out of a captured frame. */
export interface Datagram {
  readonly port: number
  readonly payload: Uint8Array
}

const IPV4 = 0x0800
const IPV6 = 0x86dd
/** 802.1Q, 802.1ad, and the mark that some switches used before it. */
const VLAN_TAGS = [0x8100, 0x88a8, 0x9100]
const UDP = 17
const HOP_BY_HOP = 0
const ROUTING = 43
const FRAGMENT = 44
const DESTINATION_OPTIONS = 60
/** Datagrams in pieces at a time: a radar's list of 35 KB is 24 pieces; older ones that never completed are dropped. */
const MOST_INCOMPLETE = 64
const LONGEST_DATAGRAM = 65535

interface Incomplete {
  readonly pieces: Map<number, Uint8Array>
  received: number
  /** Bytes in all; NaN until the last piece has come. */
  length: number
}

/**
 * UDP datagrams of captured link layer frames: Ethernet with VLAN tags, Linux "cooked" captures, loopback and raw IP; IPv4
 * and IPv6; fragments put together (RFC 791, RFC 8200 §4.5). What is no UDP is passed over; what is damaged is counted.
 */
export class DatagramExtractor {
  readonly #problems: ProblemCounter
  /** By insertion: the oldest first. */
  readonly #incomplete = new Map<string, Incomplete>()

  constructor(problems: ProblemCounter) {
    this.#problems = problems
  }

  /** @param linkType LINKTYPE number of the capture (www.tcpdump.org/linktypes.html) */
  extract(frame: Uint8Array, linkType: number): Datagram | null {
    switch (linkType) {
      case 1:
        return this.#ethernet(frame, 12)
      case 113:
        return this.#ethernet(frame, 14)
      case 276:
        return this.#byType(frame, u16(frame, 0), 20)
      case 0:
      case 108:
      case 12:
      case 14:
      case 101:
      case 228:
      case 229:
        return this.#ip(frame.subarray(linkType === 0 || linkType === 108 ? 4 : 0))
      default:
        this.#problems.add('unknown-link-type')
        return null
    }
  }

  #ethernet(frame: Uint8Array, typeOffset: number): Datagram | null {
    let at = typeOffset
    while (VLAN_TAGS.includes(u16(frame, at))) at += 4
    return this.#byType(frame, u16(frame, at), at + 2)
  }

  #byType(frame: Uint8Array, type: number, at: number): Datagram | null {
    return type === IPV4 || type === IPV6 ? this.#ip(frame.subarray(at)) : null
  }

  #ip(packet: Uint8Array): Datagram | null {
    const version = packet.length === 0 ? 0 : packet[0]! >> 4
    if (version === 4) return this.#ipv4(packet)
    if (version === 6) return this.#ipv6(packet)
    this.#problems.add('damaged-packet')
    return null
  }

  #ipv4(packet: Uint8Array): Datagram | null {
    const header = packet.length >= 20 ? (packet[0]! & 15) * 4 : 0
    // A length of 0: segmentation offload, the frame says how long it is.
    const length = u16(packet, 2) || packet.length
    if (header < 20 || length < header) return this.#damaged()
    if (packet[9] !== UDP) return null
    if (length > packet.length) return this.#cut()
    const body = packet.subarray(header, length)
    const fragment = u16(packet, 6)
    const offset = (fragment & 0x1fff) * 8
    const isLast = (fragment & 0x2000) === 0
    if (offset === 0 && isLast) return this.#udp(body)
    return this.#fragment(`4${packet.subarray(4, 6)},${packet.subarray(12, 20)}`, offset, isLast, body)
  }

  #ipv6(packet: Uint8Array): Datagram | null {
    if (packet.length < 40) return this.#damaged()
    const end = 40 + u16(packet, 4)
    if (end > packet.length) return this.#cut()
    let next = packet[6]!
    let at = 40
    while (next === HOP_BY_HOP || next === ROUTING || next === DESTINATION_OPTIONS) {
      if (at + 8 > end) return this.#damaged()
      next = packet[at]!
      at += 8 + packet[at + 1]! * 8
    }
    if (at > end) return this.#damaged()
    if (next === UDP) return this.#udp(packet.subarray(at, end))
    if (next !== FRAGMENT) return null
    if (at + 8 > end) return this.#damaged()
    if (packet[at] !== UDP) return null
    const place = u16(packet, at + 2)
    const key = `6${packet.subarray(at + 4, at + 8)},${packet.subarray(8, 40)}`
    return this.#fragment(key, place & 0xfff8, (place & 1) === 0, packet.subarray(at + 8, end))
  }

  #fragment(key: string, offset: number, isLast: boolean, body: Uint8Array): Datagram | null {
    if (offset + body.length > LONGEST_DATAGRAM) return this.#damaged()
    let datagram = this.#incomplete.get(key)
    if (!datagram) {
      if (this.#incomplete.size >= MOST_INCOMPLETE) this.#dropOldest()
      datagram = { pieces: new Map(), received: 0, length: Number.NaN }
      this.#incomplete.set(key, datagram)
    }
    if (isLast) datagram.length = offset + body.length
    if (!datagram.pieces.has(offset)) {
      // The reader's bytes are borrowed.
      datagram.pieces.set(offset, body.slice())
      datagram.received += body.length
    }
    if (!(datagram.received >= datagram.length)) return null
    this.#incomplete.delete(key)
    const whole = assemble(datagram)
    return whole ? this.#udp(whole) : this.#damaged()
  }

  #dropOldest(): void {
    for (const key of this.#incomplete.keys()) {
      this.#incomplete.delete(key)
      this.#problems.add('incomplete-fragments')
      return
    }
  }

  #udp(body: Uint8Array): Datagram | null {
    const length = u16(body, 4)
    if (body.length < 8 || (length !== 0 && length < 8)) return this.#damaged()
    if (length > body.length) return this.#cut()
    return { port: u16(body, 2), payload: body.subarray(8, length === 0 ? body.length : length) }
  }

  #damaged(): null {
    this.#problems.add('damaged-packet')
    return null
  }

  /** Captured with a snapshot length below the packet's. */
  #cut(): null {
    this.#problems.add('cut-packet')
    return null
  }
}

/** Null when the pieces overlap or leave a gap. */
function assemble({ pieces, length }: Incomplete): Uint8Array | null {
  const whole = new Uint8Array(length)
  let filled = 0
  for (const [offset, piece] of [...pieces].sort(([a], [b]) => a - b)) {
    if (offset !== filled || offset + piece.length > length) return null
    whole.set(piece, offset)
    filled += piece.length
  }
  return filled === length ? whole : null
}

/** Big-endian; 0 outside. */
function u16(bytes: Uint8Array, at: number): number {
  return at + 1 < bytes.length ? (bytes[at]! << 8) | bytes[at + 1]! : 0
}

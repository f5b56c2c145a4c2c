import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesSource } from '../../../src/io/packets/byte-source.ts'
import { ProblemCounter, type RawPacket } from '../../../src/io/packets/packet.ts'
import { openPacketFile } from '../../../src/io/packets/packet-file.ts'
import { readPcap } from '../../../src/io/packets/pcap.ts'
import { readPcapng } from '../../../src/io/packets/pcapng.ts'
import { readPkts } from '../../../src/io/packets/pkts.ts'
import { concatenate, ethernet, ipv4, ipv6, pcap, pcapng, udp } from './capture-writer.ts'

const bytes = (length: number, start = 0) => Uint8Array.from({ length }, (_, i) => (start + i) & 255)
const at = (frame: Uint8Array, nanoseconds = 123_456_000) => ({ seconds: 1_700_000_000, nanoseconds, frame })

function pkts(packets: readonly { seconds: number; nanoseconds: number; payload: Uint8Array }[]): Uint8Array {
  return concatenate(
    packets.map(({ seconds, nanoseconds, payload }) => {
      const record = new Uint8Array(12 + payload.length)
      const view = new DataView(record.buffer)
      view.setUint32(0, seconds, true)
      view.setUint32(4, nanoseconds, true)
      view.setUint32(8, payload.length, true)
      record.set(payload, 12)
      return record
    }),
  )
}

function readAll(read: typeof readPcap, file: Uint8Array) {
  const problems = new ProblemCounter()
  const packets = [...read(bytesSource(file), problems)].map((packet) => ({
    ...packet,
    payload: packet.payload.slice(),
  }))
  return { packets, problems: Object.fromEntries(problems.counts) }
}

const payload = bytes(1206)
const plain = ethernet(ipv4(udp(payload, 2368)))
const one: RawPacket = { seconds: 1_700_000_000, nanoseconds: 123_456_000, payload, port: 2368 }

describe('a capture gives the UDP payload with port and time', () => {
  it.each([
    ['pcap, little-endian, microseconds', readPcap, pcap([at(plain)])],
    ['pcap, big-endian, microseconds', readPcap, pcap([at(plain)], { little: false })],
    ['pcap, nanoseconds', readPcap, pcap([at(plain)], { isNanosecond: true })],
    ['pcapng, little-endian, nanoseconds', readPcapng, pcapng([at(plain)])],
    ['pcapng, big-endian, microseconds', readPcapng, pcapng([at(plain)], { little: false, resolution: 6 })],
    ['pcapng of two sections', readPcapng, concatenate([pcapng([], { little: false }), pcapng([at(plain)])])],
    ['VLAN tag', readPcap, pcap([at(ethernet(ipv4(udp(payload, 2368)), { tags: [0x8100] }))])],
    ['two VLAN tags', readPcap, pcap([at(ethernet(ipv4(udp(payload, 2368)), { tags: [0x88a8, 0x8100] }))])],
    ['IPv6', readPcap, pcap([at(ethernet(ipv6(udp(payload, 2368)), { type: 0x86dd }))])],
    [
      'IPv6 with an extension header',
      readPcap,
      pcap([
        at(
          ethernet(ipv6(concatenate([Uint8Array.of(17, 0, 0, 0, 0, 0, 0, 0), udp(payload, 2368)]), 0), {
            type: 0x86dd,
          }),
        ),
      ]),
    ],
    ['raw IP', readPcap, pcap([at(ipv4(udp(payload, 2368)))], { linkType: 101 })],
    [
      'Linux cooked capture',
      readPcap,
      pcap([at(concatenate([new Uint8Array(14), Uint8Array.of(8, 0), ipv4(udp(payload, 2368))]))], { linkType: 113 }),
    ],
    [
      'Linux cooked capture 2',
      readPcap,
      pcap([at(concatenate([Uint8Array.of(8, 0), new Uint8Array(18), ipv4(udp(payload, 2368))]))], { linkType: 276 }),
    ],
    ['loopback', readPcap, pcap([at(concatenate([new Uint8Array(4), ipv4(udp(payload, 2368))]))], { linkType: 0 })],
  ] as const)('%s', (_, read, file) => {
    expect(readAll(read, file)).toEqual({ packets: [one], problems: {} })
  })

  it('whose short frame was filled up on the wire', () => {
    const short = bytes(4)
    const file = pcap([at(ethernet(ipv4(udp(short, 7))))])
    expect(readAll(readPcap, file).packets).toEqual([{ ...one, payload: short, port: 7 }])
  })

  it('passes over what is no UDP: another protocol, ARP', () => {
    const file = pcap([
      at(ethernet(ipv4(udp(payload, 1), { protocol: 6 }))),
      at(ethernet(bytes(28), { type: 0x0806 })),
      at(plain),
    ])
    expect(readAll(readPcap, file)).toEqual({ packets: [one], problems: {} })
  })
})

describe('a datagram in fragments', () => {
  const long = bytes(9401)
  const datagram = udp(long, 42102)
  const pieces = Array.from({ length: Math.ceil(datagram.length / 1480) }, (_, i) => {
    const body = datagram.subarray(i * 1480, (i + 1) * 1480)
    return at(ethernet(ipv4(body, { id: 9, offset: i * 1480, more: (i + 1) * 1480 < datagram.length })))
  })

  it('is put together in any order, also between other packets and with a piece twice', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), fc.nat(pieces.length - 1), (order, i) => {
        const { packets, problems } = readAll(
          readPcap,
          pcap([...order.slice(0, i), at(plain), order[0]!, ...order.slice(i)]),
        )
        expect(problems).toEqual({})
        expect(packets.filter(({ port }) => port === 42102).map((packet) => packet.payload)).toEqual([long])
        expect(packets).toHaveLength(2)
      }),
      { numRuns: 20 },
    )
  })

  it('is left out when a piece is missing', () => {
    expect(readAll(readPcap, pcap(pieces.filter((_, i) => i !== 2))).packets).toEqual([])
  })

  it('does not keep the pieces of incomplete ones for ever', () => {
    const lone = Array.from({ length: 100 }, (_, id) => at(ethernet(ipv4(bytes(16), { id, more: true }))))
    expect(readAll(readPcap, pcap(lone)).problems).toEqual({ 'incomplete-fragments': 36 })
  })
})

describe('a damaged recording', () => {
  const records = pkts([1, 2, 3].map((i) => ({ seconds: 5, nanoseconds: i, payload: bytes(100, i) })))

  it.each([
    ['pcap', readPcap, pcap([at(plain), at(plain)])],
    ['pcapng', readPcapng, pcapng([at(plain), at(plain)])],
    ['pkts', readPkts, records],
  ] as const)('%s is read up to where it was cut, and says so', (_, read, file) => {
    const whole = readAll(read, file)
    const cut = readAll(read, file.subarray(0, file.length - 40))
    expect(cut.packets.length).toBeLessThanOrEqual(whole.packets.length)
    expect(cut.packets).toEqual(whole.packets.slice(0, cut.packets.length))
    expect(cut.packets.length).toBeGreaterThan(0)
    expect(cut.problems).toEqual({ 'truncated-file': 1 })
  })

  it.each([
    ['pcap', readPcap, pcap([at(plain), at(plain)])],
    ['pcapng', readPcapng, pcapng([at(plain), at(plain)])],
    ['pkts', readPkts, records],
  ] as const)('%s throws nothing whatever the bytes are', (_, read, file) => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), fc.nat(file.length), (changes, length) => {
        const spoilt = file.slice()
        for (const [place, byte] of changes) spoilt[place] = byte
        readAll(read, spoilt.subarray(0, length))
      }),
      { numRuns: 500 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void readAll(read, noise)))
  })

  it('counts packets that the capture cut off', () => {
    expect(readAll(readPcap, pcap([at(plain.subarray(0, 200))])).problems).toEqual({ 'cut-packet': 1 })
    expect(readAll(readPcap, pcap([at(plain)], { linkType: 147 })).problems).toEqual({ 'unknown-link-type': 1 })
  })
})

describe('a file of packets', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'axdrive-packets-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (content: Uint8Array) => {
    const path = join(folder, 'packets')
    writeFileSync(path, content)
    return path
  }

  it('is known by its content, and its stamps count from the second of the first packet', () => {
    for (const file of [pcap([at(plain)]), pcapng([at(plain)]), pkts([one])]) {
      const recording = openPacketFile(write(file))
      expect(recording.originSeconds).toBe(1_700_000_000)
      const packets = [...recording.packets]
      expect(packets.map(({ stamp }) => stamp)).toEqual([123_456_000])
      expect(packets[0]!.payload).toEqual(payload)
    }
  })

  it('larger than the read buffer is read whole', () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({ seconds: 7, nanoseconds: i, payload: bytes(1206, i) }))
    let count = 0
    for (const packet of openPacketFile(write(pkts(many))).packets) {
      if (packet.stamp !== count || packet.payload[0] !== (count & 255)) throw new Error(`packet ${count}`)
      count++
    }
    expect(count).toBe(2500)
  })

  it('can be taken from one port alone', () => {
    const other = at(ethernet(ipv4(udp(bytes(512), 8308))))
    const recording = openPacketFile(write(pcap([other, at(plain), other])), 2368)
    expect([...recording.packets].map(({ port }) => port)).toEqual([2368])
    expect(Object.fromEntries(recording.problems)).toEqual({ 'other-port': 2 })
  })

  it('that is something else is refused with what was expected', () => {
    expect(() => openPacketFile(write(new TextEncoder().encode('not a packet in sight')))).toThrow(
      /expected pcap, pcapng, .pkts or .mcap/,
    )
    expect(() => openPacketFile(write(new Uint8Array()))).toThrow(/expected pcap/)
    expect(() => openPacketFile(join(folder, 'missing'))).toThrow(/ENOENT/)
  })
})

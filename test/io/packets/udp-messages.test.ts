import { describe, expect, it } from 'vitest'
import type { Message, SensorPackets } from '../../../src/core/messages.ts'
import { PacketBatch } from '../../../src/io/packets/packet-batch.ts'
import { openUdpMessages } from '../../../src/io/packets/udp-messages.ts'
import { AbsoluteTime } from '../../../src/io/protobuf/absolute-time.ts'
import { decodePayload, encodePayload } from '../../../src/io/protobuf/payload-codec.ts'
import { sendDatagrams } from './send-datagrams.ts'

function datagrams({ data, offsets, stamps }: SensorPackets): Uint8Array[] {
  return [...stamps].map((_, i) => data.slice(offsets[i], offsets[i + 1]))
}

const packetsOf = ({ payload }: Message): SensorPackets => {
  if (payload.kind !== 'packets') throw new Error(`expected packets, found ${payload.kind}`)
  return payload
}

describe('datagrams of a sensor', () => {
  it('come as messages on its topic, each once, with arrivals that rise, until the source is closed', async () => {
    let now = 0
    const source = await openUdpMessages({ sensor: 'lidar/roof', model: 'vlp16', port: 0 }, () => now++)
    const sent = Array.from({ length: 200 }, (_, i) => new Uint8Array(1 + (i % 7)).fill(i))
    const messages: Message[] = []
    const reading = (async () => {
      for await (const batch of source.messages) {
        messages.push(...batch)
        if (messages.flatMap((one) => datagrams(packetsOf(one))).length === sent.length) source.close()
      }
    })()
    await sendDatagrams(source.port, sent)
    await reading
    expect(messages.flatMap((one) => datagrams(packetsOf(one)))).toEqual(sent)
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, i) => i))
    expect(messages.length).toBeLessThan(sent.length)
    const stamps = messages.flatMap((one) => [...packetsOf(one).stamps])
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
    for (const { topic, stamp, arrival, payload } of messages) {
      expect({ topic, ...packetsOf({ payload } as Message), stamps: 0, offsets: 0, data: 0 }).toMatchObject({
        topic: '/lidar/roof/packets',
        sensor: 'roof',
        model: 'vlp16',
      })
      expect(arrival).toBeGreaterThanOrEqual(stamp)
      const bytes = encodePayload(payload, stamp, new AbsoluteTime(0n))
      expect(decodePayload('axdrive.v1.LidarPackets', bytes)).toEqual({ ...payload, data: expect.anything() })
    }
    expect(source.lost()).toBe(0)
  })

  it('that nobody reads are lost beyond 16 MiB, counted, and the first ones are kept whole', () => {
    const batch = new PacketBatch()
    for (let i = 0; i < 300; i++) batch.push(new Uint8Array(65_000).fill(i), i)
    for (let i = 0; i < 400_000; i++) batch.push(new Uint8Array(0), 300)
    const taken = batch.take('roof', '')
    expect(taken.data.length).toBeLessThanOrEqual(16 << 20)
    expect(taken.stamps.length + batch.lost).toBe(400_300)
    expect(batch.lost).toBeGreaterThan(100_000)
    for (const [i, bytes] of datagrams(taken).slice(0, 200).entries()) expect(bytes[64_999]).toBe(i)
    batch.push(Uint8Array.of(9), 500)
    expect(batch.take('roof', '')).toMatchObject({ stamps: Float64Array.of(500), data: Uint8Array.of(9) })
  })
})

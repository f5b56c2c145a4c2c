import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCalibration } from '../../../perception/lidar/calibration.ts'
import { defaultCalibration } from '../../../perception/lidar/default-calibrations.ts'
import { lidarModel } from '../../../perception/lidar/lidar-models.ts'
import { SpinningDecoder } from '../../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../../perception/lidar/sweep-cutter.ts'
import { PacketReader } from '../../../perception/packets/packet-reader.ts'
import { decodeArs548 } from '../../../perception/radar/packets/ars548.ts'
import { scanOfArs548 } from '../../../perception/radar/packets/radar-scan-of.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { PacketSensor } from '../../../src/common/vehicle/vehicle-table.ts'
import type { Message, PointCloud, SensorPackets } from '../../../src/core/messages.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { PacketBatch } from '../../../src/io/packets/packet-batch.ts'
import { openPacketFile } from '../../../src/io/packets/packet-file.ts'
import { openUdpMessages } from '../../../src/io/packets/udp-messages.ts'
import { sendDatagrams } from '../../io/packets/send-datagrams.ts'
import { sharedData } from '../../shared-data.ts'
import { SENT_SECONDS, syntheticPacket } from '../lidar/synthetic-packet.ts'

const ORIGIN = BigInt(SENT_SECONDS) * 1_000_000_000n + 123_456_789n
const VLP16_PERIOD = 110_592

/** A VLP-16 that sees a wall at 8 m all around, 0.2° a firing, 12 firings a packet. */
function vlp16Packets(count: number, start = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, packet) => {
    const firings = Array.from({ length: 12 }, (_, i) => ({
      azimuth: ((packet * 12 + i) * 40) % 36000,
      returns: [() => [4000, 9] as const],
    }))
    const microseconds = 123_457 + start / 1000 + (packet * 12 * VLP16_PERIOD) / 1000
    return syntheticPacket(lidarModel('vlp16'), firings, { microseconds: Math.round(microseconds) })
  })
}

function messageOf(
  payloads: Iterable<Uint8Array>,
  options: { start?: number; step?: number; topic?: string } = {},
): Message {
  const { start = 0, step = 12 * VLP16_PERIOD, topic = '/lidar/roof/packets' } = options
  const batch = new PacketBatch()
  let arrival = start - step
  for (const payload of payloads) {
    arrival += step
    batch.push(payload, arrival)
  }
  const payload = batch.take(topic.split('/')[2]!, '')
  return { topic, stamp: arrival, arrival, sequence: 0, payload }
}

function reader(sensors: Readonly<Record<string, Partial<PacketSensor>>>) {
  const packetSensors = Object.fromEntries(
    Object.entries(sensors).map(([name, one]) => [name, { port: 0, model: '', ...one }] as const),
  )
  const packets = new PacketReader({ ...GENERIC_CAR, packetSensors }, ORIGIN)
  const warnings: Warning[] = []
  const read = (message: Message) => packets.read(message, message.payload as SensorPackets, warnings)
  return { read, warnings }
}

/** What `lidar decode` makes of the packets: whole sweeps only, the last, open one left out. */
function offline(payloads: Iterable<Uint8Array>, model: string, calibration?: string): PointCloud[] {
  const layout = lidarModel(model)
  const angles = calibration === undefined ? defaultCalibration(layout) : parseCalibration(calibration, layout, 'test')
  const clouds: PointCloud[] = []
  const cutter = new SweepCutter(new SpinningDecoder(layout, angles, SENT_SECONDS), ({ points, stamp }) => {
    const column = (values: ArrayLike<number>) => Float32Array.from(values).subarray(0, points.count)
    clouds.push({
      kind: 'points',
      sensor: 'roof',
      x: column(points.x),
      y: column(points.y),
      z: column(points.z),
      intensity: column(points.intensity),
      ring: Uint16Array.from(points.ring).subarray(0, points.count),
      time: column(points.stamp.map((at) => (at - stamp) / 1e9)),
    })
  })
  for (const payload of payloads) cutter.push(payload, 0)
  return clouds
}

/** Equal only where every column is equal in every bit. */
function digest({ x, y, z, intensity, ring, time }: PointCloud): string {
  const hash = createHash('sha256')
  for (const column of [x, y, z, intensity, ring, time]) {
    if (column) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return `${x.length} points: ${hash.digest('hex')}`
}

const cloudsOf = (messages: readonly Message[]) =>
  messages.flatMap(({ payload }) => (payload.kind === 'points' ? [payload] : []))

/** Sends packets over the loopback and reads what comes with a vehicle that has this sensor. */
async function overUdp(payloads: readonly Uint8Array[], sensor: string, listening: Partial<PacketSensor>) {
  const started = performance.now()
  const arrival = () => Math.round((performance.now() - started) * 1e6)
  const model = listening.model ?? ''
  const source = await openUdpMessages({ sensor, model, port: 0 }, arrival)
  const { read, warnings } = reader({ [sensor]: listening })
  const messages: Message[] = []
  let received = 0
  const reading = (async () => {
    for await (const batch of source.messages) {
      for (const message of batch) {
        received += (message.payload as SensorPackets).stamps.length
        messages.push(...read(message))
      }
      if (received >= payloads.length) source.close()
    }
  })()
  await sendDatagrams(source.port, payloads)
  const late = setTimeout(() => source.close(), 2000)
  await reading
  clearTimeout(late)
  expect(received).toBe(payloads.length)
  return { messages, warnings }
}

describe('packets of a lidar over UDP', () => {
  it('become the sweeps that the offline decoder cuts, point by point, stamped by the synchronised clock', async () => {
    const payloads = vlp16Packets(240)
    const { messages, warnings } = await overUdp(payloads, 'lidar/roof', { model: 'vlp16' })
    const expected = offline(payloads, 'vlp16')
    expect(expected.length).toBeGreaterThan(2)
    expect(cloudsOf(messages).map(digest)).toEqual(expected.map(digest))
    expect(messages.map(({ sequence }) => sequence)).toEqual(expected.map((_, i) => i))
    // The lidar's clock says when the first one was fired: 0.123457 s after the full second, 0.211 µs after the origin.
    expect(messages[0]!.stamp).toBeCloseTo(211, 0)
    expect(warnings).toEqual([])
  })

  for (const { model, calibration } of [
    { model: 'vlp16', calibration: 'yaml' },
    { model: 'xt32', calibration: 'csv' },
  ]) {
    const folder = sharedData(`lidar-packets/${model}`)
    it.skipIf(folder === null)(`of a recorded ${model} become its offline sweeps`, async () => {
      const payloads = [...openPacketFile(`${folder}/packets.pkts`).packets]
        .slice(0, 700)
        .map(({ payload }) => payload.slice())
      const text = readFileSync(`${folder}/calibration.${calibration}`, 'utf8')
      const { messages, warnings } = await overUdp(payloads, 'lidar/roof', { model, calibration: text })
      const expected = offline(payloads, model, text)
      expect(expected.length).toBeGreaterThan(0)
      // By the clock of the recording's year, which is not now: firing times differ by the rounding of the shift.
      const places = (cloud: PointCloud) => digest({ ...cloud, time: null })
      expect(cloudsOf(messages).map(places)).toEqual(expected.map(places))
      expect(warnings).toEqual([])
    })
  }

  const ars548 = sharedData('lidar-packets/ars548')
  it.skipIf(ars548 === null)('of a recorded ARS548 become its scan', async () => {
    const payloads = [...openPacketFile(`${ars548}/packets.pkts`).packets].map(({ payload }) => payload.slice())
    const { messages, warnings } = await overUdp(payloads, 'radar/front', { model: 'ars548' })
    const lists = payloads.map(decodeArs548)
    const detections = lists.find((list) => list.kind === 'detections')!
    if (detections.kind !== 'detections') throw new Error('expected a detection list in the recording')
    expect(messages.map(({ payload }) => payload)).toEqual([scanOfArs548('front', detections)])
    expect(warnings).toEqual([])
  })
})

describe('packets that the sensor did not send', () => {
  it('are counted by reason, and by the name of the sensor that did send them', () => {
    const { read, warnings } = reader({ 'lidar/roof': { model: 'xt32' } })
    const xt32 = syntheticPacket(lidarModel('xt32'), [{ azimuth: 0, returns: [() => [1000, 1]] }])
    const badAzimuth = xt32.slice()
    new DataView(badAzimuth.buffer).setUint16(12, 36_000, true)
    const [foreign] = vlp16Packets(1)
    read(messageOf([foreign!, foreign!, xt32.subarray(0, 700), badAzimuth, foreign!, new Uint8Array(0)]))
    const counts = Object.fromEntries(warnings.map(({ code, count }) => [code, count]))
    expect(counts).toEqual({ 'lidar-other-model': 3, 'lidar-packet-wrong-length': 2, 'lidar-packet-bad-azimuth': 1 })
    expect(warnings[0]!.detail).toBe(
      '/lidar/roof/packets at 0.007 s: expected packets of Hesai PandarXT (XT32), found packets of Velodyne VLP-16, 1206 bytes',
    )
  })

  it('of a radar are told from a lidar, both ways', () => {
    const { read, warnings } = reader({ 'lidar/roof': { model: 'vlp16' }, 'radar/front': { model: 'ars548' } })
    read(messageOf(vlp16Packets(3), { topic: '/radar/front/packets' }))
    const status = new Uint8Array(84)
    new DataView(status.buffer).setUint16(2, 380)
    new DataView(status.buffer).setUint32(4, 76)
    read(messageOf([status]))
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['radar-other-model', 3],
      ['lidar-other-model', 1],
    ])
    expect(warnings[0]!.detail).toContain('found packets of Velodyne VLP-16')
    expect(warnings[1]!.detail).toContain('found packets of Continental ARS548')
  })

  it('make a storm where they come far faster than the model sends: the rest is dropped, counted, and the next is read', () => {
    const { read, warnings } = reader({ 'lidar/roof': { model: 'vlp16' } })
    const payloads = vlp16Packets(750)
    // A hundred times as fast for a second, then as it should be.
    let sweeps = 0
    for (let i = 0; i < 100; i++) sweeps += read(messageOf(payloads, { start: i * 1e7, step: 1e7 / 750 })).length
    const dropped = warnings.reduce((sum, { code, count }) => sum + (code === 'lidar-packet-storm' ? count! : 0), 0)
    expect(dropped).toBeGreaterThan(70_000)
    expect(warnings.every(({ code }) => code === 'lidar-packet-storm')).toBe(true)
    expect(sweeps).toBeLessThan(60)
    const told = warnings.length
    // Turns that were counted of packets which came again are made up for first; then every turn is a sweep.
    read(messageOf(vlp16Packets(750, 2e9), { start: 2e9 }))
    expect(read(messageOf(vlp16Packets(750, 3e9), { start: 3e9 })).length).toBeGreaterThan(8)
    expect(warnings.length).toBe(told)
  })

  it('of a sensor that nobody knows are told, and those whose message names the model are decoded as it', () => {
    const { read, warnings } = reader({})
    const message = messageOf(vlp16Packets(240))
    expect(read(message)).toEqual([])
    expect(warnings).toMatchObject([{ code: 'packets-unknown', detail: /found lidar\/roof of model ''/ }])
    const named = { ...message, payload: { ...(message.payload as SensorPackets), model: 'velodyne-vlp-16' } }
    expect(cloudsOf(read(named)).length).toBeGreaterThan(2)
    expect(warnings).toHaveLength(1)
  })
})

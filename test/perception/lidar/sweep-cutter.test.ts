import { describe, expect, it } from 'vitest'
import type { LidarModel } from '../../../perception/lidar/lidar-model.ts'
import { lidarModel } from '../../../perception/lidar/lidar-models.ts'
import type { PointBuffer } from '../../../perception/lidar/point-buffer.ts'
import { SpinningDecoder } from '../../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../../perception/lidar/sweep-cutter.ts'
import { firingsPerPacket, plainCalibration, SENT_SECONDS, syntheticPacket } from './synthetic-packet.ts'

/** 0.01° from one firing to the next: 1800 firings a turn at 10 Hz. */
const STEP = 20
const FIRING_NANOSECONDS = 1e8 / 1800

interface Sent {
  readonly payload: Uint8Array
  readonly stamp: number
}

/** Packets of a sensor that turns at 10 Hz from `startDegrees` on; every channel sees a wall at 8 m. */
function spin(model: LidarModel, startDegrees: number, turns: number): Sent[] {
  const firings = firingsPerPacket(model, 1)
  const packets = Math.ceil((turns * 36000) / STEP / firings)
  return Array.from({ length: packets }, (_, packet) => {
    const stamp = Math.round((packet * firings * FIRING_NANOSECONDS) / 1000) * 1000
    const payload = syntheticPacket(
      model,
      Array.from({ length: firings }, (_, i) => ({
        azimuth: (startDegrees * 100 + (packet * firings + i) * STEP) % 36000,
        returns: [() => [2000, 9]],
      })),
      { microseconds: stamp / 1000 },
    )
    return { payload, stamp }
  })
}

/** Corrected azimuth, rad in [0, 2π), by the maker's axes. */
function azimuthOf(model: LidarModel, points: PointBuffer, i: number): number {
  const angle =
    model.maker === 'hesai' ? Math.atan2(points.x[i]!, points.y[i]!) : Math.atan2(-points.y[i]!, points.x[i]!)
  return angle < 0 ? angle + 2 * Math.PI : angle
}

function cut(model: LidarModel, packets: readonly Sent[]) {
  const cutter = new SweepCutter(
    new SpinningDecoder(model, plainCalibration(model), SENT_SECONDS),
    ({ points, stamp }) => {
      const azimuths = Array.from({ length: points.count }, (_, i) => azimuthOf(model, points, i))
      const stamps = points.stamp.slice(0, points.count)
      sweeps.push({ count: points.count, stamp, azimuths, stamps })
    },
  )
  const sweeps: { count: number; stamp: number; azimuths: number[]; stamps: Float64Array }[] = []
  for (const { payload, stamp } of packets) expect(cutter.push(payload, stamp)).toBe('ok')
  cutter.finish()
  return { sweeps, latePoints: cutter.latePoints }
}

describe.each([['xt32'], ['pandar40p'], ['vlp16'], ['vls128']])('sweeps of the %s', (name) => {
  const model = lidarModel(name)
  const perFiring = model.blocks.channels * (model.blocks.bankMarks?.length ?? 1)
  const perTurn = (perFiring * 36000) / STEP

  it('are whole turns between a partial first and last one, and lose no point', () => {
    const packets = spin(model, 90, 3)
    const { sweeps, latePoints } = cut(model, packets)
    const total = packets.length * firingsPerPacket(model, 1) * perFiring
    expect(latePoints).toBe(0)
    expect(sweeps.reduce((sum, sweep) => sum + sweep.count, 0)).toBe(total)
    expect(sweeps).toHaveLength(4)
    expect(sweeps[0]!.count / perTurn).toBeCloseTo(0.75, 1)
    // Each channel has its 1800 firings in each turn, wherever its offset makes it begin.
    expect(sweeps.slice(1, 3).map((sweep) => sweep.count)).toEqual([perTurn, perTurn])
  })

  it('begin and end at corrected azimuth 0, also where a packet feeds two of them', () => {
    const { sweeps } = cut(model, spin(model, 90, 3))
    for (const sweep of sweeps.slice(1, 3)) {
      // By time, a point's azimuth rises; only the channels' offsets and firing times disturb the order.
      const early = sweep.azimuths.filter((_, i) => sweep.stamps[i]! < sweep.stamp + 20e6)
      const late = sweep.azimuths.filter((_, i) => sweep.stamps[i]! > sweep.stamp + 80e6)
      // A point at 0 itself is a float32 away from it, on either side.
      expect(early.every((azimuth) => azimuth < Math.PI || azimuth > 2 * Math.PI - 1e-6)).toBe(true)
      expect(late.every((azimuth) => azimuth > Math.PI || azimuth < 1e-6)).toBe(true)
    }
  })

  it('do not run together when packets are lost across azimuth 0 or for more than half a turn', () => {
    const packets = spin(model, 90, 4)
    const perPacket = (firingsPerPacket(model, 1) * STEP) / 100
    const degrees = (packet: Sent) => 90 + packets.indexOf(packet) * perPacket
    const lossy = packets.filter((packet) => {
      const at = degrees(packet)
      return !(at > 330 && at < 400) && !(at > 800 && at < 1050)
    })
    const { sweeps } = cut(model, lossy)
    expect(sweeps.length).toBe(5)
    for (const sweep of sweeps) {
      const span =
        Math.max(
          ...sweep.stamps.subarray(0, 1),
          sweep.stamps.reduce((a, b) => Math.max(a, b), 0),
        ) - sweep.stamp
      expect(span).toBeLessThan(104e6)
    }
  })

  it('count points that come after their sweep was given out, and take a swap of two packets as it is', () => {
    const packets = spin(model, 90, 2)
    const late = packets.splice(10, 1)[0]!
    packets.push(late)
    const perPacket = firingsPerPacket(model, 1) * perFiring
    expect(cut(model, packets).latePoints).toBe(perPacket)
    const swapped = spin(model, 90, 2)
    const [a, b] = [swapped[30]!, swapped[31]!]
    swapped[30] = b
    swapped[31] = a
    const { sweeps, latePoints } = cut(model, swapped)
    expect(latePoints).toBe(0)
    expect(sweeps).toHaveLength(3)
  })
})

it('closes the sweep of a sensor that stopped turning before it fills the memory', () => {
  const model = lidarModel('vls128')
  const payload = spin(model, 90, 0.01)[0]!.payload
  let emitted = 0
  const cutter = new SweepCutter(new SpinningDecoder(model, plainCalibration(model), SENT_SECONDS), ({ points }) => {
    emitted += points.count
  })
  const clock = new DataView(payload.buffer)
  for (let i = 0; i < 11_000; i++) {
    clock.setUint32(model.clock.microsecondOffset, i * 160, true)
    cutter.push(payload, i * 160_000)
  }
  expect(emitted).toBeGreaterThan(4_000_000)
  cutter.finish()
  expect(emitted).toBe(11_000 * 384)
})

it('gives nothing without packets', () => {
  const model = lidarModel('xt32')
  const cutter = new SweepCutter(new SpinningDecoder(model, plainCalibration(model), 0), () => expect.unreachable())
  cutter.finish()
})

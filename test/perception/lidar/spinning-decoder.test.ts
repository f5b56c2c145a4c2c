import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LidarModel } from '../../../perception/lidar/lidar-model.ts'
import { LIDAR_MODELS, lidarModel } from '../../../perception/lidar/lidar-models.ts'
import { DECODE_STATUSES } from '../../../perception/lidar/packet-decoder.ts'
import { PointBuffer } from '../../../perception/lidar/point-buffer.ts'
import { SpinningDecoder } from '../../../perception/lidar/spinning-decoder.ts'
import {
  firingsPerPacket,
  plainCalibration,
  type Return,
  SENT_SECONDS,
  type SyntheticFiring,
  syntheticPacket,
} from './synthetic-packet.ts'

const MODELS = LIDAR_MODELS.map((model) => [model.name, model] as const)
const NOTHING: Return = [0, 0]
/** Half a second after the packets are sent, by a clock whose origin is the second in which they are sent. */
const ARRIVAL = 5e8

function decoderOf(model: LidarModel): SpinningDecoder {
  return new SpinningDecoder(model, plainCalibration(model), SENT_SECONDS)
}

function packetOf(
  model: LidarModel,
  returns: readonly ((slot: number) => Return)[],
  options: { azimuth?: number; step?: number; microseconds?: number; millimetres?: number } = {},
): Uint8Array {
  const firings = Array.from(
    { length: firingsPerPacket(model, returns.length) },
    (_, i): SyntheticFiring => ({
      azimuth: ((options.azimuth ?? 9000) + i * (options.step ?? 20)) % 36000,
      returns,
    }),
  )
  return syntheticPacket(model, firings, options)
}

/** The formula of the makers' manuals, with sine and cosine of the angles themselves. */
function expectedPoint(model: LidarModel, distance: number, azimuth: number, elevation: number) {
  const level = distance * Math.cos(elevation)
  const z = distance * Math.sin(elevation)
  return model.maker === 'hesai'
    ? { x: level * Math.sin(azimuth), y: level * Math.cos(azimuth), z }
    : { x: level * Math.cos(azimuth), y: -level * Math.sin(azimuth), z }
}

describe.each(MODELS)('%s', (_, model) => {
  const calibration = plainCalibration(model)
  const slots = model.blocks.channels * (model.blocks.bankMarks?.length ?? 1)

  it('puts every return where distance, azimuth, interpolation and the channel angles say', () => {
    const out = new PointBuffer(0)
    const payload = packetOf(model, [(slot) => [2000 + 10 * slot, slot]])
    expect(decoderOf(model).decode(payload, ARRIVAL, out)).toBe('ok')
    const firings = firingsPerPacket(model, 1)
    expect(out.count).toBe(firings * slots)
    const unit = model.distanceUnit.kind === 'fixed' ? model.distanceUnit.metres : 0.004
    for (let i = 0; i < out.count; i++) {
      const slot = i % slots
      const channel = slot % model.channels
      const fraction = model.timing.azimuthFractions?.[slot] ?? 0
      const block = 9000 + 20 * (Math.floor(i / slots) + fraction)
      const azimuth = (block * Math.PI) / 18000 + calibration.azimuthOffset[channel]!
      const expected = expectedPoint(model, (2000 + 10 * slot) * unit, azimuth, calibration.elevation[channel]!)
      expect(Math.hypot(out.x[i]! - expected.x, out.y[i]! - expected.y, out.z[i]! - expected.z)).toBeLessThan(1e-5)
      expect(out.intensity[i]).toBe(slot)
      // Hesai numbers by channel; Velodyne by elevation, which rises with the channel here.
      expect(out.ring[i]).toBe(channel)
    }
  })

  it('stamps points by the sensor clock and the firing order', () => {
    const out = new PointBuffer(0)
    const payload = packetOf(model, [() => [2000, 1]], { microseconds: 250_000 })
    decoderOf(model).decode(payload, ARRIVAL, out)
    const { timing } = model
    const firings = firingsPerPacket(model, 1)
    const stamps = Array.from(out.stamp.subarray(0, out.count))
    const first = timing.reference === 'first' ? 0 : -(firings - 1) * timing.period
    expect(stamps[0]).toBeCloseTo(250e6 + timing.base + first + timing.slotTimes[0]![0]!, 3)
    // The longest packet, the VLP-16 with one return, holds 24 firings of 55 µs.
    expect(Math.max(...stamps.map((stamp) => Math.abs(stamp - 250e6)))).toBeLessThan(1.4e6)
    expect(new Set(stamps).size).toBeGreaterThan(firings)
  })

  it('drops an earlier return that lies near the later one and keeps both when they are apart', () => {
    const unit = model.distanceUnit.kind === 'fixed' ? model.distanceUnit.metres : 0.004
    const near = Math.max(0, Math.ceil(model.returnSeparation / unit - 1e-9) - 1)
    const count = (apart: number) => {
      const out = new PointBuffer(0)
      const payload = packetOf(model, [() => [3000, 1], () => [3000 + apart, 2]])
      expect(decoderOf(model).decode(payload, ARRIVAL, out)).toBe('ok')
      return { points: out.count, intensities: new Set(out.intensity.subarray(0, out.count)) }
    }
    const firings = firingsPerPacket(model, 2) * slots
    expect(count(near)).toEqual({ points: firings, intensities: new Set([2]) })
    expect(count(-near)).toEqual({ points: firings, intensities: new Set([2]) })
    expect(count(near + 1)).toEqual({ points: 2 * firings, intensities: new Set([1, 2]) })
  })

  it('drops returns outside the range of the data sheet, and keeps those at its limits', () => {
    const unit = model.distanceUnit.kind === 'fixed' ? model.distanceUnit.metres : 0.004
    const lowest = Math.ceil(model.minimumRange / unit - 1e-6)
    const highest = Math.min(65535, Math.floor(model.maximumRange / unit + 1e-6))
    const distances = [0, lowest - 1, lowest, highest, Math.min(65535, highest + 1)]
    const out = new PointBuffer(0)
    decoderOf(model).decode(packetOf(model, [(slot) => [distances[slot] ?? 0, 1]]), ARRIVAL, out)
    const kept = new Set(Array.from({ length: out.count }, (_, i) => Math.hypot(out.x[i]!, out.y[i]!, out.z[i]!)))
    const expected = distances.filter((raw) => raw >= lowest && raw <= highest).map((raw) => raw * unit)
    for (const range of kept) expect(expected.some((known) => Math.abs(known - range) < 1e-4)).toBe(true)
    expect(out.count).toBe(firingsPerPacket(model, 1) * expected.length)
  })

  it('refuses a payload that is too short, too long, or another model, and leaves the points as they were', () => {
    const out = new PointBuffer(0)
    const decoder = decoderOf(model)
    const payload = packetOf(model, [() => NOTHING])
    for (const length of [0, 1, 12, model.minimumLength - 1])
      expect(decoder.decode(payload.subarray(0, length), ARRIVAL, out)).toBe('wrong-length')
    expect(decoder.decode(new Uint8Array(model.maximumLength + 1), ARRIVAL, out)).toBe('wrong-length')
    for (const other of LIDAR_MODELS) {
      if (other === model) continue
      const foreign = packetOf(other, [() => [2000, 1]])
      expect(decoder.decode(foreign, ARRIVAL, out)).toMatch(/wrong-length|wrong-model/)
      // The same bytes cut or filled up to this model's length.
      const fitted = new Uint8Array(model.minimumLength)
      fitted.set(foreign.subarray(0, model.minimumLength))
      expect(decoder.decode(fitted, ARRIVAL, out)).not.toBe('ok')
    }
    expect(out.count).toBe(0)
  })

  it('refuses an unknown return mode, an azimuth beyond 360° and a distance unit of 0', () => {
    const out = new PointBuffer(0)
    const decoder = decoderOf(model)
    const spoilt = (change: (payload: Uint8Array) => void) => {
      const payload = packetOf(model, [() => [2000, 1]])
      change(payload)
      return decoder.decode(payload, ARRIVAL, out)
    }
    expect(spoilt((payload) => void (payload[model.returnModeOffset] = 0xff))).toBe('bad-return-mode')
    const azimuthAt = model.blocks.offset + model.blocks.azimuthOffset
    expect(spoilt((payload) => payload.set([0xa0, 0x8c], azimuthAt))).toBe('bad-azimuth')
    if (model.distanceUnit.kind === 'byte') {
      const { offset } = model.distanceUnit
      expect(spoilt((payload) => void (payload[offset] = 0))).toBe('bad-distance-unit')
    }
    expect(out.count).toBe(0)
  })

  it('stands any bytes: no exception, no point that is not finite, none read from outside the payload', () => {
    const valid = packetOf(model, [(slot) => [1000 + slot, 1]])
    const decoder = decoderOf(model)
    const out = new PointBuffer(decoder.pointsPerPacket)
    const surrounded = new Uint8Array(model.maximumLength + 64)
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(model.minimumLength - 1), fc.nat(255)), { maxLength: 40 }),
        fc.integer({ min: 0, max: 0x7fffffff }),
        fc.nat(255),
        (isRandom, changes, seed, poison) => {
          const payload = isRandom ? randomBytes(seed, model.minimumLength) : valid.slice()
          for (const [at, byte] of changes) payload[at] = byte
          surrounded.fill(poison)
          surrounded.set(payload, 32)
          out.clear()
          const status = decoder.decode(surrounded.subarray(32, 32 + payload.length), ARRIVAL, out)
          expect(DECODE_STATUSES).toContain(status)
          expect(out.count).toBeLessThanOrEqual(decoder.pointsPerPacket)
          if (status !== 'ok') expect(out.count).toBe(0)
          for (let i = 0; i < out.count; i++) {
            const range = Math.hypot(out.x[i]!, out.y[i]!, out.z[i]!)
            if (!(range > 0 && range < 65535 * 0.256) || !Number.isFinite(out.stamp[i]!)) throw new Error(`point ${i}`)
          }
        },
      ),
      { numRuns: 1500 },
    )
  })
})

it('knows three returns of one firing of the XT32M', () => {
  const model = lidarModel('xt32m')
  const out = new PointBuffer(0)
  // 5 mm a unit: 0.1 m are 20 units. The first is apart, the second is near the last.
  const payload = packetOf(model, [() => [1000, 1], () => [2000, 2], () => [2019, 3]], { millimetres: 5 })
  expect(decoderOf(model).decode(payload, ARRIVAL, out)).toBe('ok')
  expect(new Set(out.intensity.subarray(0, out.count))).toEqual(new Set([1, 3]))
  expect(Math.hypot(out.x[0]!, out.y[0]!, out.z[0]!)).toBeCloseTo(5, 4)
})

it('takes the azimuth step of a packet with one firing from the packet before', () => {
  const model = lidarModel('vls128')
  const decoder = decoderOf(model)
  const out = new PointBuffer(0)
  const returns = [() => [5000, 1] as const, () => [9000, 2] as const]
  for (const azimuth of [9000, 9020]) {
    out.clear()
    decoder.decode(packetOf(model, returns, { azimuth }), ARRIVAL, out)
  }
  const last = 127
  const i = Array.from(out.ring.subarray(0, out.count)).indexOf(last)
  const fraction = model.timing.azimuthFractions![last]!
  const expected = ((9020 + 20 * fraction) * Math.PI) / 18000 + plainCalibration(model).azimuthOffset[last]!
  expect(Math.atan2(-out.y[i]!, out.x[i]!)).toBeCloseTo(expected, 6)
})

it('names the known models when asked for another', () => {
  expect(() => lidarModel('vlp64')).toThrow(/expected one of vlp16, vlp32.*found 'vlp64'/)
})

/** Bytes of a linear congruential generator: fast-check's own arrays of a thousand bytes are slow. */
function randomBytes(seed: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = seed | 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    bytes[i] = state >>> 24
  }
  return bytes
}

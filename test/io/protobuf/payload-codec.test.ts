import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GnssFix, Payload } from '../../../src/core/messages.ts'
import { AbsoluteTime } from '../../../src/io/protobuf/absolute-time.ts'
import { decodePayload, encodePayload, payloadSchema } from '../../../src/io/protobuf/payload-codec.ts'
import { axdrive, foxglove } from '../../../src/io/protobuf/runtime.ts'
import { topicAndPayload } from '../payload-arbitraries.ts'

const TIME = new AbsoluteTime(1_533_246_000_123_456_789n)
const FIX: GnssFix = {
  kind: 'gnss',
  latitude: 0.65,
  longitude: -2.1,
  altitude: 31.5,
  positionVariance: [1, 4, 9],
  speed: 29.5,
  course: -2.5,
}

function roundTrip(payload: Payload) {
  return decodePayload(payloadSchema(payload), encodePayload(payload, 0, TIME))
}

describe('payload codec', () => {
  it('gives back every payload bit for bit', () => {
    fc.assert(
      fc.property(topicAndPayload, ({ payload }) => {
        expect(comparable(roundTrip(payload))).toEqual(comparable(payload))
      }),
    )
  })

  it('gives back a fix to the last digits of a conversion to degrees and components', () => {
    const angle = fc.double({ noNaN: true, min: -Math.PI, max: Math.PI })
    fc.assert(
      fc.property(
        angle,
        angle,
        fc.double({ noNaN: true, min: 1e-6, max: 90 }),
        angle,
        (latitude, longitude, speed, course) => {
          const fix = roundTrip({ ...FIX, latitude, longitude, speed, course })
          if (fix.kind !== 'gnss') throw new Error(fix.kind)
          expect(fix.latitude).toBeCloseTo(latitude, 14)
          expect(fix.longitude).toBeCloseTo(longitude, 14)
          expect(fix.speed).toBeCloseTo(speed, 12)
          expect(Math.cos(fix.course - course)).toBeCloseTo(1, 14)
          expect(fix.altitude).toBe(FIX.altitude)
          expect(fix.positionVariance).toEqual(FIX.positionVariance)
        },
      ),
    )
  })

  it('keeps speed without course, and neither of the two, apart', () => {
    expect(roundTrip({ ...FIX, course: Number.NaN })).toMatchObject({ speed: 29.5, course: Number.NaN })
    expect(roundTrip({ ...FIX, speed: Number.NaN })).toMatchObject({ speed: Number.NaN, course: Number.NaN })
    expect(roundTrip({ ...FIX, speed: 0 })).toMatchObject({ speed: 0, course: Number.NaN })
  })

  it('writes a fix as viewers expect it: degrees, east and north, absolute time', () => {
    const bytes = encodePayload({ ...FIX, course: Math.PI / 2 }, 1_900_000_000, TIME)
    const fix = foxglove.LocationFix.decode(bytes)
    expect(fix.latitude).toBeCloseTo(37.2423, 4)
    expect(fix.velocity?.x).toBeCloseTo(0, 12)
    expect(fix.velocity?.y).toBeCloseTo(29.5, 12)
    expect(fix.timestamp).toMatchObject({ seconds: 1_533_246_002, nanos: 23_456_789 })
  })

  it('takes a variance of zero for unknown', () => {
    const bytes = foxglove.LocationFix.encode({
      latitude: 1,
      positionCovariance: [0, 0, 0, 0, 2, 0, 0, 0, -1],
    }).finish()
    expect(decodePayload('foxglove.LocationFix', bytes)).toMatchObject({
      positionVariance: [Number.NaN, 2, Number.NaN],
    })
  })

  it('never throws, whatever the bytes, and says what is wrong', () => {
    const schemas = [
      'axdrive.v1.CanFrames',
      'axdrive.v1.ImuSample',
      'axdrive.v1.RadarScan',
      'foxglove.LocationFix',
      'foxglove.PointCloud',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.uint8Array({ maxLength: 60 }), (schema, bytes) => {
        const payload = decodePayload(schema, bytes)
        if (payload.kind === 'malformed') expect(payload.reason.length).toBeGreaterThan(5)
      }),
    )
    expect(decodePayload('axdrive.v1.ImuSample', Uint8Array.of(0x0a, 0x7f))).toMatchObject({ kind: 'malformed' })
  })

  it('refuses CAN frames whose columns do not fit together', () => {
    const decode = (frames: axdrive.v1.CanFrames.$Properties) =>
      decodePayload('axdrive.v1.CanFrames', axdrive.v1.CanFrames.encode(frames).finish())
    const data = new Uint8Array(8)
    expect(decode({ ids: [1], lengths: [8], data })).toMatchObject({ kind: 'can' })
    expect(decode({ ids: [1, 2], lengths: [8], data })).toMatchObject({ kind: 'malformed' })
    expect(decode({ ids: [1], lengths: [9], data })).toMatchObject({ kind: 'malformed' })
    expect(decode({ ids: [1], lengths: [8], data, stamps: [1, 2] })).toMatchObject({ kind: 'malformed' })
    // Adds up to 8 again in 32 bits.
    expect(decode({ ids: [1, 2], lengths: [0xffffffff, 9], data })).toMatchObject({ kind: 'malformed' })
  })

  it('reads point clouds of other writers, in any order and type of fields', () => {
    const data = new Uint8Array(2 * 9)
    const view = new DataView(data.buffer)
    for (const [i, values] of [[1, -2, 3.5] as const, [4, 5, -6.5] as const].entries()) {
      view.setInt16(9 * i + 4, values[0], true)
      view.setInt8(9 * i + 6, values[1])
      view.setFloat32(9 * i, values[2], true)
      view.setUint8(9 * i + 8, 7)
    }
    const { FLOAT32, INT16, INT8, UINT8 } = foxglove.PackedElementField.NumericType
    const fields = [
      { name: 'z', offset: 0, type: FLOAT32 },
      { name: 'x', offset: 4, type: INT16 },
      { name: 'y', offset: 6, type: INT8 },
      { name: 'ring', offset: 8, type: UINT8 },
    ]
    const decode = (cloud: foxglove.PointCloud.$Properties) =>
      decodePayload('foxglove.PointCloud', foxglove.PointCloud.encode(cloud).finish())
    expect(decode({ frameId: 'top', pointStride: 9, fields, data })).toEqual({
      kind: 'points',
      sensor: 'top',
      x: Float32Array.of(1, 4),
      y: Float32Array.of(-2, 5),
      z: Float32Array.of(3.5, -6.5),
      ring: Uint16Array.of(7, 7),
      intensity: null,
      time: null,
    })
    expect(decode({ pointStride: 9, fields: fields.slice(1), data })).toMatchObject({ kind: 'malformed' })
    expect(decode({ pointStride: 8, fields, data })).toMatchObject({ kind: 'malformed' })
    expect(decode({ pointStride: 0, fields, data })).toMatchObject({ kind: 'malformed' })
    expect(decode({ pointStride: 6, fields, data })).toMatchObject({ kind: 'malformed' })
  })

  it('reads 64-bit stamps as numbers, exact to 2^53', () => {
    const stamps = Float64Array.of(Number.MAX_SAFE_INTEGER, -1)
    const ids = Uint32Array.of(1, 2)
    const payload = { kind: 'can', bus: '', ids, offsets: new Uint32Array(3), data: new Uint8Array(0), stamps } as const
    expect(roundTrip(payload)).toMatchObject({ stamps })
  })
})

describe('absolute time', () => {
  it('adds origin and stamp to the nanosecond, also before the origin', () => {
    const origin = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n })
    fc.assert(
      fc.property(origin, fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), (from, stamp) => {
        const { seconds, nanos } = new AbsoluteTime(from).timestamp(stamp)
        expect(nanos).toBeGreaterThanOrEqual(0)
        expect(nanos).toBeLessThan(1e9)
        expect(BigInt(seconds ?? 0) * 1_000_000_000n + BigInt(nanos ?? 0)).toBe(from + BigInt(stamp))
      }),
    )
  })
})

/** Views of other buffers compare by content. */
function comparable(payload: object): object {
  const copy = (value: unknown) => (value instanceof Uint8Array ? Uint8Array.from(value) : value)
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, copy(value)]))
}

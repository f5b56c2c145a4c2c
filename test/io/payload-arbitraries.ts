import fc from 'fast-check'
import type { Message, Payload } from '../../src/core/messages.ts'
import { OBJECT_CLASSES } from '../../src/core/messages.ts'

/** Any double a sensor could give, NaN for "not measured" included; -0 is left out since proto3 does not keep it. */
const quantity = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value + 0) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
)
const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value + 0)
const triple = fc.tuple(number, number, number)
const name = fc.constantFrom('front', '0', 'rückwärts', '')

const can: fc.Arbitrary<Payload> = fc
  .array(fc.tuple(fc.nat(0xffffffff), fc.uint8Array({ maxLength: 64 }), fc.nat(2 ** 40)), { maxLength: 20 })
  .chain((frames) =>
    fc.tuple(name, fc.boolean()).map(([bus, hasStamps]) => ({
      kind: 'can' as const,
      bus,
      ids: Uint32Array.from(frames, ([id]) => id),
      offsets: Uint32Array.from([0, ...frames.map((_, i) => length(frames.slice(0, i + 1).map(([, data]) => data)))]),
      data: Uint8Array.from(frames.flatMap(([, data]) => [...data])),
      stamps: hasStamps && frames.length > 0 ? Float64Array.from(frames, ([, , stamp]) => stamp) : null,
    })),
  )

const imu: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('imu' as const),
  acceleration: fc.tuple(quantity, quantity, quantity),
  angularVelocity: fc.tuple(quantity, quantity, quantity),
})

const radar: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('radar' as const),
  sensor: name,
  detections: fc.array(
    fc.record({
      range: quantity,
      rangeStandardDeviation: quantity,
      azimuth: quantity,
      azimuthStandardDeviation: quantity,
      elevation: quantity,
      elevationStandardDeviation: quantity,
      rangeRate: quantity,
      rangeRateStandardDeviation: quantity,
      radarCrossSection: quantity,
      slot: fc.integer({ min: -1, max: 63 }),
      isNewInSlot: fc.boolean(),
    }),
    { maxLength: 16 },
  ),
})

const egoTruth: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('pose-truth' as const),
  latitude: number,
  longitude: number,
  altitude: number,
  position: triple,
  orientation: fc.tuple(number, number, number, number),
  velocity: triple,
  referencePoint: name,
})

const objectsTruth: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('objects-truth' as const),
  objects: fc.array(
    fc.record({
      id: fc.nat(Number.MAX_SAFE_INTEGER),
      class: fc.constantFrom(...OBJECT_CLASSES),
      position: triple,
      yaw: number,
      velocity: triple,
      size: triple,
    }),
    { maxLength: 5 },
  ),
})

const points: fc.Arbitrary<Payload> = fc
  .tuple(fc.nat(20), fc.boolean(), fc.boolean(), fc.boolean())
  .chain(([count, hasIntensity, hasRing, hasTime]) => {
    const float = fc.oneof(fc.float({ noNaN: true }), fc.constant(Number.NaN))
    const column = fc.array(float, { minLength: count, maxLength: count }).map((values) => Float32Array.from(values))
    const rings = fc.array(fc.nat(65535), { minLength: count, maxLength: count })
    return fc.record({
      kind: fc.constant('points' as const),
      sensor: name,
      x: column,
      y: column,
      z: column,
      intensity: hasIntensity ? column : fc.constant(null),
      ring: hasRing ? rings.map((values) => Uint16Array.from(values)) : fc.constant(null),
      time: hasTime ? column : fc.constant(null),
    })
  })

const opaque: fc.Arbitrary<Payload> = fc.uint8Array({ maxLength: 200 }).map((bytes) => ({
  kind: 'opaque' as const,
  schema: 'axdrive.v1.Vehicle',
  bytes,
}))

const bytesOfPicture = fc.uint8Array({ maxLength: 200 })
const image: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('image' as const),
  sensor: fc.constant('front'),
  format: fc.constantFrom('jpeg', 'png'),
  bytes: bytesOfPicture,
})
const video: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('video' as const),
  sensor: fc.constant('front'),
  format: fc.constantFrom('h264', 'h265'),
  bytes: bytesOfPicture,
})
const cameraCalibration: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('camera-calibration' as const),
  sensor: fc.constant('front'),
  lens: fc.record({
    width: fc.nat(4000),
    height: fc.nat(4000),
    fx: fc.double({ min: 1, max: 5000, noNaN: true }),
    fy: fc.double({ min: 1, max: 5000, noNaN: true }),
    cx: fc.double({ min: 0, max: 4000, noNaN: true }),
    cy: fc.double({ min: 0, max: 4000, noNaN: true }),
    distortion: fc.constantFrom([0, 0, 0, 0, 0] as const, [-0.1, 0.02, 1e-3, -1e-3, 0.5] as const),
  }),
})

const navigation: fc.Arbitrary<Payload> = fc
  .array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { maxLength: 20 })
  .map((values) => ({
    kind: 'navigation' as const,
    latitudes: Float64Array.from(values),
    longitudes: Float64Array.from(values, (value) => 2 * value),
    speedLimits: Float64Array.from(values, (value) => (value < 0 ? Number.NaN : 10 * value)),
  }))

/** Payloads that come back bit for bit, each with a topic on which it may stand. */
export const topicAndPayload: fc.Arbitrary<Pick<Message, 'topic' | 'payload'>> = fc.oneof(
  fc.record({ topic: fc.constantFrom('/can/0', '/can/1'), payload: can }),
  fc.record({ topic: fc.constant('/imu'), payload: imu }),
  fc.record({ topic: fc.constantFrom('/radar/front/scan', '/radar/rear/scan'), payload: radar }),
  fc.record({ topic: fc.constant('/truth/ego'), payload: egoTruth }),
  fc.record({ topic: fc.constant('/truth/objects'), payload: objectsTruth }),
  fc.record({ topic: fc.constant('/lidar/top/points'), payload: points }),
  fc.record({ topic: fc.constant('/camera/front/image'), payload: image }),
  fc.record({ topic: fc.constant('/camera/front/video'), payload: video }),
  fc.record({ topic: fc.constant('/camera/front/calibration'), payload: cameraCalibration }),
  fc.record({ topic: fc.constant('/navigation/route'), payload: navigation }),
  fc.record({ topic: fc.constant('/vehicle'), payload: opaque }),
)

function length(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}

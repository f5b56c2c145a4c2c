import fc from 'fast-check'
import { createPerception, perceive } from '../../perception/perceive.ts'
import { compileDatabase } from '../../src/common/dbc/codec.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Message, Payload } from '../../src/core/messages.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import { decodePayload, encodePayload, payloadSchema } from '../../src/io/protobuf/payload-codec.ts'
import { topicAndPayload } from '../io/payload-arbitraries.ts'
import { canFrames, frameMaker } from '../perception/can-frames.ts'
import type { FuzzTarget } from './fuzz.ts'

const TIME = new AbsoluteTime(1_700_000_000_123_456_789n)
const PACKETS: Payload = {
  kind: 'packets',
  sensor: 'roof',
  model: 'vlp16',
  stamps: Float64Array.of(1000, 2000),
  offsets: Uint32Array.of(0, 3, 10),
  data: new Uint8Array(10).fill(5),
}

interface Sample {
  readonly topic: string
  readonly schema: string
  readonly payload: Payload
  readonly bytes: Uint8Array
}

/** Some messages of every schema, as encoders write them. */
const SAMPLES: readonly Sample[] = [
  ...fc.sample(topicAndPayload, { numRuns: 300, seed: 5 }).filter(({ payload }) => payload.kind !== 'opaque'),
  { topic: '/lidar/roof/packets', payload: PACKETS },
].map(({ topic, payload }) => {
  return { topic, schema: payloadSchema(payload), payload, bytes: encodePayload(payload, 1000, TIME) }
})
const SCHEMAS = [...new Set(SAMPLES.map(({ schema }) => schema))]

/** Depends on every number, word and byte. Not on the bits of a NaN, which the engine chooses. */
function fingerprint(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value % 1000 : 1
  if (typeof value === 'string') return [...value].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  if (typeof value !== 'object' || value === null) return Number(value === true)
  const items: unknown[] = ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : Object.values(value)
  return items.reduce<number>((sum, item, i) => (sum + (i + 1) * fingerprint(item)) % 1e9, 1)
}

/** The decoder alone, which never throws; what it takes can be written again. */
function payloadTarget(schema: string): FuzzTarget {
  return {
    name: `message ${schema}`,
    seeds: SAMPLES.filter((sample) => sample.schema === schema).map(({ bytes }) => bytes),
    share: 0.5,
    open: () => (bytes) => {
      const payload = decodePayload(schema, bytes)
      if (payload.kind === 'malformed') return null
      return encodePayload(payload, 1000, TIME).length + fingerprint(payload)
    },
  }
}

/** What decodes goes through perceive, which never throws either: one after another through one perception. */
const PERCEIVE: FuzzTarget = {
  name: 'perceive',
  // The first byte says which schema the rest is of.
  seeds: SAMPLES.map(({ schema, bytes }) => Uint8Array.of(SCHEMAS.indexOf(schema), ...bytes)),
  share: 0.25,
  open() {
    const state = createPerception(GENERIC_CAR)
    let sequence = 0
    return (bytes) => {
      const schema = SCHEMAS[(bytes[0] ?? 0) % SCHEMAS.length]!
      const payload = decodePayload(schema, bytes.subarray(1))
      if (payload.kind === 'malformed') return null
      const topic = SAMPLES.find((sample) => sample.schema === schema)!.topic
      const message: Message = {
        topic,
        stamp: 1e7 * sequence,
        arrival: 1e7 * sequence,
        sequence: sequence++,
        payload: named(payload),
      }
      const { output, warnings } = perceive(state, message, message.stamp)
      return output.length + 100 * warnings.length
    }
  },
}

/** Onto the sensors that the car has: of others nothing but a warning comes. */
function named(payload: Payload): Payload {
  if (payload.kind === 'points' || payload.kind === 'packets') return { ...payload, sensor: 'roof' }
  if (payload.kind === 'radar') return { ...payload, sensor: 'front' }
  return payload.kind === 'can' ? { ...payload, bus: '0' } : payload
}

/** Frames with ids of the car's own databases: the input is [which message, data] again and again, 9 bytes each. */
function canTarget(vehicle: VehicleTable): FuzzTarget {
  const maker = frameMaker(vehicle)
  const databases = Object.entries(vehicle.buses).map(
    ([bus, dbc]) => [bus, compileDatabase(parseDbc(dbc, bus))] as const,
  )
  const messages = databases.flatMap(([bus, { messages }]) => messages.map((message) => ({ bus, message })))
  return {
    name: `can ${vehicle.name}`,
    seeds: messages.slice(0, 256).map(({ bus, message }, i) => {
      const { data } = maker.frame(bus, message.name, {})
      return Uint8Array.of(i, ...data, ...new Uint8Array(Math.max(0, 8 - data.length)), i, ...data)
    }),
    open() {
      const state = createPerception(vehicle)
      let sequence = 0
      return (bytes) => {
        let decoded = 0
        let observed = 0
        for (let at = 0; at < bytes.length; at += 9) {
          const { bus, message } = messages[bytes[at]! % messages.length]!
          const data = bytes.slice(at + 1, at + 9)
          const values = new Float64Array(message.signalNames.length)
          message.decode(data, 0, data.length, values)
          for (const value of values) decoded += Number.isFinite(value) ? value % 1000 : 1
          const payload = canFrames(bus, [{ id: message.id, data }])
          const stamp = 1e7 * sequence
          const one: Message = { topic: `/can/${bus}`, stamp, arrival: stamp, sequence: sequence++, payload }
          observed += perceive(state, one, stamp).output.length
        }
        return bytes.length < 9 ? null : decoded + observed
      }
    },
  }
}

export const MESSAGE_TARGETS: readonly FuzzTarget[] = [
  ...SCHEMAS.map(payloadTarget),
  PERCEIVE,
  canTarget(GENERIC_CAR),
  canTarget(TOYOTA_RAV4),
]

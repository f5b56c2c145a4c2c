import { describe, expect, it } from 'vitest'
import { decodeMapTruth, encodeMapTruth } from '../../../src/io/protobuf/map-truth.ts'
import { WORLD_GENERATORS } from '../../../src/simulation/world/generators.ts'

describe('the codec of /truth/map', () => {
  it.each(WORLD_GENERATORS)('gives back every lane, line, light and area of a generated $name', ({ generate }) => {
    const { map } = generate(7)
    // Phases begin on a whole nanosecond in a drive.
    const trafficLights = map.trafficLights.map((light) => ({
      ...light,
      phasesBegin: Math.round(light.phasesBegin * 1e9) / 1e9,
    }))
    expect(decodeMapTruth(encodeMapTruth(map))).toEqual({ ...map, trafficLights })
  })

  it('keeps an unknown speed limit unknown', () => {
    const { map } = WORLD_GENERATORS[0]!.generate(1)
    const unknown = { ...map, lanes: [{ ...map.lanes[0]!, speedLimit: Number.NaN }] }
    expect(decodeMapTruth(encodeMapTruth(unknown)).lanes[0]!.speedLimit).toBeNaN()
  })

  it('throws on bytes that are no map', () => {
    expect(() => decodeMapTruth(Uint8Array.of(10, 200, 1))).toThrow()
  })
})

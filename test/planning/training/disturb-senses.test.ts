import { describe, expect, it } from 'vitest'
import { disturbSenses } from '../../../planning/training/recipes/planner/disturb-senses.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import {
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  FRONT_IMAGE_SIZE,
  RASTER_CELLS,
  RASTER_CHANNELS,
  RASTER_GRID,
  RASTER_SIZE,
} from '../../../src/common/raster/raster-layout.ts'

/** Everything seen in grey, a point of the lidar and no radar target in each cell. */
function world() {
  const raster = new Uint8Array(RASTER_SIZE)
  for (let cell = 0; cell < RASTER_CELLS; cell++) {
    for (const [channel, { empty }] of RASTER_CHANNELS.entries()) {
      const isRadar = channel === CHANNEL.radarSpeed || channel === CHANNEL.radarCrossSection
      raster[CELL_PLACES[cell]! + channel * CHANNEL_STRIDE] = isRadar ? empty : 100
    }
  }
  return { raster, front: new Uint8Array(FRONT_IMAGE_SIZE).fill(100) }
}

const channelOf = (raster: Uint8Array, channel: number) =>
  Array.from({ length: RASTER_CELLS }, (_, cell) => raster[CELL_PLACES[cell]! + channel * CHANNEL_STRIDE]!)

describe('disturbed senses', () => {
  it('change light, points and targets of some samples, each for itself, and the same by the same seed', () => {
    let [darker, brighter, thinner, clutter, untouched] = [0, 0, 0, 0, 0]
    for (let seed = 0; seed < 24; seed++) {
      const { raster, front } = world()
      const before = raster.slice()
      disturbSenses(raster, front, new Random(seed))
      const again = world()
      disturbSenses(again.raster, again.front, new Random(seed))
      expect(Buffer.compare(raster, again.raster)).toBe(0)
      expect(Buffer.compare(front, again.front)).toBe(0)
      const mean = front.reduce((sum, byte) => sum + byte, 0) / front.length
      const green = channelOf(raster, CHANNEL.green)
      // Seen from above it is the same light.
      if (Math.abs(mean - 100) > 15) expect(Math.sign(green[0]! - 100)).toBe(Math.sign(mean - 100))
      if (mean < 85) darker++
      if (mean > 115) brighter++
      if (channelOf(raster, CHANNEL.top).some((byte) => byte === 0)) thinner++
      if (channelOf(raster, CHANNEL.radarSpeed).some((byte) => byte !== 128)) clutter++
      if (Buffer.compare(raster, before) === 0) untouched++
      // Tracks and what the cameras do not show stay.
      for (const channel of [CHANNEL.track, CHANNEL.trackSpeedX, CHANNEL.seen]) {
        expect(channelOf(raster, channel).every((byte) => byte === 100)).toBe(true)
      }
    }
    for (const count of [darker, brighter, thinner, clutter, untouched]) expect(count).toBeGreaterThan(0)
    expect(thinner).toBeLessThan(20)
    expect(clutter).toBeLessThan(20)
  })

  it('take more lidar points far away than near in haze, all channels of a cell at once', () => {
    const shares = Array.from({ length: 40 }, (_, seed) => {
      const { raster, front } = world()
      disturbSenses(raster, front, new Random(seed))
      const [top, ground] = [channelOf(raster, CHANNEL.top), channelOf(raster, CHANNEL.ground)]
      expect(top.every((byte, cell) => (byte === 0) === (ground[cell] === 128))).toBe(true)
      const kept = (from: number, to: number) => {
        const cells = top.filter((_, cell) => {
          const x = RASTER_GRID.rear + RASTER_GRID.cell * (cell % RASTER_GRID.columns)
          return x >= from && x < to
        })
        return cells.filter((byte) => byte > 0).length / cells.length
      }
      return { near: kept(-5, 5), far: kept(80, 95) }
    })
    expect(shares.some(({ near, far }) => near > 0.5 && far < 0.3)).toBe(true)
    expect(Math.min(...shares.map(({ near }) => near))).toBeGreaterThan(0.2)
  })
})

import { describe, expect, test } from 'vitest'
import { mirrorRaster } from '../../../src/common/raster/mirror-raster.ts'
import { PlannerRaster } from '../../../src/common/raster/planner-raster.ts'
import {
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  cellAt,
  RASTER_CELLS,
  RASTER_CHANNELS,
  RASTER_SIZE,
  valueAt,
} from '../../../src/common/raster/raster-layout.ts'
import type { Scene } from '../../../src/core/scene.ts'
import { trackedObject } from '../../planning/scene-fixtures.ts'
import { LEVEL, RADAR, radarCycle, sceneWith, sweepOf } from './raster-fixtures.ts'

const SENSORS = { 'radar/front': RADAR, 'lidar/roof': { position: [1, 0, 2], ...LEVEL } } as const

function drawn(scene: Scene): PlannerRaster {
  const raster = new PlannerRaster(SENSORS)
  raster.draw(scene)
  return raster
}

/** Cells in which a channel is not as where nothing is known. */
function filled({ cells }: PlannerRaster, channel: number): number[] {
  const { empty } = RASTER_CHANNELS[channel]!
  return Array.from({ length: RASTER_CELLS }, (_, cell) => cell).filter(
    (cell) => cells[CELL_PLACES[cell]! + channel * CHANNEL_STRIDE] !== empty,
  )
}

/** Byte by byte; a matcher would take seconds to look at half a million. */
const isEqual = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

describe('lidar in the raster', () => {
  test('counts points by height over the ground in the cell that they lie in', () => {
    const raster = drawn(
      sceneWith({
        sweeps: [
          sweepOf([
            [20.1, 5.1, 0.1, 0.2],
            [20.2, 5.2, -0.1, 0.2],
            [20.3, 5.3, 0.5, 0.4],
            [20.4, 5.4, 1.5, 0.8],
            [20.4, 5.4, 2.5, 0.4],
            [20.4, 5.4, 4.5, 1],
          ]),
        ],
      }),
    )
    const cell = cellAt(20.1, 5.1)
    const value = (channel: number) => valueAt(raster.cells, cell, channel)
    expect(value(CHANNEL.slices)).toBeCloseTo(Math.log2(3), 1)
    expect(value(CHANNEL.slices + 1)).toBeCloseTo(1, 1)
    expect(value(CHANNEL.slices + 2)).toBeCloseTo(1, 1)
    expect(value(CHANNEL.slices + 3)).toBeCloseTo(1, 1)
    expect(value(CHANNEL.top)).toBeCloseTo(2.5, 1)
    expect(value(CHANNEL.intensity)).toBeCloseTo(0.4, 2)
    expect(value(CHANNEL.ground)).toBeCloseTo(0, 1)
    expect(filled(raster, CHANNEL.slices + 1)).toEqual([cell])
  })

  test('is moved to the stamp of the scene along the arc that the car drove', () => {
    // 20 m/s for 0.1 s brings a point at 30 m to 28 m; a turn of 0.1 rad to the left moves it to the right.
    const straight = drawn(sceneWith({ stamp: 1e8, ego: { speed: 20 }, sweeps: [sweepOf([[30.25, 0.25, 1.2, 0.5]])] }))
    expect(filled(straight, CHANNEL.top)).toEqual([cellAt(28.25, 0.25)])
    const turning = { speed: 20, yawRate: 1 }
    const turned = drawn(sceneWith({ stamp: 1e8, ego: turning, sweeps: [sweepOf([[30.25, 0.25, 1.2, 0.5]])] }))
    expect(filled(turned, CHANNEL.top)).toEqual([cellAt(28.12, -2.66)])
  })

  test('stays empty, and says so, once a sweep is older than its topic allows', () => {
    const sweeps = [sweepOf([[10, 0, 1, 1]])]
    const fresh = drawn(sceneWith({ stamp: 0.9e9, sweeps }))
    expect(fresh.validity[1]).toBe(255)
    expect(fresh.missing).toEqual(['radar/front'])
    const stale = drawn(sceneWith({ stamp: 1.1e9, sweeps }))
    expect(stale.validity[1]).toBe(0)
    expect(stale.missing).toEqual(['lidar/roof', 'radar/front'])
    expect(filled(stale, CHANNEL.top)).toEqual([])
  })
})

describe('radar in the raster', () => {
  const ego = { speed: 15, yawRate: 0.3 }

  test('shows standing targets at speed 0, whatever the car does and wherever they are', () => {
    // Sensor 3 m ahead of the rear axle: its velocity is (v, 3·ω).
    const targets = [-0.7, -0.2, 0, 0.4, 0.8].map((azimuth) => ({
      azimuth,
      range: 30,
      rangeRate: -(ego.speed * Math.cos(azimuth) + 3 * ego.yawRate * Math.sin(azimuth)),
    }))
    const raster = drawn(sceneWith({ ego, radars: [radarCycle(targets)] }))
    expect(filled(raster, CHANNEL.radarCrossSection)).toHaveLength(5)
    expect(filled(raster, CHANNEL.radarSpeed)).toEqual([])
  })

  test('shows the speed over ground of what moves, in the cell where it is, and its cross section', () => {
    const raster = drawn(sceneWith({ ego: { speed: 15 }, radars: [radarCycle([{ range: 40.1, rangeRate: -5 }])] }))
    const cell = cellAt(43.1, 0)
    expect(valueAt(raster.cells, cell, CHANNEL.radarSpeed)).toBe(10)
    expect(valueAt(raster.cells, cell, CHANNEL.radarCrossSection)).toBe(10)
    expect(filled(raster, CHANNEL.radarCrossSection)).toEqual([cell])
  })

  test('keeps the strongest target of a cell, in whatever order they come', () => {
    const targets = [
      { range: 20, rangeRate: 2, radarCrossSection: 3 },
      { range: 20.1, rangeRate: 5, radarCrossSection: 12 },
      { range: 20.2, rangeRate: -7.5, radarCrossSection: 12 },
    ]
    const one = drawn(sceneWith({ radars: [radarCycle(targets)] }))
    const other = drawn(sceneWith({ radars: [radarCycle([...targets].reverse())] }))
    expect(valueAt(one.cells, cellAt(23.1, 0), CHANNEL.radarSpeed)).toBe(-7.5)
    expect(isEqual(one.cells, other.cells)).toBe(true)
  })
})

describe('tracks in the raster', () => {
  test('cover their turned boxes with existence and velocity', () => {
    const yaw = Math.PI / 6
    const object = trackedObject({
      position: [30, 4, 0.8],
      yaw,
      velocity: [7.5, -2.5],
      existence: 0.8,
      size: [6, 2, 1.5],
    })
    const raster = drawn(sceneWith({ objects: [object] }))
    const cells = filled(raster, CHANNEL.track)
    // 12 m² of 0.25 m² cells.
    expect(Math.abs(cells.length - 48)).toBeLessThan(8)
    for (const cell of cells) {
      const [x, y] = [-32 + 0.5 * ((cell % 256) + 0.5), 32 - 0.5 * (Math.floor(cell / 256) + 0.5)]
      const along = Math.cos(yaw) * (x - 30) + Math.sin(yaw) * (y - 4)
      const across = Math.cos(yaw) * (y - 4) - Math.sin(yaw) * (x - 30)
      expect(Math.abs(along)).toBeLessThanOrEqual(3)
      expect(Math.abs(across)).toBeLessThanOrEqual(1)
      expect(valueAt(raster.cells, cell, CHANNEL.track)).toBeCloseTo(0.8, 2)
      expect(valueAt(raster.cells, cell, CHANNEL.trackSpeedX)).toBe(7.5)
      expect(valueAt(raster.cells, cell, CHANNEL.trackSpeedY)).toBe(-2.5)
    }
  })

  test('mark a cell however small they are, and none when they are far away', () => {
    const small = trackedObject({ class: 'pedestrian', position: [10.01, 0.01, 0.9], size: [0.3, 0.3, 1.7] })
    const far = trackedObject({ position: [200, 0, 0.8] })
    expect(filled(drawn(sceneWith({ objects: [small, far] })), CHANNEL.track)).toEqual([cellAt(10.01, 0.01)])
  })
})

describe('the raster of a busy scene', () => {
  /** `side` -1: the same world mirrored. Nothing lies on the border of two cells. */
  const scene = (side: 1 | -1): Scene => {
    const points = Array.from({ length: 3000 }, (_, i) => {
      const x = -30.13 + 0.0417 * i
      return [x, side * (31.1 * Math.sin(0.37 * i) + 1e-4), (i % 50) / 10 - 0.4, (i % 7) / 7] as const
    })
    const targets = Array.from({ length: 40 }, (_, i) => ({
      range: 5.03 + 2 * i,
      azimuth: side * 0.6 * Math.sin(1.3 * i + 0.1),
      rangeRate: -10 + (i % 9),
      radarCrossSection: (i * 7) % 31,
    }))
    const objects = Array.from({ length: 12 }, (_, i) =>
      trackedObject({
        id: i,
        position: [-20.1 + 9 * i, side * (20.3 * Math.cos(i) + 0.013), 0.8],
        yaw: side * (0.4 * i + 0.01),
        velocity: [5 - i, side * (0.7 * i - 3)],
        existence: 0.3 + 0.05 * i,
      }),
    )
    const ego = { speed: 12, yawRate: side * 0.2 }
    return sceneWith({ stamp: 5e7, ego, objects, sweeps: [sweepOf(points)], radars: [radarCycle(targets)] })
  }

  test('is the mirrored raster when the world is mirrored', () => {
    const mirrored = new Uint8Array(RASTER_SIZE)
    mirrorRaster(drawn(scene(1)).cells, mirrored)
    const found = drawn(scene(-1)).cells
    // Rounding of a speed that lies between two bytes may go the other way.
    let off = 0
    for (let i = 0; i < RASTER_SIZE; i++) off = Math.max(off, Math.abs(found[i]! - mirrored[i]!))
    expect(off).toBeLessThanOrEqual(1)
    expect(isEqual(found, drawn(scene(1)).cells)).toBe(false)
  })

  test('comes back when it is mirrored twice', () => {
    const { cells } = drawn(scene(1))
    const [once, twice] = [new Uint8Array(RASTER_SIZE), new Uint8Array(RASTER_SIZE)]
    mirrorRaster(cells, once)
    mirrorRaster(once, twice)
    expect(isEqual(twice, cells)).toBe(true)
  })

  test('is the same bytes each time, whatever was drawn before', () => {
    const raster = new PlannerRaster(SENSORS)
    raster.draw(scene(1))
    const first = raster.cells.slice()
    raster.draw(scene(-1))
    expect(isEqual(raster.cells, first)).toBe(false)
    raster.draw(scene(1))
    expect(isEqual(raster.cells, first)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import type { LaneBoundary, LaneMap } from '../../../src/common/map/lane-map.ts'
import { LidarGround } from '../../../src/simulation/sensors/lidar-ground.ts'
import {
  ASPHALT_REFLECTANCE,
  GROUND_REFLECTANCE,
  PAINT_REFLECTANCE,
} from '../../../src/simulation/sensors/surface-reflectance.ts'
import { EMPTY_MAP } from './lidar-world.ts'

function boundary(y: number, pattern: LaneBoundary['pattern']): LaneBoundary {
  return { line: Float64Array.of(-100, y, 100, y), pattern, colour: 'white', isRaised: false }
}

/** One lane along x with a solid line on its left and none on its right, on a slab of asphalt. */
const MAP: LaneMap = {
  ...EMPTY_MAP,
  lanes: [
    {
      id: 1,
      kind: 'vehicle',
      centreLine: Float64Array.of(-100, 0, 100, 0),
      leftBoundary: boundary(1.75, 'solid'),
      rightBoundary: boundary(-1.75, 'none'),
      width: 3.5,
      speedLimit: 14,
      successors: [],
      predecessors: [],
      left: null,
      right: null,
      isJunction: false,
      turn: 'none',
      yieldsTo: [],
    },
  ],
  drivableAreas: [Float64Array.of(-100, -3, 100, -3, 100, 3, -100, 3)],
}

describe('the ground under a lidar', () => {
  const ground = new LidarGround(MAP, 'grass')
  /** Share of places across a stretch of the road (m) at which the ground reflects so. */
  const share = (from: number, to: number, reflectance: number) => {
    let count = 0
    for (let i = 0; i < 1000; i++) {
      const y = from + ((i % 50) / 50) * (to - from)
      if (Math.abs(ground.reflectance(-90 + 0.18 * i, y) - reflectance) < 1e-9) count++
    }
    return count / 1000
  }

  it('is asphalt on the road, paint on its lines, and grass beside and far from it', () => {
    expect(share(-2.8, 1.5, ASPHALT_REFLECTANCE)).toBe(1)
    expect(share(1.0, 2.0, PAINT_REFLECTANCE)).toBeGreaterThan(0.08)
    expect(share(1.0, 2.0, PAINT_REFLECTANCE)).toBeLessThan(0.3)
    expect(share(-2.5, -1, PAINT_REFLECTANCE)).toBe(0)
    expect(share(3.2, 9, GROUND_REFLECTANCE.grass)).toBe(1)
    expect(ground.reflectance(1e4, -1e4)).toBe(GROUND_REFLECTANCE.grass)
  })

  it('shines less when the road is wet', () => {
    const wet = new LidarGround(MAP, 'grass', 0.4)
    expect(wet.reflectance(0, 0)).toBeCloseTo(0.4 * ASPHALT_REFLECTANCE, 9)
    expect(wet.reflectance(0, 50)).toBe(GROUND_REFLECTANCE.grass)
  })

  it('is all one where the map is empty', () => {
    expect(new LidarGround(EMPTY_MAP, 'soil').reflectance(3, 4)).toBe(GROUND_REFLECTANCE.soil)
  })
})

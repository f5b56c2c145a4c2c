import { describe, expect, it } from 'vitest'
import {
  alignNavigation,
  navigationLength,
  placesOf,
  writeNavigation,
} from '../../../src/common/navigation/navigation-values.ts'
import { drawRouteMap, ROUTE_MAP_SHAPE, ROUTE_MAP_SIZE } from '../../../src/common/navigation/route-map.ts'

const DISTANCES = [5, 10, 20, 40]

/** A straight route of heading `heading` that the car is `offset` m left of, `remaining` m before its end. */
function told(heading: number, offset: number, remaining = 300): Float32Array {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)]
  const points = DISTANCES.flatMap((distance) => {
    const along = Math.min(distance, remaining)
    return [cos * along + sin * offset, sin * along - cos * offset]
  })
  const values = new Float32Array(navigationLength(DISTANCES.length))
  const speedLimits = Float64Array.from([0, ...DISTANCES], () => 13)
  writeNavigation({ points: Float64Array.from(points), speedLimits, offset, remaining }, values)
  return values
}

describe('a navigation route', () => {
  it.each([
    [0, 3],
    [0.4, -6],
    [-2, 2.5],
  ])('of heading %f that lies %f m beside the car is moved to go through it', (heading, offset) => {
    const values = told(heading, offset)
    alignNavigation(values, DISTANCES)
    DISTANCES.forEach((distance, i) => {
      expect(values[2 * i]).toBeCloseTo(distance * Math.cos(heading), 4)
      expect(values[2 * i + 1]).toBeCloseTo(distance * Math.sin(heading), 4)
    })
    // How far it was off stays told.
    expect(values.at(-3)).toBe(offset)
  })

  it('is moved by what is left of it near its end, and not at all where nothing is', () => {
    const near = told(0.3, 2, 3)
    alignNavigation(near, DISTANCES)
    expect(near[0]).toBeCloseTo(3 * Math.cos(0.3), 4)
    expect(near[1]).toBeCloseTo(3 * Math.sin(0.3), 4)
    const over = told(0.3, 2, 0.5)
    const before = over.slice()
    alignNavigation(over, DISTANCES)
    expect(over).toEqual(before)
    const none = new Float32Array(navigationLength(DISTANCES.length))
    alignNavigation(none, DISTANCES)
    expect(placesOf(none, DISTANCES.length)).toBeNull()
  })

  it('is drawn through the car, rows to the right and columns ahead', () => {
    const map = new Float32Array(ROUTE_MAP_SIZE)
    const [, rows, columns] = ROUTE_MAP_SHAPE
    // 20 m straight on, then to the left.
    drawRouteMap([20, 0, 20, 20], map)
    const at = (channel: number, x: number, y: number) =>
      map[channel * rows * columns + Math.floor((32 - y) / 2) * columns + Math.floor((x + 32) / 2)]!
    // Centres of cells are 1 m beside the way.
    expect(at(0, 10, 0.5)).toBeCloseTo(Math.exp(-0.25), 5)
    expect(at(0, 10, -0.5)).toBeCloseTo(Math.exp(-0.25), 5)
    expect(at(0, 20.5, 11)).toBeCloseTo(Math.exp(-0.25), 5)
    expect(at(0, 11, 11)).toBeLessThan(1e-6)
    expect(at(1, 11, 5)).toBeCloseTo(5 / 16, 5)
    // Neither behind the car nor beyond the last place.
    expect(at(1, -11, 1)).toBeCloseTo(Math.hypot(11, 1) / 16, 5)
    expect(at(1, 21, 31)).toBeCloseTo(Math.hypot(1, 11) / 16, 5)
    expect(at(1, 60, -20)).toBe(1)
    drawRouteMap(null, map)
    expect(Math.max(...map)).toBe(0)
  })
})

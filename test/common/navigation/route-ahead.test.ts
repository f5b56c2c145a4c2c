import { describe, expect, test } from 'vitest'
import { createLocalFrame, geodeticFromEnu } from '../../../src/common/geodesy/local-frame.ts'
import { NavigationTracker } from '../../../src/common/navigation/route-ahead.ts'
import type { NavigationObservation } from '../../../src/core/observations.ts'
import { egoState } from '../../planning/scene-fixtures.ts'

const ORIGIN = { latitude: 0.84, longitude: 0.2, altitude: 500 }
const FRAME = createLocalFrame(ORIGIN)

/** 100 m east at 10 m/s, then 100 m north at 20 m/s. */
function corner(): NavigationObservation {
  const places = (
    [
      [0, 0],
      [100, 0],
      [100, 100],
    ] as const
  ).map(([x, y]) => geodeticFromEnu(FRAME, [x, y, 0]))
  return {
    kind: 'navigation',
    stamp: 0,
    sequence: 0,
    sensor: 'navigation',
    latitudes: Float64Array.from(places, ({ latitude }) => latitude),
    longitudes: Float64Array.from(places, ({ longitude }) => longitude),
    speedLimits: Float64Array.of(10, 20, Number.NaN),
  }
}

const at = (x: number, y: number, yaw: number) => egoState({ position: [x, y, 0], yaw, origin: ORIGIN, isValid: true })

describe('a navigation route', () => {
  test('is told in the ego frame, round the corner, with the speed limits there', () => {
    const ahead = new NavigationTracker().ahead(corner(), at(80, 2, 0), [10, 50])!
    expect([...ahead.points].map((value) => value.toFixed(2))).toEqual(['10.00', '-2.00', '20.00', '28.00'])
    expect([...ahead.speedLimits]).toEqual([10, 10, 20])
    expect(ahead.offset).toBeCloseTo(2, 2)
    expect(ahead.remaining).toBeCloseTo(120, 1)
  })

  test('turns with the car', () => {
    const [x, y] = new NavigationTracker().ahead(corner(), at(50, 0, Math.PI / 2), [10])!.points
    expect(x).toBeCloseTo(0, 3)
    expect(y).toBeCloseTo(-10, 3)
  })

  test('ends where it ends', () => {
    const ahead = new NavigationTracker().ahead(corner(), at(100, 95, Math.PI / 2), [50])!
    expect(ahead.points[0]).toBeCloseTo(5, 2)
  })

  test('is none without a place on the globe, without a route, or with one point', () => {
    const tracker = new NavigationTracker()
    expect(tracker.ahead(corner(), egoState({ isValid: true, origin: null }), [10])).toBeNull()
    expect(tracker.ahead(null, at(0, 0, 0), [10])).toBeNull()
    const { latitudes, longitudes, speedLimits, ...rest } = corner()
    const stub = {
      ...rest,
      latitudes: latitudes.map(() => latitudes[0]!),
      longitudes: longitudes.map(() => longitudes[0]!),
      speedLimits,
    }
    expect(tracker.ahead(stub, at(0, 0, 0), [10])).toBeNull()
  })

  test('is followed anew when the device tells another one', () => {
    const tracker = new NavigationTracker()
    tracker.ahead(corner(), at(80, 2, 0), [10])
    const straight = corner()
    const far = geodeticFromEnu(FRAME, [200, 0, 0])
    straight.latitudes[2] = far.latitude
    straight.longitudes[2] = far.longitude
    const { points } = tracker.ahead(straight, at(80, 2, 0), [50])!
    expect(points[0]).toBeCloseTo(50, 2)
    expect(points[1]).toBeCloseTo(-2, 2)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createLocalFrame,
  enuFromGeodetic,
  geodeticFromEnu,
  rotateToEcef,
  rotateToEnu,
} from '../../../src/common/geodesy/local-frame.ts'
import { ecefFromGeodetic, geodeticFromEcef } from '../../../src/common/geodesy/wgs84.ts'

const DEGREE = Math.PI / 180
const SEMI_MINOR_AXIS = 6_356_752.3142

const geodetic = fc.record({
  latitude: fc.double({ min: -90 * DEGREE, max: 90 * DEGREE, noNaN: true }),
  longitude: fc.double({ min: -179.9 * DEGREE, max: 179.9 * DEGREE, noNaN: true }),
  altitude: fc.double({ min: -1000, max: 20_000, noNaN: true }),
})

describe('WGS 84', () => {
  test('the axes of the ellipsoid are where the standard puts them', () => {
    expect(ecefFromGeodetic({ latitude: 0, longitude: 0, altitude: 0 })).toEqual([6_378_137, 0, 0])
    const pole = ecefFromGeodetic({ latitude: Math.PI / 2, longitude: 0, altitude: 100 })
    expect(pole[0]).toBeCloseTo(0, 6)
    expect(pole[2]).toBeCloseTo(SEMI_MINOR_AXIS + 100, 3)
  })

  test('at the poles the altitude is still exact', () => {
    const north = geodeticFromEcef([0, 0, SEMI_MINOR_AXIS + 250])
    expect(north.latitude).toBeCloseTo(Math.PI / 2, 12)
    expect(north.altitude).toBeCloseTo(250, 3)
  })

  test('earth-centred coordinates and back give the same point', () => {
    fc.assert(
      fc.property(geodetic, (point) => {
        const back = geodeticFromEcef(ecefFromGeodetic(point))
        const metres = 6.4e6
        expect(Math.abs(back.latitude - point.latitude) * metres).toBeLessThan(1e-6)
        const turn = Math.abs(back.longitude - point.longitude) * metres * Math.cos(point.latitude)
        expect(turn).toBeLessThan(1e-6)
        expect(Math.abs(back.altitude - point.altitude)).toBeLessThan(1e-6)
      }),
    )
  })
})

describe('the local frame', () => {
  test('the origin is zero and a point above it is up', () => {
    const origin = { latitude: 0.65, longitude: -2.13, altitude: 12 }
    const frame = createLocalFrame(origin)
    expect(enuFromGeodetic(frame, origin).map(Math.abs)).toEqual([0, 0, 0])
    const [east, north, up] = enuFromGeodetic(frame, { ...origin, altitude: 22 })
    expect(Math.hypot(east, north)).toBeLessThan(1e-8)
    expect(up).toBeCloseTo(10, 8)
  })

  test('a small step north and east has the length that the radii of curvature give', () => {
    // Meridian radius M = a(1 - e²)/(1 - e² sin²φ)^1.5 and prime vertical radius N: Groves 2013, eq. 2.105-2.106.
    const latitude = 37 * DEGREE
    const frame = createLocalFrame({ latitude, longitude: 0.3, altitude: 0 })
    const w = 1 - 0.00669437999014 * Math.sin(latitude) ** 2
    const meridian = (6_378_137 * (1 - 0.00669437999014)) / w ** 1.5
    const vertical = 6_378_137 / Math.sqrt(w)
    const step = 1e-6
    expect(enuFromGeodetic(frame, { latitude: latitude + step, longitude: 0.3, altitude: 0 })[1]).toBeCloseTo(
      meridian * step,
      5,
    )
    expect(enuFromGeodetic(frame, { latitude, longitude: 0.3 + step, altitude: 0 })[0]).toBeCloseTo(
      vertical * Math.cos(latitude) * step,
      5,
    )
  })

  test('east, north, up and back give the same point within 50 km', () => {
    const offset = fc.double({ min: -50_000, max: 50_000, noNaN: true })
    fc.assert(
      fc.property(geodetic, offset, offset, (origin, east, north) => {
        const frame = createLocalFrame(origin)
        const back = enuFromGeodetic(frame, geodeticFromEnu(frame, [east, north, 5]))
        expect(Math.hypot(back[0] - east, back[1] - north, back[2] - 5)).toBeLessThan(1e-5)
      }),
    )
  })

  test('rotating a velocity there and back keeps it', () => {
    const frame = createLocalFrame({ latitude: -0.7, longitude: 1.9, altitude: 300 })
    const back = rotateToEnu(frame, rotateToEcef(frame, [3, -4, 0.5]))
    expect(back[0]).toBeCloseTo(3, 12)
    expect(back[1]).toBeCloseTo(-4, 12)
    expect(back[2]).toBeCloseTo(0.5, 12)
  })
})

import { describe, expect, it } from 'vitest'
import { type Street, streetSweep } from '../../../../bench/lidar-street.ts'
import { GroundGrid } from '../../../../perception/lidar/objects/ground-grid.ts'
import { PlacedPoints, STANDING } from '../../../../perception/lidar/objects/placed-points.ts'
import type { PointCloud } from '../../../../src/core/messages.ts'

const REACH = 75
const HEIGHT = 1.73
const MOUNTING = { position: [0, 0, HEIGHT], yaw: 0, pitch: 0, roll: 0 } as const
const NO_CAR = [0, 0, 0] as const
const CAR = { x: 15, y: 0, yaw: 0, length: 4.4, width: 1.8, height: 1.5 }

function heightsOf(cloud: PointCloud) {
  const points = new PlacedPoints(REACH)
  const ground = new GroundGrid(REACH)
  points.place(cloud, MOUNTING, STANDING, NO_CAR)
  ground.build(points, 0, 0)
  const isOnCar = (i: number) => Math.abs(points.x[i]! - CAR.x) < 2.4 && Math.abs(points.y[i]!) < 1.1
  return Array.from({ length: points.count }, (_, i) => ({
    height: ground.heights[i]!,
    isOnCar: isOnCar(i),
    z: points.z[i]!,
    x: points.x[i]!,
  }))
}

const share = (values: readonly { readonly height: number }[], isTrue: (height: number) => boolean) =>
  values.filter(({ height }) => isTrue(height)).length / values.length

describe('the ground', () => {
  const streets: [string, Street][] = [
    ['flat', { boxes: [CAR] }],
    ['uphill, 10 %', { boxes: [CAR], slope: 0.1 }],
    ['downhill, 10 %', { boxes: [CAR], slope: -0.1 }],
    ['between kerbs of 15 cm', { boxes: [CAR], kerbAt: 5, kerb: 0.15 }],
  ]
  it.each(streets)('%s is told from the car on it', (_, street) => {
    const points = heightsOf(streetSweep(street, HEIGHT, 1, 900))
    const ground = points.filter(({ isOnCar }) => !isOnCar)
    expect(ground.length).toBeGreaterThan(30_000)
    expect(share(ground, (height) => height > 0.3)).toBeLessThan(0.002)
    const slope = street.slope ?? 0
    const body = points.filter(({ isOnCar, z, x }) => isOnCar && z - slope * x > 0.55)
    expect(body.length).toBeGreaterThan(60)
    expect(share(body, (height) => height > 0.3)).toBeGreaterThan(0.99)
  })

  it('is not drawn down by mirror images below it', () => {
    const cloud = streetSweep({ boxes: [CAR] }, HEIGHT, 1, 900)
    // A puddle before the car: its image upside down.
    const mirrored = [...cloud.x.keys()].filter(
      (i) => Math.abs(cloud.x[i]! - 12.8) < 0.1 && Math.abs(cloud.y[i]!) < 0.9,
    )
    expect(mirrored.length).toBeGreaterThan(50)
    const z = Float32Array.from(cloud.z)
    for (const i of mirrored) z[i] = -2 * HEIGHT - z[i]!
    const points = heightsOf({ ...cloud, z })
    expect(
      share(
        points.filter(({ isOnCar }) => !isOnCar),
        (height) => height > 0.3,
      ),
    ).toBeLessThan(0.002)
  })
})

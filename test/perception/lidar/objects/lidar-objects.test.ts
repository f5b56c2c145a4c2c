import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StreetBox, streetSweep, TOWN_STREET } from '../../../../bench/lidar-street.ts'
import { LidarObjectDetector } from '../../../../perception/lidar/objects/lidar-objects.ts'
import { STANDING } from '../../../../perception/lidar/objects/placed-points.ts'
import { Random } from '../../../../src/common/random/xoshiro.ts'
import type { PointCloud } from '../../../../src/core/messages.ts'
import type { BoxDetection } from '../../../../src/core/observations.ts'

const HEIGHT = 1.73
const MOUNTING = { position: [0, 0, HEIGHT], yaw: 0, pitch: 0, roll: 0 } as const
const OWN_CAR = [-1.2, 3.9, 1.1] as const
const CAR = { length: 4.4, width: 1.8, height: 1.5 }

const create = (mounting = {}) => new LidarObjectDetector({ mounting: { ...MOUNTING, ...mounting }, ownCar: OWN_CAR })

function nearest(boxes: readonly BoxDetection[], { x, y }: Pick<StreetBox, 'x' | 'y'>) {
  const error = (box: BoxDetection) => Math.hypot(box.position[0] - x, box.position[1] - y)
  const [box] = [...boxes].sort((a, b) => error(a) - error(b))
  return { box, error: box ? error(box) : Infinity }
}

/** Over the street, all heights over 0.25 m. */
function pointsOn({ x, y, z }: PointCloud, box: StreetBox): number {
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)]
  const isOn = (i: number) => {
    const [dx, dy] = [x[i]! - box.x, y[i]! - box.y]
    const isInside =
      Math.abs(cos * dx + sin * dy) < box.length / 2 + 0.1 && Math.abs(cos * dy - sin * dx) < box.width / 2 + 0.1
    return isInside && z[i]! > 0.25 - HEIGHT
  }
  return x.reduce((count, _, i) => count + (isOn(i) ? 1 : 0), 0)
}

/** Smallest angle between the axes of two boxes, which may point either way, rad. */
const yawError = (a: number, b: number) => Math.abs(Math.asin(Math.sin(a - b)))

const column = (...values: number[]) => Float32Array.from(values)
const cloudOf = (x: Float32Array, y: Float32Array, z: Float32Array): PointCloud => {
  return { kind: 'points', sensor: 'roof', x, y, z, intensity: null, ring: null, time: null }
}

/** A sweep in fog: besides, 2,000 echoes from drops in directions at random, near the sensor more than far away. */
function inFog({ x, y, z }: PointCloud, seed: number): PointCloud {
  const random = new Random(seed)
  const drops = Array.from({ length: 2000 }, () => {
    const [azimuth, elevation] = [random.between(-Math.PI, Math.PI), random.between(-0.4, 0.1)]
    const range = 1 - 7 * Math.log(1 - random.uniform())
    return [
      range * Math.cos(elevation) * Math.cos(azimuth),
      range * Math.cos(elevation) * Math.sin(azimuth),
      range * Math.sin(elevation),
    ]
  }).filter(([, , dz]) => dz! > -HEIGHT)
  const joined = (values: Float32Array, axis: number) =>
    Float32Array.from([...values, ...drops.map((drop) => drop[axis]!)])
  return cloudOf(joined(x, 0), joined(y, 1), joined(z, 2))
}

describe('lidar objects', () => {
  it('are the same in fog, whose drops are many around the car and hardly one beside another', () => {
    const detector = create()
    const boxes = [
      { x: 9, y: 3, yaw: 0.2, ...CAR },
      { x: -14, y: -4, yaw: 1.1, ...CAR },
      { x: 6, y: -4, yaw: 0, length: 0.6, width: 0.6, height: 1.75 },
    ]
    const clear = streetSweep({ boxes }, HEIGHT, 3, 900)
    for (const seed of [1, 2, 3]) {
      const found = detector.detect(inFog(clear, seed), STANDING)
      for (const body of boxes) expect(nearest(found, body).error).toBeLessThan(0.6)
      expect(found).toHaveLength(boxes.length)
    }
  })

  it('finds a car wherever it stands and however it is turned, to half a metre, as sure as it says', () => {
    const detector = create()
    const scaled: number[] = []
    fc.assert(
      fc.property(
        fc.record({
          range: fc.double({ min: 8, max: 35, noNaN: true }),
          bearing: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
          yaw: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
          length: fc.double({ min: 3.7, max: 5.1, noNaN: true }),
          width: fc.double({ min: 1.65, max: 2, noNaN: true }),
        }),
        fc.nat(),
        ({ range, bearing, yaw, length, width }, seed) => {
          const [x, y] = [range * Math.cos(bearing), range * Math.sin(bearing)]
          const car = { x, y, yaw, length, width, height: 1.5 }
          const { box, error } = nearest(
            detector.detect(streetSweep({ boxes: [car] }, HEIGHT, seed, 900), STANDING),
            car,
          )
          expect(error).toBeLessThan(0.5)
          expect(box!.class).toBe('car')
          expect(yawError(box!.yaw, yaw)).toBeLessThan(0.2)
          const c = box!.covariance!
          const [dx, dy] = [box!.position[0] - car.x, box!.position[1] - car.y]
          const determinant = c[0]! * c[5]! - c[1]! * c[4]!
          expect(determinant).toBeGreaterThan(0)
          scaled.push((c[5]! * dx * dx - 2 * c[1]! * dx * dy + c[0]! * dy * dy) / determinant)
        },
      ),
      { numRuns: 40 },
    )
    // Two degrees of freedom: 2 on average were the errors Gaussian and the covariance exact.
    const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length
    expect(mean).toBeGreaterThan(0.1)
    expect(mean).toBeLessThan(4)
  })

  it('finds the road users of a town street and takes its house fronts for none', () => {
    const sweep = streetSweep(TOWN_STREET, HEIGHT, 3)
    const boxes = create().detect(sweep, STANDING)
    const users = TOWN_STREET.boxes.filter(({ length }) => length < 20)
    const visible = users.filter((user) => user.length > 4 && pointsOn(sweep, user) >= 30)
    expect(visible.length).toBeGreaterThan(15)
    for (const user of visible) expect(nearest(boxes, user).error, JSON.stringify(user)).toBeLessThan(1)
    const strange = boxes.filter((box) => {
      const [x, y] = box.position
      return !users.some((user) => Math.hypot(user.x - x, user.y - y) < 2)
    })
    expect(strange.length).toBeLessThanOrEqual(2)
  })

  it('gives a lorry and a person their class', () => {
    const lorry = { x: 12, y: 6, yaw: 0.1, length: 9, width: 2.5, height: 3.6 }
    const person = { x: 9, y: -4, yaw: 0, length: 0.5, width: 0.5, height: 1.75 }
    const boxes = create().detect(streetSweep({ boxes: [lorry, person] }, HEIGHT, 1), STANDING)
    expect(nearest(boxes, lorry).box?.class).toBe('truck')
    expect(nearest(boxes, lorry).error).toBeLessThan(0.5)
    expect(nearest(boxes, person).box?.class).toBe('pedestrian')
    expect(nearest(boxes, person).error).toBeLessThan(0.25)
  })

  it('finds a car on a slope and behind a kerb', () => {
    for (const street of [{ slope: 0.1 }, { slope: -0.08 }, { kerbAt: 2, kerb: 0.15 }]) {
      const car = { ...CAR, x: 16, y: 4, yaw: 0 }
      const boxes = create().detect(streetSweep({ boxes: [car], ...street }, HEIGHT, 1), STANDING)
      expect(nearest(boxes, car).error).toBeLessThan(0.5)
      expect(boxes).toHaveLength(1)
    }
  })

  it('takes the motion of the car out of the sweep: at 20 m/s in a bend the boxes stay where they are', () => {
    // Behind, where the sweep begins: 0.1 s or 2 m before its stamp.
    const car = { ...CAR, x: -14, y: 3, yaw: 0 }
    const motion = { speed: 20, yawRate: 0.3 }
    const sweep = streetSweep({ boxes: [car], ...motion }, HEIGHT, 1)
    expect(nearest(create().detect(sweep, motion), car).error).toBeLessThan(0.4)
    expect(nearest(create().detect(sweep, STANDING), car).error).toBeGreaterThan(0.8)
  })

  it('gives boxes in the frame of a sensor that is turned and pitched', () => {
    const car = { ...CAR, x: 12, y: 3, yaw: 0.4 }
    const sweep = streetSweep({ boxes: [car] }, HEIGHT, 1)
    const [yaw, pitch] = [Math.PI / 2, 0.05]
    // sensorFromEgo of yaw, then pitch: x' = cos(yaw) x + sin(yaw) y, and so on.
    const turned = cloudOf(sweep.x.slice(), sweep.y.slice(), sweep.z.slice())
    for (let i = 0; i < sweep.x.length; i++) {
      const [x, y, z] = [sweep.y[i]!, -sweep.x[i]!, sweep.z[i]!]
      turned.x[i] = Math.cos(pitch) * x - Math.sin(pitch) * z
      turned.y[i] = y
      turned.z[i] = Math.sin(pitch) * x + Math.cos(pitch) * z
    }
    const straight = nearest(create().detect(sweep, STANDING), car).box!
    const { box, error } = nearest(create({ yaw, pitch }).detect(turned, STANDING), { x: car.y, y: -car.x })
    expect(error).toBeLessThan(0.5)
    expect(yawError(box!.yaw, straight.yaw - yaw)).toBeLessThan(0.02)
    expect(box!.covariance![0]).toBeCloseTo(straight.covariance![5]!, 2)
  })

  it('says the same of the same sweep, whatever came before', () => {
    const detector = create()
    const sweep = streetSweep(TOWN_STREET, HEIGHT, 5, 600)
    const first = detector.detect(sweep, STANDING)
    detector.detect(streetSweep({ boxes: [], slope: 0.1 }, HEIGHT, 6), STANDING)
    expect(detector.detect(sweep, STANDING)).toEqual(first)
    expect(create().detect(sweep, STANDING)).toEqual(first)
  })

  it('gives no boxes for an empty sweep or points that are not numbers, and counts those', () => {
    const detector = create()
    expect(detector.detect(cloudOf(column(), column(), column()), STANDING)).toEqual([])
    const bad = column(Number.NaN, Infinity, -Infinity, 1e30, 5)
    expect(detector.detect(cloudOf(bad, bad, column(0, 0, 0, 0, Number.NaN)), STANDING)).toEqual([])
    expect(detector.droppedPoints).toBe(5)
  })

  it('gives finite boxes with positive covariances, whatever the points', () => {
    const detector = create()
    const value = fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.double(), fc.constantFrom(0, 5, 5.1))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, fc.double({ min: -2, max: 2, noNaN: true })), { maxLength: 200 }),
        (points) => {
          const [x, y, z] = [0, 1, 2].map((axis) => Float32Array.from(points, (point) => point[axis]!))
          for (const box of detector.detect(cloudOf(x!, y!, z!), { speed: 10, yawRate: 0.2 })) {
            expect([...box.position, ...box.size, box.yaw, box.score].every(Number.isFinite)).toBe(true)
            expect(box.size.every((side) => side > 0)).toBe(true)
            const c = box.covariance!
            expect(c[0]! * c[5]! - c[1]! * c[4]!).toBeGreaterThan(0)
            expect(c[1]).toBe(c[4])
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { networkBoxes } from '../../../perception/camera/network-boxes.ts'
import { CAR_BUILD } from '../../../perception/camera/rear-view.ts'
import { opticalFromEgo, toOptical } from '../../../src/common/geometry/camera-pose.ts'
import { projectPoint } from '../../../src/common/geometry/lens.ts'
import type { DetectedBox } from '../../../src/common/manifest/decoders/grid-detections.ts'
import type { Crop, GridDetectionsDecoding } from '../../../src/common/manifest/manifest.ts'
import type { Lens } from '../../../src/core/lens.ts'
import type { SensorPose } from '../../../src/core/observations.ts'
import { LENS as CAR_LENS, MOUNTING as CAR_MOUNTING, type DrawnCar, drawCar } from './drawn-car.ts'

const LENS: Lens = {
  width: 1280,
  height: 720,
  fx: 900,
  fy: 900,
  cx: 639.5,
  cy: 359.5,
  distortion: [-0.1, 0.02, 0, 0, 0],
}
/** Looks 30° to the left, 4° down, and leans. */
const MOUNTING: SensorPose = { position: [1.7, 0.3, 1.5], yaw: 0.52, pitch: 0.07, roll: 0.02 }
const CROP: Crop = { left: 0.1, top: 0.2, right: 0.9, bottom: 1 }
const DECODING = { roadUsers: { person: 'pedestrian', car: 'car' } } as unknown as GridDetectionsDecoding

/** Nothing to see: boxes alone count. */
const PICTURE = { width: LENS.width, height: LENS.height, pixels: new Uint8Array(3 * LENS.width * LENS.height) }

/** Where a point of the ego frame lands, as shares of the crop. */
function share(x: number, y: number, z: number): { readonly x: number; readonly y: number } {
  const [optical, pixel] = [new Float64Array(3), new Float64Array(2)]
  toOptical(optical, opticalFromEgo(MOUNTING), MOUNTING.position, x, y, z)
  expect(projectPoint(LENS, optical[0]!, optical[1]!, optical[2]!, pixel)).toBe(true)
  return {
    x: ((pixel[0]! + 0.5) / LENS.width - CROP.left) / (CROP.right - CROP.left),
    y: ((pixel[1]! + 0.5) / LENS.height - CROP.top) / (CROP.bottom - CROP.top),
  }
}

/** The box around a thin post of `height` that stands `distance` m from the camera, `beside` rad left of its view. */
function post(distance: number, beside: number, height: number, half = 0.01): DetectedBox {
  const sight = MOUNTING.yaw + beside
  const [x, y] = [MOUNTING.position[0] + distance * Math.cos(sight), MOUNTING.position[1] + distance * Math.sin(sight)]
  const foot = share(x, y, 0)
  const head = share(x, y, height)
  const middle = 0.5 * (foot.x + head.x)
  return { left: middle - half, right: middle + half, top: head.y, bottom: foot.y, class: 'person', score: 0.8 }
}

const boxesOf = (...boxes: DetectedBox[]) =>
  networkBoxes({ kind: 'grid-detections', boxes }, DECODING, CROP, PICTURE, LENS, MOUNTING, 2)

describe('boxes of a network for fusion', () => {
  it('give bearing, ground contact and height as the geometry has them, through lens, crop and leaning mounting', () => {
    for (const [distance, beside] of [
      [20, 0],
      [12, 0.2],
      [35, -0.25],
    ] as const) {
      const [box] = boxesOf(post(distance, beside, 1.8))
      expect(box).toMatchObject({ class: 'pedestrian', score: 0.8 })
      // A leaning post's middle is not exactly above its foot.
      expect(Math.abs(box!.bearing - beside)).toBeLessThan(0.003)
      expect(Math.abs(box!.groundContact - Math.atan2(1.5, distance))).toBeLessThan(0.001)
      const height = Math.atan2(1.5, distance) + Math.atan2(0.3, distance)
      expect(Math.abs(box!.apparentHeight - height)).toBeLessThan(0.001)
      expect(box!.groundContactStandardDeviation).toBeGreaterThan((1.5 * 2) / 900)
      expect(box!.groundContactStandardDeviation).toBeLessThan(0.01)
    }
  })

  it('do not say where the foot of a box is that the picture cuts off', () => {
    const near = post(3, 0, 1.8)
    const [box] = boxesOf({ ...near, bottom: 1.2 })
    expect(box!.groundContact).toBeNaN()
    expect(box!.apparentHeight).toBeNaN()
    const [high] = boxesOf({ ...post(20, 0, 1.8), top: -0.1 })
    expect(high!.groundContact).toBeCloseTo(Math.atan2(1.5, 20), 2)
    expect(high!.apparentHeight).toBeNaN()
  })

  it('are sure of no middle where a side is cut off', () => {
    const [whole] = boxesOf(post(10, 0, 1.8))
    const [cut] = boxesOf({ ...post(10, 0.4, 1.8), left: -0.1, right: 0.1 })
    expect(cut!.bearingStandardDeviation).toBeGreaterThan(5 * whole!.bearingStandardDeviation)
  })

  it('leave out what is no road user or not in the picture', () => {
    const person = post(10, 0, 1.8)
    expect(boxesOf({ ...person, class: 'kite' }, { ...person, left: 1.3, right: 1.5 })).toEqual([])
  })
})

describe('a box of a car that is seen from behind', () => {
  const whole: Crop = { left: 0, top: 0, right: 1, bottom: 1 }
  /** A detector's box that holds the car's shadow, as shares of the picture. */
  function observed(axle: number, shape: Partial<DrawnCar> = {}, name = 'car') {
    const { picture, box } = drawCar({ axle, shadow: 1.6, shadowAside: 0.6, ...shape })
    const { width, height } = picture
    const shadow = 0.15 * (box.right - box.left)
    const shares = {
      left: box.left / width,
      top: box.top / height,
      right: (box.right + shadow) / width,
      bottom: (box.bottom + shadow) / height,
    }
    const boxes: DetectedBox[] = [{ ...shares, class: name, score: 0.8 }]
    const decoding = { roadUsers: { car: 'car', truck: 'truck' } } as unknown as GridDetectionsDecoding
    const [found] = networkBoxes(
      { kind: 'grid-detections', boxes },
      decoding,
      whole,
      picture,
      CAR_LENS,
      CAR_MOUNTING,
      1,
    )
    return { found: found! }
  }

  it('gives its distance by width and tyres, and bearing by its sides, whatever shadow the box holds', () => {
    for (const axle of [8.5, 14]) {
      const { found } = observed(axle, { lateral: 0.4 })
      const rear = axle - CAR_BUILD.overhang
      expect(Math.abs(found.distance! / rear - 1)).toBeLessThan(0.04)
      expect(Math.abs(found.bearing - Math.atan2(0.4, axle))).toBeLessThan(0.004)
      expect(found.bearingStandardDeviation).toBeLessThan(0.004)
      expect(found.groundContact).toBeCloseTo(Math.atan2(CAR_MOUNTING.position[2], found.distance!), 4)
      expect(found.apparentHeight).toBeNaN()
      // No surer than one does not know how wide cars are: 0.09 m of 1.75 m, common to all pictures.
      expect(found.distanceStandardDeviation! / found.distance!).toBeGreaterThan(0.05)
      expect(found.distanceStandardDeviation! / found.distance!).toBeLessThan(0.15)
    }
  })

  it('says what its edges say where no rear is found, and of what is no car', () => {
    for (const { found } of [observed(12, { width: 2.6 }), observed(9, {}, 'truck')]) {
      expect(found.distance).toBeUndefined()
      expect(found.groundContact).toBeGreaterThan(0)
      expect(found.apparentHeight).toBeGreaterThan(0)
    }
  })
})

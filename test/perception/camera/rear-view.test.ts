import { describe, expect, it } from 'vitest'
import { CAR_BUILD, measureRearView } from '../../../perception/camera/rear-view.ts'
import type { PictureBox } from '../../../src/common/manifest/picture-boxes.ts'
import { type DrawnCar, drawCar, LENS, MOUNTING } from './drawn-car.ts'

/** A detector's box of the car: by how much of its width each edge is off, outwards. */
function boxOff({ left, top, right, bottom }: PictureBox, off: readonly [number, number, number, number]): PictureBox {
  const width = right - left
  const [l, t, r, b] = off
  return { left: left - l * width, top: top - t * width, right: right + r * width, bottom: bottom + b * width }
}

function measure(car: DrawnCar, off: readonly [number, number, number, number] = [0.05, 0.02, 0.05, 0]) {
  const { picture, box } = drawCar(car)
  return measureRearView(picture, boxOff(box, off), LENS, MOUNTING)
}

describe('a vehicle seen from behind', () => {
  it('is as far away as its width and its tyres say, to its rear, with what is not known of either as deviation', () => {
    for (const axle of [6.5, 9, 14, 22]) {
      const view = measure({ axle, lateral: 0.4 })!
      const rear = axle - CAR_BUILD.overhang
      expect(Math.abs(view.byWidth / rear - 1)).toBeLessThan(0.04)
      expect(Math.abs(view.byContact / rear - 1)).toBeLessThan(0.04)
      expect(Math.abs(view.distance / rear - 1)).toBeLessThan(0.03)
      expect(Math.abs(view.lateral - 0.4 * (rear / axle))).toBeLessThan(0.1)
      expect(view.distanceStandardDeviation).toBeGreaterThan(0.02 * axle)
      expect(view.distanceStandardDeviation).toBeLessThan(0.08 * axle)
    }
  })

  it('is measured alike from boxes that are too large, too small or beside it, and that hold its shadow', () => {
    const car: DrawnCar = { axle: 8.5, shadow: 1.6, shadowAside: 0.6 }
    const boxes = [
      [0, 0, 0, 0],
      [0.2, 0.05, 0.05, 0.3],
      [0.05, 0, -0.05, 0.1],
      [-0.05, 0.04, 0.08, -0.2],
    ] as const
    const distances = boxes.map((off) => measure(car, off)!.distance)
    const rear = 8.5 - CAR_BUILD.overhang
    for (const distance of distances) expect(Math.abs(distance / rear - 1)).toBeLessThan(0.04)
    expect(Math.max(...distances) - Math.min(...distances)).toBeLessThan(0.05)
  })

  it('is measured whether it is darker or brighter than the road', () => {
    for (const [body, road] of [
      [200, 110],
      [60, 150],
      [120, 70],
    ] as const) {
      const view = measure({ axle: 10, body, road })!
      expect(Math.abs(view.distance / (10 - CAR_BUILD.overhang) - 1)).toBeLessThan(0.04)
    }
  })

  it('gives its width alone where its feet are below the picture', () => {
    const { picture, box } = drawCar({ axle: 6.5 })
    const low = { ...picture, height: 320, pixels: picture.pixels.slice(0, 3 * picture.width * 320) }
    const view = measureRearView(low, box, LENS, MOUNTING)!
    expect(view.byContact).toBeNaN()
    expect(view.distance).toBe(view.byWidth)
    expect(Math.abs(view.distance / (6.5 - CAR_BUILD.overhang) - 1)).toBeLessThan(0.04)
  })

  it('is no measure at all where width and feet are not of one vehicle', () => {
    // A lorry taken for a car: by its width it would be much nearer than its tyres are.
    expect(measure({ axle: 12, width: 2.6 })).toBeNull()
  })
})

describe('what is no vehicle', () => {
  it('gives nothing: bare road, and edges without a mirror image', () => {
    const { picture, box } = drawCar({ axle: 9 })
    const road = { ...picture, pixels: picture.pixels.map((_, i) => 120 + ((i * 7) % 11)) }
    expect(measureRearView(road, box, LENS, MOUNTING)).toBeNull()
    const half = { ...picture, pixels: Uint8Array.from(picture.pixels) }
    for (let y = 0; y < half.height; y++) {
      const from = Math.round(0.5 * (box.left + box.right))
      for (let x = from; x < half.width; x++)
        half.pixels.fill(((x * y) >> 3) % 256, 3 * (y * half.width + x), 3 * (y * half.width + x) + 3)
    }
    expect(measureRearView(half, box, LENS, MOUNTING)).toBeNull()
  })

  it('is looked at without harm wherever a box may lie', () => {
    const { picture } = drawCar({ axle: 9 })
    for (const [left, top, right, bottom] of [
      [-900, -900, -800, -700],
      [630, 390, 700, 500],
      [100, 100, 101, 101],
      [-50, -50, 900, 900],
      [300, 200, 290, 210],
    ] as const) {
      const view = measureRearView(picture, { left, top, right, bottom }, LENS, MOUNTING)
      if (view !== null) expect(Number.isFinite(view.distance)).toBe(true)
    }
  })
})

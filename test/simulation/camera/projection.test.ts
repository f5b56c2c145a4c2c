import { describe, expect, test } from 'vitest'
import { opticalFromEgo, toOptical } from '../../../src/common/geometry/camera-pose.ts'
import { projectPoint } from '../../../src/common/geometry/lens.ts'
import { CameraRenderer } from '../../../src/simulation/camera/camera-renderer.ts'
import { type CameraSpec, SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { illumination } from '../../../src/simulation/camera/conditions.ts'
import { Scenery } from '../../../src/simulation/camera/scenery.ts'
import { paintSky } from '../../../src/simulation/camera/sky.ts'
import { actor, sceneOf, straightRoad } from './straight-road.ts'

const day = illumination({ light: 'day', weather: 'clear' })
const front = SURROUND_CAMERAS[0]!

function rendererOf(spec: CameraSpec, light = day): CameraRenderer {
  return new CameraRenderer(spec, light, paintSky(light, 1), 3)
}

function sceneryOf(world = straightRoad()): Scenery {
  const scenery = new Scenery(world)
  scenery.gather(0, 0, 0)
  return scenery
}

/** Pixel of a point of the ego frame by the calibration alone. */
function pixelOf({ lens, mounting }: CameraSpec, x: number, y: number, z: number): readonly [number, number] {
  const point = new Float64Array(3)
  const pixel = new Float64Array(2)
  toOptical(point, opticalFromEgo(mounting), mounting.position, x, y, z)
  expect(projectPoint(lens, point[0]!, point[1]!, point[2]!, pixel)).toBe(true)
  return [pixel[0]!, pixel[1]!]
}

describe('the projection of known points agrees with the calibration to half a pixel', () => {
  // Thin plates across the view: their middle in the image is that of their projected face.
  for (const spec of SURROUND_CAMERAS) {
    test(`of plates in the ${spec.name} camera`, () => {
      const renderer = rendererOf(spec)
      const scenery = sceneryOf()
      const { lens, mounting } = spec
      for (const [ahead, aside] of [
        [8, 0],
        [12, 4],
        [12, -4],
        [25, 9],
      ] as const) {
        const [cos, sin] = [Math.cos(mounting.yaw), Math.sin(mounting.yaw)]
        const x = mounting.position[0] + cos * ahead - sin * aside
        const y = mounting.position[1] + sin * ahead + cos * aside
        const plate = actor('static', x, y, [0.01, 1, 1.6], { yaw: mounting.yaw })
        renderer.render(sceneOf([plate]), scenery, 1)
        let [u, v, count] = [0, 0, 0]
        renderer.inverseDepth.forEach((inverse, pixel) => {
          if (inverse === 0) return
          u += pixel % lens.width
          v += Math.floor(pixel / lens.width)
          count++
        })
        expect(count).toBeGreaterThan(100)
        // Mean over the face: what the mean of its pixels is without distortion and nearly so with it.
        let [expectedU, expectedV] = [0, 0]
        for (let i = 0; i < 400; i++) {
          const across = ((i % 20) + 0.5) / 20 - 0.5
          const height = 1.6 * ((Math.floor(i / 20) + 0.5) / 20)
          const [pu, pv] = pixelOf(spec, x - sin * across, y + cos * across, height)
          expectedU += pu / 400
          expectedV += pv / 400
        }
        expect(Math.abs(u / count - expectedU)).toBeLessThan(0.5)
        expect(Math.abs(v / count - expectedV)).toBeLessThan(0.5)
      }
    })
  }

  test('of painted lines on the road, near and far', () => {
    const renderer = rendererOf(front)
    const pixels = renderer.render(sceneOf(), sceneryOf(), 1)
    for (const x of [8, 10, 13, 16]) {
      for (const y of [1.75, -1.75]) {
        const [u, v] = pixelOf(front, x, y, 0)
        const row = Math.round(v)
        expect(row).toBeLessThan(front.lens.height)
        // The line goes through the row's own place on the road, not quite through the point.
        const [low, high] = [pixelOf(front, x - 0.5, y, 0), pixelOf(front, x + 0.5, y, 0)]
        const onRow = low[0] + ((row - low[1]) / (high[1] - low[1])) * (high[0] - low[0])
        // How much brighter than asphalt weighs the paint.
        let [weight, moment] = [0, 0]
        for (let column = Math.round(u) - 30; column <= Math.round(u) + 30; column++) {
          const paint = Math.max(0, pixels[3 * (row * front.lens.width + column) + 2]! - 140)
          weight += paint
          moment += paint * column
        }
        expect(weight).toBeGreaterThan(200)
        expect(Math.abs(moment / weight - onRow)).toBeLessThan(0.5)
      }
    }
  })

  test('of depth: each pixel of a plate has its distance', () => {
    const renderer = rendererOf(front)
    renderer.render(sceneOf([actor('static', 31.7, 0, [0.01, 2, 2])]), sceneryOf(), 1)
    const depths = renderer.inverseDepth.filter((inverse) => inverse > 0).map((inverse) => 1 / inverse)
    const pitch = front.mounting.pitch
    for (const depth of depths) expect(Math.abs(depth - 30 * Math.cos(pitch))).toBeLessThan(0.06)
  })
})

describe('a lamp of 0.3 m at 50 m', () => {
  for (const [state, channel] of [
    ['red', 0],
    ['green', 1],
  ] as const) {
    test(`shows ${state} over at least 4 pixels each way in the front camera`, () => {
      const renderer = rendererOf(front)
      const x = front.mounting.position[0] + 50
      const pixels = renderer.render(sceneOf(), sceneryOf(straightRoad({ x, state })), 1)
      const columns = new Set<number>()
      const rows = new Set<number>()
      const { width, height } = front.lens
      for (let pixel = 0; pixel < width * height; pixel++) {
        if (renderer.inverseDepth[pixel] === 0) continue
        const others = [0, 1, 2].filter((c) => c !== channel && !(channel === 1 && c === 2))
        const value = pixels[3 * pixel + channel]!
        if (value < 180 || others.some((c) => pixels[3 * pixel + c]! > 0.6 * value)) continue
        columns.add(pixel % width)
        rows.add(Math.floor(pixel / width))
      }
      expect(columns.size).toBeGreaterThanOrEqual(4)
      expect(rows.size).toBeGreaterThanOrEqual(4)
      expect(columns.size).toBeLessThanOrEqual(6)
    })
  }
})

import { describe, expect, test } from 'vitest'
import { opticalFromEgo } from '../../../src/common/geometry/camera-pose.ts'
import { pixelRay } from '../../../src/common/geometry/lens.ts'
import { mirrorFrontImage } from '../../../src/common/raster/mirror-raster.ts'
import { PlannerRaster } from '../../../src/common/raster/planner-raster.ts'
import { CHANNEL, cellAt, FRONT_IMAGE, RASTER_CELLS, valueAt } from '../../../src/common/raster/raster-layout.ts'
import type { ImageFrame } from '../../../src/core/observations.ts'
import { type CameraSpec, SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { SurroundCameras } from '../../../src/simulation/camera/surround-cameras.ts'
import type { World } from '../../../src/simulation/world/world.ts'
import { sceneOf, straightRoad } from '../../simulation/camera/straight-road.ts'
import { sceneWith } from './raster-fixtures.ts'

const front = SURROUND_CAMERAS[0]!
const MOUNTINGS = Object.fromEntries(SURROUND_CAMERAS.map(({ name, mounting }) => [`camera/${name}`, mounting]))
type Colour = readonly [number, number, number]

function frameOf({ name, lens, mounting }: CameraSpec, pixels: Uint8Array, stamp = 0): ImageFrame {
  const { width, height } = lens
  const sensor = `camera/${name}`
  return { kind: 'image', stamp, sequence: 0, sensor, width, height, pixels, lens, mounting, fault: null }
}

const rays = new Map<CameraSpec, Float64Array>()

/** Ego directions of a camera's pixels, x y z, back through its lens. */
function raysOf(spec: CameraSpec): Float64Array {
  const known = rays.get(spec)
  if (known) return known
  const { lens, mounting } = spec
  const r = opticalFromEgo(mounting)
  const out = new Float64Array(3 * lens.width * lens.height)
  const ray = new Float64Array(2)
  for (let v = 0, at = 0; v < lens.height; v++) {
    for (let u = 0; u < lens.width; u++, at += 3) {
      pixelRay(lens, u, v, ray)
      for (let i = 0; i < 3; i++) out[at + i] = r[i]! * ray[0]! + r[3 + i]! * ray[1]! + r[6 + i]!
    }
  }
  rays.set(spec, out)
  return out
}

/** What a camera sees of a coloured ground, traced ray by ray; the sky is blue. */
function photographed(spec: CameraSpec, ground: (x: number, y: number) => Colour): Uint8Array {
  const [x, y, z] = spec.mounting.position
  const directions = raysOf(spec)
  const pixels = new Uint8Array(directions.length)
  for (let at = 0; at < directions.length; at += 3) {
    const way = -z / directions[at + 2]!
    const isGround = directions[at + 2]! < 0
    pixels.set(isGround ? ground(x + way * directions[at]!, y + way * directions[at + 1]!) : [0, 0, 255], at)
  }
  return pixels
}

function middleOf(cell: number): readonly [number, number] {
  return [-32 + 0.5 * ((cell % 256) + 0.5), 32 - 0.5 * (Math.floor(cell / 256) + 0.5)]
}

const isSeen = (raster: PlannerRaster, cell: number) => valueAt(raster.cells, cell, CHANNEL.seen) === 1

/** Squares of 4 m. */
const isLight = (x: number, y: number) => (Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0
/** m to the nearest edge of a square. */
const fromEdge = (x: number, y: number) => Math.min(...[x, y].map((at) => Math.abs(at / 4 - Math.round(at / 4)) * 4))

describe('pictures warped to the ground', () => {
  test('show a checkerboard where it lies, through distorted lenses, seen by six cameras', () => {
    const ground = (x: number, y: number): Colour => (isLight(x, y) ? [200, 200, 200] : [40, 40, 40])
    const raster = new PlannerRaster(MOUNTINGS)
    raster.draw(sceneWith({ images: SURROUND_CAMERAS.map((spec) => frameOf(spec, photographed(spec, ground))) }))
    let [seen, wrong] = [0, 0]
    for (let cell = 0; cell < RASTER_CELLS; cell++) {
      const [x, y] = middleOf(cell)
      // A cell inside the square; beyond 18 m half a pixel of the side cameras is longer than that.
      if (fromEdge(x, y) < 0.5 || Math.hypot(x, y) > 18 || !isSeen(raster, cell)) continue
      seen++
      if (valueAt(raster.cells, cell, CHANNEL.green) > 0.5 !== isLight(x, y)) wrong++
    }
    expect(seen).toBeGreaterThan(1500)
    expect(wrong).toBe(0)
    expect(raster.validity[0]).toBe(255)
  })

  test('show the simulated ground where the world has it', () => {
    const squares: Float64Array[] = []
    for (let x = -40; x < 40; x += 4) {
      for (let y = -40; y < 40; y += 4) {
        if (isLight(x + 2, y + 2)) squares.push(Float64Array.of(x, y, x + 4, y, x + 4, y + 4, x, y + 4))
      }
    }
    const { map, ...rest } = straightRoad()
    const world: World = { ...rest, map: { ...map, lanes: [], stopLines: [], drivableAreas: squares } }
    const images: ImageFrame[] = []
    // The sharpest camera and the one that looks most to the side.
    const cameras = new SurroundCameras(world, { light: 'day', weather: 'clear' }, 1, [front, SURROUND_CAMERAS[3]!])
    cameras.render(sceneOf(), 0, (spec, pixels) => images.push(frameOf(spec, Uint8Array.from(pixels))))
    const raster = new PlannerRaster(MOUNTINGS)
    raster.draw(sceneWith({ images }))
    let [seen, wrong] = [0, 0]
    for (let cell = 0; cell < RASTER_CELLS; cell++) {
      const [x, y] = middleOf(cell)
      if (fromEdge(x, y) < 0.5 || Math.hypot(x, y) > 20 || !isSeen(raster, cell)) continue
      seen++
      // Grass is greener than asphalt.
      const green = valueAt(raster.cells, cell, CHANNEL.green) - valueAt(raster.cells, cell, CHANNEL.blue)
      if (green > 0.06 === isLight(x, y)) wrong++
    }
    expect(seen).toBeGreaterThan(800)
    expect(wrong / seen).toBeLessThan(0.01)
  })

  test('show lane lines of 12 cm as lines without gaps', () => {
    const line = (x: number, y: number): Colour => (Math.abs(y - 1.75) < 0.06 || x < 0 ? [255, 255, 255] : [60, 60, 60])
    const raster = new PlannerRaster(MOUNTINGS)
    raster.draw(sceneWith({ images: [frameOf(front, photographed(front, line))] }))
    for (let x = 8.25; x < 40; x += 0.5) {
      const brightness = (y: number) => valueAt(raster.cells, cellAt(x, y), CHANNEL.red)
      expect(brightness(1.75)).toBeGreaterThan(brightness(0.75) + 0.05)
      expect(brightness(1.75)).toBeGreaterThan(brightness(2.75) + 0.05)
    }
  })

  test('are moved to where things are at the stamp of the scene', () => {
    const stripe = (x: number, y: number): Colour => (x > 20 && x < 22 && y > -9 ? [250, 250, 250] : [20, 20, 20])
    const image = frameOf(front, photographed(front, stripe))
    const raster = new PlannerRaster(MOUNTINGS)
    // 0.2 s at 15 m/s: 3 m nearer.
    raster.draw(sceneWith({ stamp: 2e8, ego: { speed: 15 }, images: [image] }))
    for (const [x, isBright] of [
      [16.25, false],
      [17.75, true],
      [18.25, true],
      [19.75, false],
    ] as const) {
      expect(valueAt(raster.cells, cellAt(x, 0.25), CHANNEL.red) > 0.5).toBe(isBright)
    }
  })

  test('leave a cell to the second best camera when the best one is silent or old', () => {
    const grey = (level: number) => () => [level, level, level] as const
    const images = SURROUND_CAMERAS.map((spec, i) => frameOf(spec, photographed(spec, grey(30 + 40 * i))))
    const raster = new PlannerRaster(MOUNTINGS)
    raster.draw(sceneWith({ images }))
    const [x, y] = [14.25, 6.75]
    const both = valueAt(raster.cells, cellAt(x, y), CHANNEL.red)
    raster.draw(sceneWith({ images: images.filter(({ sensor }) => sensor !== 'camera/front') }))
    const without = valueAt(raster.cells, cellAt(x, y), CHANNEL.red)
    expect([both, without].map((value) => Math.round(255 * value))).toEqual([30, 70])
    expect(raster.validity[0]).toBe(Math.round((255 * 5) / 6))
    expect(raster.missing).toEqual(['camera/front'])
  })

  test('leave cells empty when lens or mounting are not known, or the picture has a fault', () => {
    const pixels = photographed(front, () => [90, 90, 90])
    const raster = new PlannerRaster(MOUNTINGS)
    for (const unknown of [{ lens: null }, { mounting: null }, { fault: 'blinded' } as const]) {
      raster.draw(sceneWith({ images: [{ ...frameOf(front, pixels), ...unknown }] }))
      expect(raster.validity[0]).toBe(0)
      expect(isSeen(raster, cellAt(20, 0))).toBe(false)
    }
  })

  test('do not fold what is outside the field of view into the picture', () => {
    // Strong barrel distortion: r·(1 - 0.3·r²) falls from r = 1.05 on, so that side views would come back inside.
    const spec = { ...front }
    const lens = { ...spec.lens, fx: 300, fy: 300, distortion: [-0.3, 0, 0, 0, 0] as const }
    const pixels = new Uint8Array(3 * lens.width * lens.height).fill(200)
    const raster = new PlannerRaster(MOUNTINGS)
    raster.draw(sceneWith({ images: [frameOf({ ...spec, lens }, pixels)] }))
    for (let cell = 0; cell < RASTER_CELLS; cell++) {
      const [x, y] = middleOf(cell)
      if (Math.abs(y) > 1.2 * (x - 1.5) + 2) expect(isSeen(raster, cell)).toBe(false)
    }
    expect(isSeen(raster, cellAt(20, 3))).toBe(true)
  })
})

describe('the front picture', () => {
  /** A lamp 8° to the left and 3° up. */
  const photographedSky = (spec: CameraSpec) => {
    const directions = raysOf(spec)
    const pixels = new Uint8Array(directions.length)
    for (let at = 0; at < directions.length; at += 3) {
      const [x, y, z] = directions.subarray(at, at + 3)
      if (Math.abs(y! / x! - 0.14) < 0.02 && Math.abs(z! / x! - 0.05) < 0.02) pixels[at] = 255
    }
    return pixels
  }
  const [, , , wide] = SURROUND_CAMERAS

  test('is the same through another lens with another pitch: the directions of things decide', () => {
    const lens = { ...wide!.lens, width: 1280, height: 720, cx: 650, cy: 350, fx: 900, fy: 905 }
    const other: CameraSpec = {
      name: 'front',
      lens,
      mounting: { ...front.mounting, pitch: -0.03, yaw: 0.02, roll: 0.01 },
    }
    const images = [front, other].map((spec) => {
      const raster = new PlannerRaster(MOUNTINGS)
      raster.draw(sceneWith({ images: [frameOf(spec, photographedSky(spec))] }))
      expect(raster.validity[3]).toBe(255)
      return raster.front.slice()
    })
    for (const image of images) {
      let [count, u, v] = [0, 0, 0]
      for (let i = 0; i < FRONT_IMAGE.width * FRONT_IMAGE.height; i++) {
        if (image[i]! < 128) continue
        count++
        u += i % FRONT_IMAGE.width
        v += Math.floor(i / FRONT_IMAGE.width)
      }
      const { focal, centreX, horizon } = FRONT_IMAGE
      expect(u / count).toBeCloseTo(centreX - 0.14 * focal, 0)
      expect(v / count).toBeCloseTo(horizon - 0.05 * focal, 0)
      expect(Math.sqrt(count)).toBeCloseTo(0.04 * focal, 0)
    }
  })

  test('is black, and marked invalid, without a fresh front camera', () => {
    const side = SURROUND_CAMERAS[1]!
    const raster = new PlannerRaster(MOUNTINGS)
    const bright = new Uint8Array(3 * side.lens.width * side.lens.height).fill(255)
    raster.draw(sceneWith({ images: [frameOf(side, bright)] }))
    expect(raster.validity[3]).toBe(0)
    expect(raster.front.every((value) => value === 0)).toBe(true)
  })

  test('is mirrored column by column', () => {
    const image = new Uint8Array(3 * FRONT_IMAGE.width * FRONT_IMAGE.height)
    image[5 * FRONT_IMAGE.width + 3] = 9
    const out = new Uint8Array(image.length)
    mirrorFrontImage(image, out)
    expect(out[6 * FRONT_IMAGE.width - 4]).toBe(9)
    expect(out.reduce((sum, value) => sum + value, 0)).toBe(9)
  })
})

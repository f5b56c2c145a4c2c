import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CameraActor, CameraScene } from '../../../src/simulation/camera/camera-scene.ts'
import { SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { type Conditions, illumination } from '../../../src/simulation/camera/conditions.ts'
import { SurroundCameras } from '../../../src/simulation/camera/surround-cameras.ts'
import { findWorldGenerator } from '../../../src/simulation/world/generators.ts'
import { actor, sceneOf, straightRoad } from './straight-road.ts'

const CLEAR_DAY: Conditions = { light: 'day', weather: 'clear' }
const FRONT = SURROUND_CAMERAS.slice(0, 1)
const WIDTH = FRONT[0]!.lens.width

function hashOf(cameras: SurroundCameras, scene: CameraScene, frame: number): string {
  const hash = createHash('sha256')
  cameras.render(scene, frame, (_, pixels) => hash.update(pixels))
  return hash.digest('hex')
}

function frontImage(conditions: Conditions, scene: CameraScene, frame = 1): Uint8ClampedArray {
  let image = new Uint8ClampedArray()
  new SurroundCameras(straightRoad(), conditions, 5, FRONT).render(scene, frame, (_, pixels) => {
    image = pixels.slice()
  })
  return image
}

/** Mean of a channel over a rectangle of the front image: columns [u0, u1), rows [v0, v1). */
function mean(image: Uint8ClampedArray, channel: number, [u0, u1, v0, v1]: readonly number[]): number {
  let sum = 0
  for (let v = v0!; v < v1!; v++) for (let u = u0!; u < u1!; u++) sum += image[3 * (v * WIDTH + u) + channel]!
  return sum / ((u1! - u0!) * (v1! - v0!))
}

function linear(value: number): number {
  const encoded = value / 255
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4
}

const ALL = [0, WIDTH, 0, 384]

describe('surround cameras', () => {
  test('give the same bytes for one seed, whatever was rendered before', () => {
    const world = findWorldGenerator('roundabout').generate(3)
    const lane = world.map.lanes[0]!.centreLine
    const scene: CameraScene = {
      time: 1.3,
      ego: { x: lane[0]!, y: lane[1]!, yaw: Math.atan2(lane[3]! - lane[1]!, lane[2]! - lane[0]!) },
      actors: [actor('car', lane[0]! + 8, lane[1]!, [4.5, 1.8, 1.5])],
    }
    const conditions: Conditions = { light: 'dusk', weather: 'rain' }
    const first = hashOf(new SurroundCameras(world, conditions, 11), scene, 7)
    const driven = new SurroundCameras(world, conditions, 11)
    for (let i = 0; i < 3; i++) {
      hashOf(driven, { ...scene, ego: { ...scene.ego, x: scene.ego.x - 90 + 30 * i } }, i)
    }
    expect(hashOf(driven, scene, 7)).toBe(first)
    expect(hashOf(driven, scene, 8)).not.toBe(first)
    expect(hashOf(new SurroundCameras(world, conditions, 12), scene, 7)).not.toBe(first)
  })

  test('see in all six directions', () => {
    const specs = new Map(SURROUND_CAMERAS.map(({ name, lens }) => [name, lens]))
    expect(specs.size).toBe(6)
    for (const { width, height } of specs.values()) {
      expect(width).toBeGreaterThanOrEqual(384)
      expect(height).toBeGreaterThanOrEqual(192)
    }
    expect(specs.get('front')).toMatchObject({ width: 768, height: 384 })
    const cameras = new SurroundCameras(straightRoad(), CLEAR_DAY, 5)
    for (let angle = 0; angle < 360; angle += 10) {
      const radians = (angle * Math.PI) / 180
      const post = actor('static', 15 * Math.cos(radians), 15 * Math.sin(radians), [0.6, 0.6, 2])
      cameras.render(sceneOf([post]), 1, () => {})
      const seen = cameras.cameras.filter((camera) => camera.inverseDepth.some((inverse) => inverse > 0))
      expect(seen.length, `at ${angle}°`).toBeGreaterThan(0)
    }
  })

  test('hide what stands behind something else', () => {
    const truck = actor('truck', 20, 0, [9, 2.5, 3.6])
    const car = actor('car', 35, 0, [4.5, 1.8, 1.5], { id: 2 })
    const night: Conditions = { light: 'night', weather: 'fog' }
    const alone = frontImage(night, sceneOf([truck]))
    expect(frontImage(night, sceneOf([truck, car]))).toEqual(alone)
    expect(frontImage(night, sceneOf([car, truck]))).toEqual(alone)
    expect(frontImage(night, sceneOf([truck, { ...car, y: 4 }]))).not.toEqual(alone)
  })

  test('show brake lights and flashing turn lights', () => {
    const car = actor('car', 14, 0, [4.5, 1.8, 1.5])
    const rear = [340, 430, 190, 290]
    const leftCorner = [322, 334, 218, 234]
    const redness = (where: readonly number[], changes: Partial<CameraActor>, time = 0) => {
      const image = frontImage(CLEAR_DAY, sceneOf([{ ...car, ...changes }], time))
      return mean(image, 0, where) - mean(image, 2, where)
    }
    expect(redness(rear, { acceleration: -3 })).toBeGreaterThan(redness(rear, {}) + 5)
    const bright = redness(leftCorner, { turnSignal: 'left' }, 0.1)
    expect(bright).toBeGreaterThan(redness(leftCorner, { turnSignal: 'left' }, 0.5) + 5)
    expect(bright).toBeGreaterThan(redness(leftCorner, { turnSignal: 'right' }, 0.1) + 5)
  })

  test('get dark at night, but for the road in the light of the head lamps', () => {
    const day = frontImage(CLEAR_DAY, sceneOf())
    const night = frontImage({ light: 'night', weather: 'clear' }, sceneOf())
    expect(mean(night, 1, ALL)).toBeLessThan(0.3 * mean(day, 1, ALL))
    const near = [330, 438, 300, 330]
    const sky = [330, 438, 20, 60]
    expect(mean(night, 1, near)).toBeGreaterThan(2 * mean(night, 1, sky))
  })

  test('lose contrast in fog as Koschmieder says', () => {
    const conditions: Conditions = { light: 'day', weather: 'fog' }
    const { extinction } = illumination(conditions)
    // Contrast of a dark wall against the air at the horizon above it, by its distance from the camera.
    const contrast = (distance: number): number => {
      const wall = actor('static', 1.7 + distance, 0, [0.02, 12, 2.2])
      const image = frontImage(conditions, sceneOf([wall]))
      const open = linear(mean(image, 1, [330, 438, 20, 40]))
      return (open - linear(mean(image, 1, [364, 404, 176, 180]))) / open
    }
    expect(contrast(40) / contrast(20)).toBeCloseTo(Math.exp(-20 * extinction), 1.5)
    expect(contrast(60) / contrast(20)).toBeCloseTo(Math.exp(-40 * extinction), 1.5)
  })

  test('see rain as a darker road and streaks that change from frame to frame', () => {
    const rain: Conditions = { light: 'day', weather: 'rain' }
    const near = [330, 438, 300, 330]
    expect(mean(frontImage(rain, sceneOf()), 1, near)).toBeLessThan(mean(frontImage(CLEAR_DAY, sceneOf()), 1, near))
    const [first, second] = [frontImage(rain, sceneOf(), 1), frontImage(rain, sceneOf(), 2)]
    const changed = first.reduce((count, value, i) => count + (Math.abs(value - second[i]!) > 16 ? 1 : 0), 0)
    expect(changed).toBeGreaterThan(500)
  })

  test('have noise of the stated size', () => {
    const [first, second] = [frontImage(CLEAR_DAY, sceneOf(), 1), frontImage(CLEAR_DAY, sceneOf(), 2)]
    const { readNoise, shotNoise } = illumination(CLEAR_DAY)
    const squares = { measured: 0, stated: 0 }
    first.forEach((value, i) => {
      // Near white the clamp cuts it off.
      if (value > 245) return
      squares.measured += (value - second[i]!) ** 2
      squares.stated += 2 * (readNoise ** 2 + (shotNoise ** 2 * value) / 255 + 1 / 12)
    })
    expect(squares.measured / squares.stated).toBeGreaterThan(0.9)
    expect(squares.measured / squares.stated).toBeLessThan(1.1)
  })
})

import { describe, expect, test } from 'vitest'
import type { TrackedObject } from '../../../src/core/scene.ts'
import { decodeImage, encodePng, type RawImage } from '../../../src/io/images/image-file.ts'
import { type DrawnDrive, drawInfractions } from '../../../src/simulation/pictures/infraction-picture.ts'
import { drawInfractionSheet } from '../../../src/simulation/pictures/infraction-sheet.ts'
import type { Moment } from '../../../src/simulation/pictures/moment.ts'
import { drawMoment } from '../../../src/simulation/pictures/moment-sheet.ts'
import { boxCorners, toPicture, viewOf } from '../../../src/simulation/pictures/top-view.ts'
import { straightRoad } from '../camera/straight-road.ts'

const NOTHING: Moment = {
  drive: 'a.mcap',
  time: 1.5,
  images: [],
  clouds: [],
  radars: [],
  tracks: null,
  truth: null,
  plan: null,
  command: null,
  pose: null,
  drivenBefore: new Float64Array(0),
  drivenAfter: new Float64Array(0),
  map: null,
  vehicle: { length: 4.7, width: 1.84, rearAxleToFront: 3.7 },
}

const TRACK: TrackedObject = {
  id: 12,
  class: 'pedestrian',
  existence: 1,
  isConfirmed: true,
  coastingFor: 0,
  age: 3,
  position: [40, 10, 1],
  yaw: 0,
  velocity: [0, 0],
  acceleration: 0,
  yawRate: 0,
  size: [6, 6, 1.8],
  covariance: new Float64Array(16),
}

function pixel({ width, data }: RawImage, x: number, y: number): number[] {
  const at = 3 * (width * Math.round(y) + Math.round(x))
  return [...data.subarray(at, at + 3)]
}

async function sheetOf(changes: Partial<Moment>): Promise<RawImage> {
  return decodeImage(await drawMoment({ ...NOTHING, ...changes }), 'a test')
}

/** Place in the sheet without images of a point of the ego frame; as in moment-sheet.ts. */
function placeOf(x: number, y: number): readonly [number, number] {
  const [u, v] = toPicture({ width: 1180, height: 660, centreX: 24, centreY: 0, yaw: 0, scale: 7.2 }, x, y)
  return [u + 8, v + 42]
}

describe('the sheet of a moment', () => {
  test('shows a bare moment as a car on a grid', async () => {
    const sheet = await sheetOf({})
    expect([sheet.width, sheet.height]).toEqual([1600, 710])
    const [r, g, b] = pixel(sheet, ...placeOf(1, 0.5))
    expect(Math.min(r!, g!, b!)).toBeGreaterThan(200)
  })

  test('shows tracks, truth, plan and points where they are', async () => {
    const empty = await sheetOf({})
    const sheet = await sheetOf({
      tracks: [TRACK],
      truth: [{ id: 1, class: 'car', x: 60, y: -20, yaw: 0, length: 4, width: 2 }],
      clouds: [{ name: 'top', age: 0, x: Float32Array.of(20), y: Float32Array.of(30), z: Float32Array.of(2.9) }],
      radars: [{ name: 'front', age: 0, targets: [{ x: 70, y: 25, rangeRate: 0 }] }],
    })
    const [red, , blue] = pixel(sheet, ...placeOf(38.5, 11.5))
    expect(red! - blue!).toBeGreaterThan(60)
    const [edgeRed, edgeGreen] = pixel(sheet, ...placeOf(60, -19))
    expect(edgeGreen! - edgeRed!).toBeGreaterThan(40)
    expect(pixel(sheet, ...placeOf(20, 30))).toEqual([250, 220, 80])
    const [radarRed, radarGreen] = pixel(sheet, ...placeOf(70, 25))
    expect(radarRed! - radarGreen!).toBeGreaterThan(80)
    expect(pixel(sheet, ...placeOf(-40, -30))).toEqual(pixel(empty, ...placeOf(-40, -30)))
  })

  test('puts the front image in the middle of the upper row and the back one below it', async () => {
    const plain = (value: number) =>
      encodePng({ width: 40, height: 20, channels: 3, data: new Uint8Array(40 * 20 * 3).fill(value) })
    const names = ['back', 'front', 'front-left', 'back-right', 'back-left', 'front-right']
    const images = await Promise.all(names.map(async (name, i) => ({ name, bytes: await plain(40 * (i + 1)), age: 0 })))
    const sheet = await sheetOf({ images })
    expect(pixel(sheet, 800, 170)).toEqual([80, 80, 80])
    expect(pixel(sheet, 800, 440)).toEqual([40, 40, 40])
    expect(pixel(sheet, 1400, 440)).toEqual([160, 160, 160])
  })

  test('draws the map only under a true pose', async () => {
    const { map } = straightRoad()
    const pose = { x: 0, y: 0, yaw: 0, speed: 5 }
    const truth = await sheetOf({ map, pose: { ...pose, source: 'truth' } })
    const fused = await sheetOf({ map, pose: { ...pose, source: 'fused' } })
    const place = placeOf(34, 4.5)
    expect(pixel(truth, ...place)).not.toEqual(pixel(fused, ...place))
  })

  test('writes names from a drive as they are, markup or not', async () => {
    await expect(drawMoment({ ...NOTHING, drive: '<script>&"' })).resolves.toBeInstanceOf(Uint8Array)
  })
})

describe('the picture of infractions', () => {
  const path = Float64Array.of(0, 0, 50, 0, 100, 0)
  const drive = (way: Float64Array, infractions: DrawnDrive['infractions']) => {
    return { map: straightRoad().map, path: way, route: path, infractions, title: 'a <test>' }
  }

  test('marks each infraction at its place on the map', async () => {
    const png = await drawInfractions(drive(path, [{ kind: 'off-road', time: 4.2, x: 60, y: 3 }]))
    const picture = await decodeImage(png, 'a test')
    const view = viewOf(Float64Array.of(...path, 60, 3), 1180, 860, 35)
    const [u, v] = toPicture(view, 60, 3)
    const [red, green, blue] = pixel(picture, u + 8, v)
    expect(red).toBeGreaterThan(green! + 20)
    expect(green).toBeGreaterThan(blue! + 20)
  })

  test('is drawn for a drive without any, and for one that never moved', async () => {
    for (const way of [path, new Float64Array(0)]) {
      const picture = await decodeImage(await drawInfractions(drive(way, [])), 'a test')
      expect([picture.width, picture.height]).toEqual([1600, 860])
    }
  })
})

describe('the sheet of infractions', () => {
  test('gives each drive a cell, three in a row, with its marks in its own', async () => {
    const path = Float64Array.of(0, 0, 50, 0, 100, 0)
    const clean = { map: straightRoad().map, path, route: path, infractions: [], title: 'clean' }
    const failed = { ...clean, infractions: [{ kind: 'red-light' as const, time: 4.2, x: 60, y: 3 }], title: 'failed' }
    const picture = await decodeImage(await drawInfractionSheet([clean, clean, clean, failed]), 'a test')
    expect([picture.width, picture.height]).toEqual([3 * 628 - 8, 2 * 530 - 8])
    const view = viewOf(Float64Array.of(...path, 60, 3), 620, 430, 35)
    const [u, v] = toPicture(view, 60, 3)
    const [red, green] = pixel(picture, u + 8, v + 530)
    expect(red).toBeGreaterThan(green! + 60)
    expect(pixel(picture, u + 8, v)).not.toEqual([red, green, pixel(picture, u + 8, v + 530)[2]])
  })
})

describe('a view from above', () => {
  test('turns with its yaw: what lies ahead is to the right', () => {
    const view = { width: 100, height: 100, centreX: 5, centreY: 5, yaw: Math.PI / 2, scale: 2 }
    const [u, v] = toPicture(view, 5, 15)
    expect([u, v].map(Math.round)).toEqual([70, 50])
  })

  test('holds all points of what it is made for', () => {
    const points = Float64Array.of(-20, 4, 300, 90, 10, -50)
    const view = viewOf(points, 400, 300, 10)
    for (let i = 0; i < points.length; i += 2) {
      const [u, v] = toPicture(view, points[i]!, points[i + 1]!)
      expect(u).toBeGreaterThanOrEqual(0)
      expect(u).toBeLessThanOrEqual(400)
      expect(v).toBeGreaterThanOrEqual(0)
      expect(v).toBeLessThanOrEqual(300)
    }
  })

  test('has the corners of a box from front left counter-clockwise', () => {
    expect([...boxCorners(1, 2, 0, 4, 2)]).toEqual([3, 3, -1, 3, -1, 1, 3, 1])
  })
})

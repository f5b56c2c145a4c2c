import { describe, expect, it } from 'vitest'
import { ObjectAssessment } from '../../../planning/training/recipes/planner/assess-objects.ts'
import {
  BOXES_SHAPE,
  CENTRES_SHAPE,
  drawCentrePoints,
  FOUND_CLASSES,
  VELOCITY_SCALE,
} from '../../../planning/training/recipes/planner/centre-point-maps.ts'
import { plannerManifest } from '../../../planning/training/recipes/planner/planner-manifest.ts'
import { OBJECT_LIMIT, OBJECT_STRIDE } from '../../../planning/training/recipes/planner/surroundings-layout.ts'
import { decodeCentrePoints } from '../../../src/common/manifest/decoders/centre-points.ts'
import { OBJECT_CLASSES, type ObjectClass } from '../../../src/core/messages.ts'
import type { Tensor } from '../../../src/core/tensor.ts'

interface Thing {
  readonly class: ObjectClass
  readonly size: readonly [number, number]
  readonly velocity: readonly [number, number]
  readonly pose: readonly [number, number, number]
}

const THINGS: readonly Thing[] = [
  { class: 'pedestrian', size: [0.6, 0.5], velocity: [0, -1.2], pose: [6.3, 2.9, -1.5] },
  { class: 'truck', size: [9, 2.5], velocity: [12, 0.5], pose: [31.7, -4.2, 0.04] },
  { class: 'cyclist', size: [1.8, 0.6], velocity: [-4, 0], pose: [-12.2, -7.7, 3.1] },
  { class: 'static', size: [1, 1], velocity: [0, 0], pose: [10, 0, 0] },
  { class: 'car', size: [4.5, 1.8], velocity: [0, 0], pose: [200, 0, 0] },
]
/** Those that are of a class and on the grid. */
const FOUND = [THINGS[1]!, THINGS[2]!, THINGS[0]!]

function objectsOf(things: readonly Thing[]): Float32Array {
  const values = new Float32Array(OBJECT_LIMIT * OBJECT_STRIDE)
  for (const [row, { class: name, size, velocity, pose }] of things.entries()) {
    values.set([1 + OBJECT_CLASSES.indexOf(name), ...size, ...velocity, ...pose], row * OBJECT_STRIDE)
  }
  return values
}

function targetsOf(things: readonly Thing[], isMirrored = false) {
  const [classes, rows, columns] = CENTRES_SHAPE
  const targets = {
    heat: new Uint8Array(classes * rows * columns),
    centres: new Uint8Array(classes * rows * columns),
    centred: new Uint8Array(rows * columns),
    boxes: new Float32Array(BOXES_SHAPE[0] * rows * columns),
  }
  drawCentrePoints(objectsOf(things), isMirrored, targets)
  return targets
}

/** The decoding that the planner's manifest asks for. */
const DECODING = plannerManifest(
  { count: 0, poses: new Float64Array(), source: '' },
  { file: '', sha256: '' },
).outputs.flatMap(({ decode }) => (decode.kind === 'centre-points' ? [decode] : []))[0]!

/** What a network that has learnt its targets by heart would give. */
function decoded(things: readonly Thing[], isMirrored = false) {
  const { centres, boxes } = targetsOf(things, isMirrored)
  const [, rows, columns] = CENTRES_SHAPE
  const data = Float32Array.from([...Array.from(centres, (byte) => (byte > 0 ? 5 : -5)), ...boxes])
  const tensor: Tensor = { type: 'float32', shape: [1, FOUND_CLASSES.length + BOXES_SHAPE[0], rows, columns], data }
  return decodeCentrePoints(tensor, DECODING, 'objects')
}

describe('targets of the centre-point head', () => {
  it.each([false, true])('decode to the objects that they were drawn from; mirrored: %s', (isMirrored) => {
    const sign = isMirrored ? -1 : 1
    const { objects } = decoded(THINGS, isMirrored)
    expect(objects.map((one) => one.class)).toEqual(['car', 'cyclist', 'pedestrian'])
    for (const [i, { size, velocity, pose }] of FOUND.entries()) {
      const one = objects[i]!
      expect([one.x, one.y, one.length, one.width].map((value) => Number(value.toFixed(3)))).toEqual(
        [pose[0], sign * pose[1], ...size].map((value) => Number(value.toFixed(3))),
      )
      expect(Math.cos(one.yaw - sign * pose[2])).toBeCloseTo(1, 5)
      expect(one.velocityX).toBeCloseTo(velocity[0], 4)
      expect(one.velocityY).toBeCloseTo(sign * velocity[1], 4)
    }
    expect(DECODING.velocityScale).toBe(VELOCITY_SCALE)
  })

  it('are hottest at the centre, and the nearer of two in a cell stays', () => {
    const near: Thing = { class: 'car', size: [4, 2], velocity: [0, 0], pose: [4.2, 0.9, 0] }
    const { heat, centres, centred } = targetsOf([near, { ...near, size: [9, 2], pose: [4.9, 1.1, 0] }])
    const [, rows, columns] = CENTRES_SHAPE
    expect(centred.filter((byte) => byte > 0)).toHaveLength(1)
    const place = centred.indexOf(255)
    expect(centres[place]).toBe(255)
    expect(heat[place]).toBe(255)
    expect(heat[place + 1]).toBeGreaterThan(0)
    expect(heat[place + 1]).toBeLessThan(255)
    expect(heat[place + 2 * columns]).toBeLessThan(heat[place + columns]!)
    expect(heat.subarray(rows * columns).every((byte) => byte === 0)).toBe(true)
    expect(decoded([near, { ...near, size: [9, 2], pose: [4.9, 1.1, 0] }]).objects[0]!.length).toBeCloseTo(4, 4)
  })
})

describe('the count of what is found', () => {
  it('matches each object once, within 2 m and 40 m', () => {
    const assessment = new ObjectAssessment()
    const { objects } = decoded(THINGS)
    const [truck, , somebody] = objects
    const ghost = { ...truck!, x: 20, y: 15 }
    const twice = { ...somebody!, x: somebody!.x + 0.5 }
    const wrong = { ...truck!, velocityX: truck!.velocityX + 3 }
    assessment.add({ kind: 'centre-points', objects: [somebody!, twice, ghost, wrong] }, objectsOf(THINGS))
    const { objects_recall, objects_precision, objects_distance, objects_velocity } = assessment.values
    expect(objects_recall).toBeCloseTo(2 / 3, 9)
    expect(objects_precision).toBeCloseTo(2 / 4, 9)
    expect(objects_distance).toBeCloseTo(0, 3)
    expect(objects_velocity).toBeCloseTo(1.5, 3)
  })
})

import { describe, expect, it } from 'vitest'
import { decodeGridDetections } from '../../../src/common/manifest/decoders/grid-detections.ts'
import { decodeSpeed, decodeSteering } from '../../../src/common/manifest/decoders/scalar.ts'
import { classAreas, decodeSegmentation } from '../../../src/common/manifest/decoders/segmentation.ts'
import { decodeWaypoints } from '../../../src/common/manifest/decoders/waypoints.ts'
import type { GridDetectionsDecoding, WaypointsDecoding } from '../../../src/common/manifest/manifest.ts'
import { InputError } from '../../../src/core/errors.ts'
import type { Tensor } from '../../../src/core/tensor.ts'

const tensor = (shape: readonly number[], ...values: number[]): Tensor => ({
  type: 'float32',
  shape,
  data: Float32Array.from(values),
})

describe('segmentation', () => {
  const decoding = { kind: 'segmentation', classes: ['off', 'on', 'far'] } as const

  it('takes the class with the highest score, of equals the first, and not-a-number never', () => {
    const scores = tensor([1, 3, 1, 4], 0, 1, 2, Number.NaN, 1, 1, 0, Number.NaN, 0.5, 3, 2, Number.NaN)
    const mask = decodeSegmentation(scores, decoding, 'mask')
    expect(mask).toMatchObject({ width: 4, height: 1, classes: ['off', 'on', 'far'] })
    expect([...mask.labels]).toEqual([1, 2, 0, 0])
  })

  it('measures how much there is of a class and where', () => {
    const labels = Uint8Array.of(0, 1, 1, 0, 0, 1)
    const [off, on, far] = classAreas({ kind: 'segmentation', width: 3, height: 2, classes: decoding.classes, labels })
    expect(on).toEqual({ name: 'on', pixels: 3, share: 0.5, centre: [5 / 3, 1 / 3] })
    expect(off!.pixels).toBe(3)
    expect(far).toMatchObject({ pixels: 0, share: 0, centre: [Number.NaN, Number.NaN] })
  })

  it('refuses another number of channels', () => {
    expect(() => decodeSegmentation(tensor([1, 2, 1, 1], 0, 0), decoding, 'mask')).toThrow(
      new InputError('expected the output mask in the shape [1, 3, ?, ?], found float32 [1, 2, 1, 1]'),
    )
  })
})

describe('grid detections', () => {
  const DECODING: GridDetectionsDecoding = {
    kind: 'grid-detections',
    channels: { objectness: 0, x: 1, y: 2, width: 3, height: 4, classes: 5 },
    centre: 'none',
    size: 'none',
    objectnessExponent: 1,
    classExponent: 1,
    threshold: 0.3,
    overlap: 0.5,
    isClassAgnostic: true,
    classes: ['person', 'car'],
    roadUsers: {},
  }

  /** Cells of a row, each objectness, x, y, width, height, person, car. */
  function row(...cells: readonly (readonly number[])[]): Tensor {
    return tensor([1, 7, 1, cells.length], ...Array.from({ length: 7 }, (_, c) => cells.map((cell) => cell[c]!)).flat())
  }
  const decode = (change: Partial<GridDetectionsDecoding>, ...cells: readonly (readonly number[])[]) =>
    decodeGridDetections(row(...cells), { ...DECODING, ...change }, 'grid').boxes

  it('places a box in its cell and scores it by objectness and class', () => {
    const boxes = decode(
      { objectnessExponent: 0.5, classExponent: 2 },
      [0, 0, 0, 1, 1, 1, 1],
      [0.64, 0.5, 0.5, 0.4, 0.2, 0.1, 0.9],
    )
    expect(boxes).toHaveLength(1)
    expect(boxes[0]).toMatchObject({ class: 'car' })
    expect(boxes[0]!.score).toBeCloseTo(0.8 * 0.81, 6)
    const { left, top, right, bottom } = boxes[0]!
    for (const [found, expected] of [
      [left, 0.55],
      [right, 0.95],
      [top, 0.4],
      [bottom, 0.6],
    ] as const)
      expect(found).toBeCloseTo(expected, 6)
  })

  it('applies the functions that the manifest names', () => {
    const [box] = decode({ centre: 'tanh', size: 'sigmoid' }, [1, -20, 20, 0, 0, 1, 0])
    for (const [found, expected] of [
      [box!.left, -1.25],
      [box!.right, -0.75],
      [box!.top, 0.75],
      [box!.bottom, 1.25],
    ] as const)
      expect(found).toBeCloseTo(expected, 6)
    const [large] = decode({ size: 'exp' }, [1, 0, 0, Math.log(2), Math.log(4), 1, 0])
    expect(large!.right - large!.left).toBeCloseTo(2, 6)
  })

  it('keeps the best of boxes that overlap, and boxes of other classes where the manifest says so', () => {
    const cells = [
      [0.8, 0.5, 0.5, 0.5, 1, 1, 0],
      [0.9, -0.45, 0.5, 0.5, 1, 0, 1],
      [0.7, 0.5, 0.5, 0.2, 1, 1, 0],
    ] as const
    expect(decode({}, ...cells).map(({ score }) => score)).toEqual([Math.fround(0.9), Math.fround(0.7)])
    expect(decode({ isClassAgnostic: false }, ...cells).map((box) => box.class)).toEqual(['car', 'person', 'person'])
  })

  it('finds nothing in cells of nonsense', () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
    expect(
      decode(
        {},
        [nan, 0, 0, 1, 1, 1, 1],
        [1, nan, 0, 1, 1, 1, 1],
        [1, 0, 0, -1, 1, 1, 1],
        [1, 0, 0, infinity, 1, 1, 1],
        [1, 0, 0, 1, 1, nan, nan],
      ),
    ).toEqual([])
  })

  it('refuses a grid with too few channels', () => {
    expect(() => decodeGridDetections(tensor([1, 6, 1, 1], 0, 0, 0, 0, 0, 0), DECODING, 'grid')).toThrow(
      /in the shape \[1, 7, 1, 1\]/,
    )
  })
})

describe('a path and single numbers', () => {
  const decoding: WaypointsDecoding = {
    kind: 'waypoints',
    times: [0.5, 1],
    columns: [
      { quantity: 'y', scale: -2, offset: 0 },
      { quantity: 'none', scale: 1, offset: 0 },
      { quantity: 'x', scale: 10, offset: 1 },
    ],
    frame: 'camera',
  }

  it('reads columns in any order, scaled and shifted', () => {
    const path = decodeWaypoints(tensor([1, 6], 0.5, 9, 0.25, -1, 9, 0.5), decoding, 'path')
    expect(path).toEqual({
      kind: 'waypoints',
      frame: 'camera',
      points: [
        { time: 0.5, x: 3.5, y: -1, yaw: null, speed: null },
        { time: 1, x: 6, y: 2, yaw: null, speed: null },
      ],
    })
  })

  it('refuses another number of points, and 64-bit integers', () => {
    expect(() => decodeWaypoints(tensor([1, 3], 0, 0, 0), decoding, 'path')).toThrow(
      'expected 2 points of 3 columns in the output path, found float32 [1, 3]',
    )
    const wide: Tensor = { type: 'int64', shape: [1], data: BigInt64Array.of(1n) }
    expect(() => decodeSpeed(wide, { kind: 'speed', gain: 1, offset: 0 }, 'v')).toThrow(/numbers of up to 32 bits/)
  })

  it('turns a number into steering or speed', () => {
    const steering = { kind: 'steering', quantity: 'curvature', gain: -0.5, offset: 0.1 } as const
    expect(decodeSteering(tensor([1, 1], 0.5), steering, 's')).toEqual({
      kind: 'steering',
      quantity: 'curvature',
      value: -0.15,
    })
    expect(decodeSpeed(tensor([], 3), { kind: 'speed', gain: 2, offset: 1 }, 'v')).toEqual({ kind: 'speed', value: 7 })
    expect(() => decodeSteering(tensor([1, 2], 0, 0), steering, 's')).toThrow(
      'expected one number in the output s, found float32 [1, 2]',
    )
  })
})
